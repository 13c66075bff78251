import { covers } from './private/covers';
import { isWrittenOut, type JsonMap, listOf } from './private/json';
import { dependsOnDefault, isSameDefault } from './private/shown-key';
import { unusedSids } from './private/sids';
import { nameOf, type Read, mentionsEncryption, uploadDenial, type UploadDenial } from './private/upload-denial';
import { withBareUploadsOverPlainHttp, withoutBareUploads } from './private/without-bare-uploads';
import type { UploadDefault } from './uploads';
import { SseAlgorithm } from '../encryption';
import { looksLikeKeyArn } from '../encryption/internal';
import { NameHole, Ternary, type Text, textKey, textOf } from '../template';

/** A default encryption with its key as the policy writes it. */
export interface DemandedDefault extends UploadDefault {
  readonly keyJson?: unknown;
}

/** What is known of a bucket and its policy. */
export interface Situation {
  /** The policy document as the template has it, functions and all. */
  readonly document: unknown;
  readonly bucketArn: string | Text;
  /** The default encryption now; why it cannot be determined, where it cannot. */
  readonly current: UploadDefault | string;
  /** The default encryption that somebody chose, whatever the policy demands. */
  readonly chosen?: UploadDefault;
  readonly read: Read;
}

/** A statement, and what to put in its place. */
export interface Replacement {
  readonly index: number;
  readonly name: string;
  readonly statement: unknown;
  /** Empty where other statements deny the same. The statement itself is among them where the default encryption to come is enough. */
  readonly by: readonly unknown[];
}

/** A statement that is left unchanged. */
export interface Remark {
  readonly index: number;
  readonly name: string;
  readonly reason: string;
}

/** How uploads that name no encryption are left to default encryption. */
export interface PolicyPlan {
  /** The default encryption that serves them; nothing where nothing is to be done, or nothing can be done. */
  readonly serving: DemandedDefault | undefined;
  /** Whether that is another one than now. */
  readonly changesDefault: boolean;
  /** Statements that deny such uploads under the current default encryption. */
  readonly replaced: readonly Replacement[];
  /** Statements that deny such uploads, or may do so, and are left unchanged. Then nothing is replaced: a policy is migrated whole or not at all. */
  readonly leftAlone: readonly Remark[];
  /** The policy document as it is to be. */
  readonly document: unknown;
}

// docs/decisions/0025
/**
 * Plans how a bucket policy from the time before default encryption is moved to it.
 *
 * The statements are asked what they deny; how they are written does not matter. What is put in their place denies the
 * same uploads, but for those that name no encryption, no key of the customer's, and come over TLS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
 */
export function planFor(situation: Situation): PolicyPlan {
  const { document, bucketArn, current, read } = situation;
  const nothing = nothingToDo(document);
  if (!isWrittenOut(document)) {
    return mentionsEncryption(document)
      ? { ...nothing, leftAlone: [{ index: 0, name: 'the policy', reason: 'it is not a literal policy document' }] }
      : nothing;
  }
  const statements = listOf(document.Statement).map((json, index) => ({ json, index, denial: uploadDenial(json, index, document, read, bucketArn) }));
  const unclear = statements.flatMap(({ json, index, denial }) => (typeof denial === 'string' ? [{ index, name: nameOf(json, index), reason: denial }] : []));
  const denials = statements.flatMap(({ denial }) => (typeof denial === 'object' ? [denial] : []));
  if (typeof current === 'string') {
    const suspected = denials.filter((denial) => denial.deniesBare(WITHOUT_KEY) !== Ternary.NO);
    return { ...nothing, leftAlone: inOrder([...unclear, ...suspected.map((denial) => remark(denial, current))]) };
  }
  const legacy = denials.filter((denial) => denial.deniesBare(current) !== Ternary.NO);
  if (legacy.length === 0) { return { ...nothing, leftAlone: unclear }; }
  const untold = legacy.filter((denial) => denial.deniesBare(current) === Ternary.UNKNOWN)
    .map((denial) => remark(denial, 'the value that it compares with is known at deployment only'));
  const blocked = [...unclear, ...untold, ...legacy.flatMap((denial) => (denial.obstacle === undefined ? [] : [remark(denial, denial.obstacle)]))];
  if (blocked.length > 0) { return { ...nothing, leftAlone: inOrder([...blocked, ...others(legacy, blocked)]) }; }
  // What looks at something else as well, and does not deny plain uploads, is not about encryption alone.
  const demands = denials.filter((denial) => denial.obstacle === undefined);
  const serving = servingDefault(situation, current, demands);
  const obstacle = serving === undefined ? 'no default encryption is known that every statement allows uploads to specify' : obstacleTo(serving, situation, current, demands);
  if (serving === undefined || obstacle !== undefined) { return { ...nothing, leftAlone: legacy.map((denial) => remark(denial, obstacle!)) }; }
  const released = demands.filter((denial) => legacy.includes(denial) || denial.deniesBare(serving) === Ternary.YES);
  const dependent = dependentOn(situation, document, released, current, serving);
  if (dependent.length > 0) { return { ...nothing, leftAlone: inOrder([...dependent, ...others(legacy, dependent)]) }; }
  return { ...replaced(document, serving, released), serving, changesDefault: serving !== current, leftAlone: [] };
}

/** Under no other default encryption do uploads show less of themselves. */
const WITHOUT_KEY: UploadDefault = { algorithm: SseAlgorithm.SSE_S3, key: undefined };

/** The plan for a policy that is as it should be. */
export function nothingToDo(document: unknown): PolicyPlan {
  return { serving: undefined, changesDefault: false, replaced: [], leftAlone: [], document };
}

/** The default encryption that every statement lets uploads name: the one of now, if it is such a one. */
function servingDefault({ chosen, read }: Situation, current: UploadDefault, demands: readonly UploadDenial[]): DemandedDefault | undefined {
  const candidates = chosen ? [chosen] : [current, ...demandedDefaults(demands, read)];
  return candidates.find((candidate) => demands.every((denial) =>
    denial.deniesNamed(candidate) === Ternary.NO && denial.deniesBare(candidate) !== Ternary.UNKNOWN));
}

/** Default encryptions that a policy may demand: with the keys that it names, the AWS managed key, none. */
function demandedDefaults(demands: readonly UploadDenial[], read: Read): DemandedDefault[] {
  const keys = demands.flatMap((denial) => denial.keys).flatMap((keyJson): DemandedDefault[] => {
    const key = textOf(read(keyJson));
    return key !== undefined && mayBeKeyArn(key) ? [{ algorithm: SseAlgorithm.SSE_KMS, key, keyJson }] : [];
  });
  const dual = keys.map((demanded) => ({ ...demanded, algorithm: SseAlgorithm.DSSE_KMS }));
  const withoutKey = [SseAlgorithm.SSE_S3, SseAlgorithm.SSE_KMS, SseAlgorithm.DSSE_KMS].map((algorithm) => ({ algorithm, key: undefined }));
  return [...keys, ...dual, ...withoutKey];
}

/** A parameter or an import may hold an ARN; ids of resources, aliases and patterns are none. */
function mayBeKeyArn(key: string | Text): boolean {
  const text = textKey(key);
  if (typeof key !== 'string' && key.parts.length === 1) { return !(key.parts[0] instanceof NameHole); }
  return looksLikeKeyArn(text) && !/[*?]/.test(text);
}

function obstacleTo(serving: UploadDefault, { chosen }: Situation, current: UploadDefault, demands: readonly UploadDenial[]): string | undefined {
  const mixed = demands.find((denial) => denial.looksAtKey && denial.deniesBare(serving) === Ternary.YES);
  if (mixed) { return `${mixed.name} checks both the encryption algorithm and the KMS key`; }
  if (serving === current || chosen !== undefined) { return undefined; }
  const all = demands.filter(({ coversAll }) => coversAll);
  // Uploads that are served today under the present default encryption may come from callers that the other one does not serve:
  // without permissions for its key, or over plain HTTP.
  const demanded = all.some((denial) => denial.deniesNamed(current) !== Ternary.NO);
  return demanded && all.some((denial) => denial.deniesBare(current) === Ternary.YES)
    ? undefined
    : 'it requires another default encryption, but applies only to some principals or some objects';
}

const SHOWS_ANOTHER_KEY = 'it checks the KMS key, which depends on the default encryption for uploads that specify no key';

/** Statements that stay, and would answer otherwise under the other default encryption to uploads that name nothing. */
function dependentOn(
  { read }: Situation, document: JsonMap, released: readonly UploadDenial[], current: UploadDefault, serving: UploadDefault,
): Remark[] {
  if (isSameDefault(current, serving)) { return []; }
  return listOf(document.Statement).flatMap((json, index) => (
    !released.some((denial) => denial.index === index) && dependsOnDefault(json, document, read, current, serving)
      ? [{ index, name: nameOf(json, index), reason: SHOWS_ANOTHER_KEY }]
      : []));
}

function replaced(document: JsonMap, serving: UploadDefault, released: readonly UploadDenial[]) {
  const statements = listOf(document.Statement);
  const there: unknown[] = statements.filter((_, index) => !released.some((denial) => denial.index === index));
  const unused = unusedSids(statements);
  const replacements = released.map((denial): Replacement => {
    const narrowed = denial.deniesBare(serving) === Ternary.YES ? withoutBareUploads(denial) : withBareUploadsOverPlainHttp(denial);
    const by = narrowed.filter((statement) => {
      const isNew = !there.some((other) => covers(other, statement));
      if (isNew) { there.push(statement); }
      return isNew;
    });
    return { index: denial.index, name: denial.name, statement: denial.json, by: by.map((one) => unused(one, denial.json)) };
  });
  const byIndex = new Map(replacements.map((one) => [one.index, one.by]));
  const Statement = statements.flatMap((statement, index) => byIndex.get(index) ?? [statement]);
  return { replaced: replacements, document: { ...document, Statement } };
}

function remark({ index, name }: UploadDenial, reason: string): Remark {
  return { index, name, reason };
}

/** Statements that could be taken apart, were it not for the others. */
function others(legacy: readonly UploadDenial[], blocked: readonly Remark[]): Remark[] {
  return legacy.filter(({ index }) => !blocked.some((one) => one.index === index))
    .map((denial) => remark(denial, `a policy is migrated as a whole, and ${blocked[0].name} is left unchanged`));
}

function inOrder(remarks: readonly Remark[]): Remark[] {
  return [...remarks].sort((a, b) => a.index - b.index);
}
