import { EncryptionContext, SseAlgorithm } from '../../../encryption';
import { isAccountId } from '../../../encryption/internal';
import { arnFields, type CallerClass, knownCaller, Outcome, PolicySearch, Principal, type RequestSpace, Wanted } from '../../../policy-evaluation';
import { at, isMap, type Resource, Ternary, Text, textKey, textOf, type Value, type ValueMap } from '../../../template';
import { accountOf, type Bucket, comparisonsOf, entriesOf, type KeyReference, KeyReferenceKind, type Posture, type Role } from '../../posture';
import { aboutCallers, allConditions } from '../private/conditions';
import { type EncryptionChoice, encryptionChoices } from '../private/encryption-choices';
import { isTrue, judge } from '../private/judge';
import { searchOf } from '../private/key-grants';
import { anyRoleOf } from '../private/key-policies';
import { viaS3 } from '../private/strangers';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { type Contexts, type ContextStatement, contextStatements } from './private/context-statements';

const ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** Whom a statement is for, with all that decides about the key. */
interface Subject {
  readonly callers: readonly CallerClass[];
  /** Which of the callers are meant, as a `Condition` element. */
  readonly among?: ValueMap;
  readonly role?: Role;
  /** Its own policies; nothing where a key policy speaks to it. */
  readonly documents?: readonly Value[];
  /** Whether there may be more rights than those. */
  readonly mayHaveMore: boolean;
}

export const encryptionContextMatchesBucketKey: Rule = {
  metadata: {
    name: 'EncryptionContextMatchesBucketKey',
    topic: Topic.KEYS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Conditions on the encryption context match the requests of the bucket',
    why: 'With an S3 Bucket Key, S3 calls AWS KMS with the ARN of the bucket as encryption context; without one, with the ARN of the '
      + 'object. A statement that allows only the other form denies every request: objects can\'t be read, written or replicated.',
    fix: 'Allow both forms, because requests can override the Bucket Key setting: StringLike on kms:EncryptionContext:aws:s3:arn with the '
      + 'ARN of the bucket and the ARNs of its objects, as EncryptionContext.ofBucket() does.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html#bucket-key-overview',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context',
    ],
  },

  * check(posture) {
    let replicas: ReadonlyMap<Role, ReadonlySet<Bucket>> | undefined;
    for (const one of contextStatements(posture)) {
      for (const [bucket, contexts] of one.buckets) {
        replicas ??= replicaBuckets(posture);
        // Replicas keep the form of their source objects, whatever the bucket that they lie in says.
        const subjects = subjectsOf(posture, one).filter(({ role }) => !role || !replicas?.get(role)?.has(bucket));
        const findings = encryptionChoices(bucket).flatMap((choice) =>
          subjects.flatMap((subject) => (isAbout(one, choice) ? judged(one, bucket, contexts, choice, subject) : undefined) ?? []));
        if (findings.length > 0) { yield findings[0]; }
      }
    }
  },
};

function judged(
  { resource, property }: ContextStatement, bucket: Bucket, contexts: Contexts, choice: EncryptionChoice, subject: Subject,
): Finding | undefined {
  const key = arnOf(choice.key);
  if (choice.kms === Ternary.NO || key === undefined) { return undefined; }
  const bucketKey = choice.algorithm === SseAlgorithm.DSSE_KMS ? Ternary.NO : judge(choice.bucketKey, isTrue);
  const may = (name: string, forms: readonly (string | Text)[]) => granted(subject, choice.key, {
    actions: [{ name, onObjects: false }],
    resource: key,
    context: { 'kms:ViaService': viaS3(bucket.resource), 'aws:SecureTransport': 'true' },
    condition: allConditions({ StringLike: { [EncryptionContext.CONDITION_KEY]: [...forms] } }, subject.among ?? {}),
  });
  for (const action of ACTIONS) {
    const [ofBucket, ofObject] = [may(action, [contexts.ofBucket]), may(action, contexts.ofObjects)];
    if (!(ofBucket === Ternary.NO && ofObject === Ternary.YES) && !(ofBucket === Ternary.YES && ofObject === Ternary.NO)) { continue; }
    const lacksBucket = ofBucket === Ternary.NO;
    const form = lacksBucket ? 'its objects' : 'the bucket itself';
    const about = `${action} for bucket ${bucket.resource.logicalId} with the encryption context of ${form} only`;
    if (bucketKey === Ternary.UNKNOWN || choice.kms === Ternary.UNKNOWN || subject.mayHaveMore) {
      const reason = subject.mayHaveMore ? 'other policies of the role may allow more' : 'it is not known whether the bucket has a Bucket Key';
      return cannotTell(resource, property, `The statement allows ${about}, and it cannot be determined whether that is what requests need: ${reason}.`);
    }
    if (lacksBucket === (bucketKey === Ternary.YES)) {
      return violation(resource, property, `The statement allows ${about}, while the bucket ${lacksBucket ? 'has an' : 'has no'} S3 Bucket Key.`);
    }
  }
  return undefined;
}

// docs/decisions/0067
/** Whether there is a request of a subject that is granted, whatever else the policies demand of it. */
function granted({ callers, documents }: Subject, { key }: KeyReference, space: Omit<RequestSpace, 'callers'>): Ternary {
  // What a key from outside leaves to the policies of its account is not known: we take it that it is all.
  const search = key === undefined ? EVERYTHING : searchOf(key);
  const account = key === undefined ? undefined : accountOf(key.resource);
  const identity = documents && { documents, ...(account === undefined ? {} : { resourceAccount: account }) };
  switch (search.find(Wanted.GRANTED, { ...space, callers, ...(identity === undefined ? {} : { identity }) }).outcome) {
    case Outcome.FOUND: return Ternary.YES;
    case Outcome.NONE: return key?.unseenPolicy === undefined ? Ternary.NO : Ternary.UNKNOWN;
    case Outcome.UNTOLD: return Ternary.UNKNOWN;
  }
}

const EVERYTHING = new PolicySearch({ Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }] });

/** What a key policy says has to do with the buckets that encrypt with this key. */
function isAbout({ resource }: ContextStatement, { key: { key } }: EncryptionChoice): boolean {
  return !resource.type.startsWith('AWS::KMS::') || key?.resource === resource;
}

function arnOf({ key, kind, value }: KeyReference): string | Text | undefined {
  if (key) { return key.arn; }
  return kind === KeyReferenceKind.ARN || kind === KeyReferenceKind.UNKNOWN ? textOf(value) : undefined;
}

function subjectsOf(posture: Posture, one: ContextStatement): readonly Subject[] {
  const { resource, document } = one;
  if (resource.type.startsWith('AWS::KMS::')) { return namedBy(one); }
  const roles = rolesOf(posture, resource);
  if (roles.length > 0) { return roles.map((role) => subjectOf(role)); }
  // Attached to nobody in the app: it has to be right by itself.
  return [{ callers: [knownCaller(anyRoleOf(accountOf(resource)))], documents: [document], mayHaveMore: false }];
}

function rolesOf(posture: Posture, resource: Resource): readonly Role[] {
  const names = resource.type === 'AWS::IAM::Role'
    ? [resource.identity.arn]
    : [...entriesOf(resource.read('Roles')), ...entriesOf(resource.read('RoleName'))];
  return names.flatMap((name) => posture.roleAt(name, resource) ?? []);
}

function subjectOf(role: Role): Subject {
  const documents = role.documentsInApp.filter((_, i) => role.policiesInApp[i].problems.length === 0);
  // What AWS's policies for the roles of services allow has nothing to do with keys.
  const managed = entriesOf(role.resource.read('ManagedPolicyArns')).map(textOf);
  const harmless = managed.length > 0 && managed.every((arn) => arn !== undefined && textKey(arn).includes(':iam::aws:policy/service-role/'));
  const unread = role.policies.length - documents.length;
  return { callers: [knownCaller(Principal.role(role.arn))], role, documents, mayHaveMore: unread > (harmless ? 1 : 0) };
}

/** Those whom a statement of a key policy names. */
function namedBy({ document, resource, statement }: ContextStatement): readonly Subject[] {
  const own = accountOf(resource);
  const one = (principal: Principal): Subject => ({ callers: [knownCaller(principal)], mayHaveMore: false });
  // Of an account a role that no policy names stands for all roles and users, unless the statement is for some of them.
  const ofAccount = (account: string | Text): Subject => (comparisonsOf(statement).some(({ conditionKey }) => conditionKey === 'aws:principalarn')
    ? { callers: new PolicySearch(document).identitiesOf(account), among: aboutCallers(statement), mayHaveMore: false }
    : one(anyRoleOf(account)));
  return entriesOf(statement.Principal).flatMap((entry): readonly Subject[] => {
    if (!isMap(entry)) { return [ofAccount(own)]; }
    const services = entriesOf(entry.Service).filter((name) => typeof name === 'string').map((name) => one(Principal.service(name)));
    return [...services, ...entriesOf(entry.AWS).flatMap((name) => {
      const text = textOf(name);
      if (text === undefined) { return []; }
      const fields = arnFields(text);
      if (!(fields instanceof Array)) { return [ofAccount(typeof text === 'string' && isAccountId(text) ? text : own)]; }
      const [account, who] = [fields[4], textKey(fields[5])];
      if (who === 'root') { return [ofAccount(account)]; }
      return [one(who.startsWith('user/') ? Principal.user(text) : Principal.role(text))];
    })];
  });
}

/** To which buckets roles replicate. */
function replicaBuckets(posture: Posture): ReadonlyMap<Role, ReadonlySet<Bucket>> {
  const result = new Map<Role, Set<Bucket>>();
  for (const { resource } of posture.buckets) {
    const rules = entriesOf(resource.read('ReplicationConfiguration', 'Rules'));
    const role = rules.length > 0 ? posture.roleAt(resource.read('ReplicationConfiguration', 'Role'), resource) : undefined;
    if (!role) { continue; }
    const destinations = result.get(role) ?? new Set();
    for (const rule of rules) {
      const destination = posture.bucketAt(at(rule, 'Destination', 'Bucket'), resource);
      if (destination) { destinations.add(destination); }
    }
    result.set(role, destinations);
  }
  return result;
}
