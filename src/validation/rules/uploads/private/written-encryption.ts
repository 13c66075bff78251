import { ENCRYPTION_KEYS, NOTHING_NAMED, PUT_OBJECT, SSE_C_KEYS } from './uploads';
import { contextNamingNothing, uploadContext, type UploadDefault } from '../../../../legacy-policy';
import {
  type AccessRequest, type ContextKeys, type ContextValue, knownCaller, Outcome, PolicySearch, type Principal, type RequestSpace, Wanted,
} from '../../../../policy-evaluation';
import { NamedEncryption } from '../../../../services';
import {
  all, any, consensus, Hole, isAbsent, isUnknown, known, NameHole, not, type Resource, sameText, Ternary, Text, textKey, textOf, Unknown,
} from '../../../../template';
import {
  accountOf, type Bucket, type KeyReference, KeyReferenceKind, type ObservedEncryption, partitionOfResource, type Posture, regionOf,
} from '../../../posture';
import { defaultsOf } from '../../default-encryptions';
import { askPolicies } from '../../private/bucket-policies';
import { denialsOf, looksAt, type Outline } from '../../private/policy-outline';

/** A write as rules ask about it, of whichever kind of service. */
export interface Write {
  readonly source: Resource;
  readonly target: Bucket;
  readonly folder: string | Text;
  /** Nothing where the service itself writes, under a principal of this name. */
  readonly caller: Principal;
}

/** What the bucket makes of the encryption that a service names. */
export interface Reception {
  /** Whether the policy denies it because of the encryption. */
  readonly denied: Ternary;
  /** The statement that does, for messages. */
  readonly statement: string | undefined;
  /** Whether it is not what the bucket would do by default, with AWS KMS. */
  readonly differs: Ternary;
}

const UNDOCUMENTED = new Unknown('AWS does not document what the service sends');

/** What a request can show of its encryption. */
interface Shown {
  readonly algorithm: string | undefined;
  readonly key: ContextValue | undefined;
}

export function receptionOf(posture: Posture, write: Write, encryption: ObservedEncryption): Reception {
  const { source, target } = write;
  const keys = posture.keyReferences(encryption.kmsKey, source);
  const requests = requestsOf(write, encryption, keys);
  const answers = requests.map((request) => denial(write, request));
  const denied = consensus(answers.map(({ denied: answer }) => answer));
  const statement = denied === Ternary.YES ? answers[0].statement : undefined;
  return { denied, statement, differs: any(keys.map((key) => differs(posture, target, encryption, key))) };
}

function requestsOf(write: Write, encryption: ObservedEncryption, keys: readonly KeyReference[]): AccessRequest[] {
  const { caller, folder, source, target } = write;
  const resource = Text.of(target.arn, '/', folder, new Hole(`what is written by ${source.template}/${source.logicalId}`, `{what ${source.logicalId} writes}`));
  // Of a service: nothing is known of its source but the account.
  const ofSource: ContextKeys = { 'aws:SourceAccount': accountOf(source), 'aws:SourceArn': UNDOCUMENTED };
  const more = caller.account === undefined ? ofSource : {};
  const contexts = encryption.named === NamedEncryption.NONE || encryption.named === NamedEncryption.UNDOCUMENTED
    ? defaultsOf(target).known.map(contextNamingNothing)
    : keys.flatMap((key) => shown(encryption.named, key, source)).map(({ algorithm, key }) => uploadContext(algorithm, key));
  const others = [uploadContext(NamedEncryption.SSE_S3), uploadContext(NamedEncryption.SSE_KMS, UNDOCUMENTED)];
  return [...contexts, ...(encryption.named === NamedEncryption.UNDOCUMENTED ? others : [])].map((context) => ({ principal: caller, action: 's3:PutObject', resource, context: { ...context, ...more } }));
}

/** Several where AWS does not document whether a policy is shown what the request names, or the ARN of the key that it means. */
function shown(named: NamedEncryption, reference: KeyReference, source: Resource): Shown[] {
  const algorithm = named;
  if (named === NamedEncryption.SSE_S3) { return [{ algorithm, key: undefined }]; }
  const written = reference.value;
  const asWritten: ContextValue | undefined = typeof written === 'string' || written instanceof Text || isUnknown(written) ? written : undefined;
  switch (reference.kind) {
    case KeyReferenceKind.NONE: return [{ algorithm, key: undefined }, { algorithm, key: managedKeyOf(source) }];
    case KeyReferenceKind.AWS_MANAGED: return [{ algorithm, key: asWritten }, { algorithm, key: managedKeyOf(source) }];
    default: {
      const own = reference.key?.arn;
      const isArn = reference.kind === KeyReferenceKind.ARN || asWritten === undefined;
      const spellings = isArn ? [own ?? asWritten ?? UNDOCUMENTED] : [asWritten, own ?? UNDOCUMENTED];
      return spellings.map((key) => ({ algorithm, key }));
    }
  }
}

/** Its id is none that stands in a policy: a key that is named by its ARN is taken for a customer managed key. */
function managedKeyOf(source: Resource): string | Text {
  const place = ['arn:', partitionOfResource(source), ':kms:', regionOf(source), ':', accountOf(source), ':key/'];
  return Text.of(...place, new NameHole('the AWS managed key aws/s3'), '/aws-s3');
}

/** Denials for other reasons, as for the caller, are other rules' business. */
function denial(write: Write, request: AccessRequest): Pick<Reception, 'denied' | 'statement'> {
  let statement: string | undefined;
  const answers = askPolicies(write.target, (policy) => {
    const outlines = denialsOf(policy).filter((outline) => looksAt(outline, ENCRYPTION_KEYS) || looksAt(outline, SSE_C_KEYS));
    const each = outlines.map((outline) => {
      const answer = isTold(outline, request) ? outline.statement.denies(request) : searched(outline.search, write, request);
      if (answer === Ternary.YES) { statement ??= outline.name; }
      return answer === Ternary.YES && !outline.certain ? Ternary.UNKNOWN : answer;
    });
    const answer = any(each);
    if (answer !== Ternary.UNKNOWN) { return answer; }
    // Each may deny some of the writes, and together they all.
    const doubtful = outlines.filter(({ certain }, i) => certain && each[i] === Ternary.UNKNOWN);
    const isDenied = doubtful.length > 1 && searched(together(doubtful), write, request) === Ternary.YES;
    if (isDenied) { statement ??= doubtful.map(({ name }) => name).join(' and '); }
    return isDenied ? Ternary.YES : answer;
  }, [write.source]);
  return { denied: all(answers), statement };
}

/** Statements as if they were all of their policy. */
function together(outlines: readonly Outline[]): PolicySearch {
  const [{ version }] = outlines;
  return new PolicySearch({ Version: version ?? null, Statement: outlines.map(({ elements }) => elements ?? null) });
}

/** Whether a statement looks at nothing of the request but what is known of it. */
function isTold({ comparisons }: Outline, { context, principal }: AccessRequest): boolean {
  const told = [principal.context, context ?? {}, NOTHING_NAMED].flatMap((keys) => Object.keys(keys)).map((key) => key.toLowerCase());
  return comparisons.every(({ conditionKey }) => told.includes(conditionKey));
}

/** Whether a policy denies the write whatever else it shows, such as its storage class, or under none of it. */
function searched(search: PolicySearch, { caller, folder, target }: Write, { context }: AccessRequest): Ternary {
  const space: RequestSpace = {
    actions: PUT_OBJECT,
    callers: [knownCaller(caller)],
    resource: target.arn,
    objectKeys: Text.of(folder, '*'),
    context: { ...NOTHING_NAMED, ...context },
  };
  if (search.find(Wanted.DENIED, space).outcome === Outcome.NONE) { return Ternary.NO; }
  return search.find(Wanted.NOT_DENIED, space).outcome === Outcome.NONE ? Ternary.YES : Ternary.UNKNOWN;
}

/** A bucket without a key of its own expects nothing in particular but AWS KMS. */
function differs(posture: Posture, bucket: Bucket, { named }: ObservedEncryption, key: KeyReference): Ternary {
  if (named === NamedEncryption.NONE) { return Ternary.NO; }
  const { known: defaults, unknown } = defaultsOf(bucket);
  const answers = defaults.map((given) => differsFrom(posture, given, named, key));
  return any(unknown === undefined ? answers : [...answers, Ternary.UNKNOWN]);
}

function differsFrom(posture: Posture, { algorithm, key }: UploadDefault, named: NamedEncryption, reference: KeyReference): Ternary {
  if (algorithm === NamedEncryption.SSE_S3) { return Ternary.NO; }
  if (named === NamedEncryption.UNDOCUMENTED) { return key === undefined ? Ternary.NO : Ternary.UNKNOWN; }
  if (named !== algorithm) { return Ternary.YES; }
  if (key === undefined) { return Ternary.NO; }
  if (reference.kind === KeyReferenceKind.NONE || reference.kind === KeyReferenceKind.AWS_MANAGED) { return Ternary.YES; }
  const other = reference.key?.arn ?? (reference.kind === KeyReferenceKind.ARN ? textOf(reference.value) : undefined);
  return isAbsent(other) || isUnknown(key) ? Ternary.UNKNOWN : not(sameKey(posture, other, key));
}

/** Two keys of the app are two keys, although the id of neither is known. */
function sameKey({ keys }: Posture, one: string | Text, other: string | Text): Ternary {
  const [a, b] = [one, other].map((arn) => keys.find((key) => textKey(key.arn) === textKey(arn)));
  const same = a && b ? a === b : sameText(one, other);
  return same === undefined ? Ternary.UNKNOWN : known(same);
}
