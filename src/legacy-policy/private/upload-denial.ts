import { type Clause, clausesOf, conditionOf } from './clauses';
import { isWrittenOut, type JsonMap, listOf } from './json';
import { ANONYMOUS, type ContextKeys, Outcome, Policy, PolicySearch, Principal, type SearchedAction, Wanted } from '../../policy-evaluation';
import { Ternary, type Text, type Value, type ValueMap } from '../../template';
import { ALGORITHM, contextNamingNothing, contextNamingTheDefault, CUSTOMER_KEY, KMS_KEY_ID, uploadContext, type UploadDefault } from '../uploads';

/** Interprets a piece of a template. */
export type Read = (json: unknown) => Value;

/** A statement that denies uploads by the encryption that they name, or do not name. */
export interface UploadDenial {
  readonly index: number;
  /** How messages call it. */
  readonly name: string;
  readonly json: JsonMap;
  readonly clauses: readonly Clause[];
  /** Those actions of it that write objects under an encryption. */
  readonly uploads: readonly unknown[];
  /** Its other actions, each by its name. */
  readonly others: readonly unknown[];
  /** Why it cannot be taken apart, as a clause; nothing where it can. */
  readonly obstacle: string | undefined;
  /** Whether it looks at the KMS key. */
  readonly looksAtKey: boolean;
  /** What it compares the KMS key with. */
  readonly keys: readonly unknown[];
  /** Whether it speaks of everybody, and of all objects. */
  readonly coversAll: boolean;
  /** Whether it denies the uploads that it speaks of if they name no encryption. */
  deniesBare(given: UploadDefault): Ternary;
  /** Whether it denies the uploads that it speaks of if they name what they would get anyway. */
  deniesNamed(given: UploadDefault): Ternary;
}

/** The condition keys that show the encryption of an upload. */
export const ENCRYPTION: ReadonlySet<string> = new Set([ALGORITHM, KMS_KEY_ID, CUSTOMER_KEY]);
/** Condition keys that tell who asks, and from where. */
const CALLER = /^aws:(?:principal|user|source|calledvia|viaawsservice)/i;
/** The actions to which the condition keys of encryption apply. */
const UPLOADS = new Set(['s3:putobject', 's3:replicateobject', 's3:updateobjectencryption']);
const ELEMENTS = new Set(['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']);

/** Whether a piece of a policy speaks of the encryption of uploads at all, however it is put. */
export function mentionsEncryption(json: unknown): boolean {
  return /s3:x-amz-server-side-encryption(?!-customer)/i.test(JSON.stringify(json) ?? '');
}

export function nameOf(json: unknown, index: number): string {
  const sid = isWrittenOut(json) ? json.Sid : undefined;
  return typeof sid === 'string' ? `statement ${sid}` : `statement ${index + 1}`;
}

/**
 * Reads a statement.
 *
 * @returns nothing if it is about something else, a text if it cannot be determined what it is about
 */
export function uploadDenial(
  json: unknown, index: number, document: JsonMap, read: Read, bucketArn: string | Text,
): UploadDenial | string | undefined {
  if (!mentionsEncryption(json)) { return undefined; }
  if (!isWrittenOut(json)) { return 'it depends on a CloudFormation intrinsic function'; }
  if (json.Effect === 'Allow') { return undefined; }
  const strangers = Object.keys(json).filter((element) => !ELEMENTS.has(element));
  if (json.Effect !== 'Deny' || strangers.length > 0) { return 'its Effect is not literally Allow or Deny, or it has an unknown element'; }
  const clauses = clausesOf(json.Condition);
  if (clauses === undefined) { return 'its conditions depend on a CloudFormation intrinsic function'; }
  const about = clauses.filter((clause) => !isAboutCaller(clause));
  const policyOf = (elements: JsonMap) => {
    const statement = { Effect: 'Deny', Principal: '*', ...values(elements, read) };
    return { Version: read(document.Version ?? '2008-10-17'), Statement: [statement] };
  };
  const denies = denialOf(policyOf({ ...part(json, 'Action', 'NotAction'), Resource: '*', Condition: conditionOf(about) }), about);
  const byObject = policyOf({ Action: '*', ...part(json, 'Resource', 'NotResource') });
  const comparisons = clauses.filter(({ conditionKey }) => conditionKey.toLowerCase() === KMS_KEY_ID);
  const uploads = listOf(json.Action).filter(isUpload);
  return {
    index,
    name: nameOf(json, index),
    json,
    clauses,
    uploads,
    others: listOf(json.Action).filter((action) => !isUpload(action)),
    obstacle: obstacleOf(json, about),
    looksAtKey: comparisons.length > 0,
    keys: comparisons.filter(({ operator }) => /not/i.test(operator)).flatMap(({ value }) => listOf(value)),
    coversAll: about.length === clauses.length && isEverybody(json) && deniesEverything(byObject, bucketArn),
    deniesBare: (given) => denies(contextNamingNothing(given)),
    deniesNamed: (given) => denies(contextNamingTheDefault(given)),
  };
}

const PUT_OBJECT: readonly SearchedAction[] = [{ name: 's3:PutObject', onObjects: true }];
const SOMEBODY = Principal.role('arn:aws:iam::111122223333:role/a-role-that-no-policy-names');
const SOME_BUCKET = 'arn:aws:s3:::a-bucket';

/** What every upload shows that is asked about, or lacks. */
const KNOWN: ReadonlySet<string> = new Set([...ENCRYPTION, ...Object.keys(uploadContext()).map((key) => key.toLowerCase())]);
const NOTHING_NAMED: ContextKeys = { [ALGORITHM]: null, [KMS_KEY_ID]: null, [CUSTOMER_KEY]: null };
const ANSWERS = { [Outcome.FOUND]: Ternary.YES, [Outcome.NONE]: Ternary.NO, [Outcome.UNTOLD]: Ternary.UNKNOWN };

/** Whether a statement about everybody denies uploads that show some encryption, or some of them. */
function denialOf(document: ValueMap, clauses: readonly Clause[]): (shown: ContextKeys) => Ternary {
  const policy = Policy.of(document);
  const search = new PolicySearch(document);
  return (shown) => {
    const context: ContextKeys = { ...NOTHING_NAMED, ...shown };
    // Mostly it looks at nothing else, and one upload tells of all.
    if (clauses.every(({ conditionKey }) => KNOWN.has(conditionKey.toLowerCase()))) {
      return policy.denies({ principal: SOMEBODY, action: PUT_OBJECT[0].name, resource: `${SOME_BUCKET}/an-object`, context });
    }
    return ANSWERS[search.find(Wanted.DENIED, { callers: search.identities, actions: PUT_OBJECT, resource: SOME_BUCKET, context }).outcome];
  };
}

function deniesEverything(document: ValueMap, bucketArn: string | Text): boolean {
  const search = new PolicySearch(document);
  return search.find(Wanted.NOT_DENIED, { callers: [ANONYMOUS], actions: PUT_OBJECT, resource: bucketArn }).outcome === Outcome.NONE;
}

/** Whether a clause tells who asks, and from where. */
export function isAboutCaller({ conditionKey }: Clause): boolean {
  return CALLER.test(conditionKey);
}

function obstacleOf(json: JsonMap, about: readonly Clause[]): string | undefined {
  const other = about.find(({ conditionKey }) => !ENCRYPTION.has(conditionKey.toLowerCase()));
  if (other) { return `it also checks ${other.conditionKey}`; }
  const unclear = listOf(json.Action).find((action) => typeof action !== 'string' || /[*?]/.test(action));
  if (json.NotAction !== undefined || unclear !== undefined) {
    return `it denies more than uploads (${json.NotAction === undefined ? `Action ${JSON.stringify(unclear)}` : 'NotAction'})`;
  }
  return undefined;
}

function isUpload(action: unknown): boolean {
  return typeof action === 'string' && UPLOADS.has(action.toLowerCase());
}

/** Whether a statement names no callers. */
export function isEverybody({ Principal: named, NotPrincipal: others }: JsonMap): boolean {
  if (others !== undefined) { return false; }
  const [who, ...more] = listOf(isWrittenOut(named) && Object.keys(named).length === 1 ? named.AWS : named);
  return who === '*' && more.length === 0;
}

function part(json: JsonMap, ...elements: string[]): JsonMap {
  return Object.fromEntries(elements.filter((element) => json[element] !== undefined).map((element) => [element, json[element]]));
}

/** Elements of a statement, interpreted. */
export function values(elements: JsonMap, read: Read): { readonly [element: string]: Value } {
  return Object.fromEntries(Object.entries(elements).map(([element, json]) => [element, read(json)]));
}
