import { boundRoles } from './bound-roles';
import { outsider, Subject } from './subject';
import { arnFields, knownCaller, Outcome, Policy, PolicySearch, type RequestSpace, Wanted } from '../../../../policy-evaluation';
import { at, isMap, not, type Resource, Ternary, Text, textKey, textOf, type Value, type ValueMap } from '../../../../template';
import { type AlikeBucket, type Bucket, comparisonsOf, entriesOf, outsideIdentities, type PolicySource, type Posture, statementsOf } from '../../../posture';
import { bucketPart } from '../bucket-arns';
import { objectActionsOf } from '../managed-policies';
import { isForeign } from '../strangers';

/** What a statement surely allows somebody to do with objects of a bucket. */
export interface ObjectAccess {
  readonly subject: Subject;
  readonly bucket: Bucket;
  /** What allows it, and where. */
  readonly resource: Resource;
  readonly property: string;
  readonly reads: boolean;
  readonly writes: boolean;
  /** The objects that it is allowed, as the statement writes them. */
  readonly objects: readonly (string | Text)[];
  /** Whether it may do what the statement allows: nothing that is known denies it, and all who have a say agree. */
  confirms(action: string): boolean;
}

export const READING = ['s3:GetObject', 's3:GetObjectVersion'];
export const WRITING = ['s3:PutObject'];

/**
 * The roles and users that may read or write objects of some buckets, by statements that name these buckets. A role that AWS assumes for
 * particular buckets may do it by a wildcard, too.
 */
export function* objectAccess(posture: Posture, buckets: ReadonlySet<Bucket>): Iterable<ObjectAccess> {
  for (const subject of subjectsOf(posture)) {
    const bound = boundTo(posture, subject).filter((bucket) => buckets.has(bucket));
    for (const source of subject.sources) { yield* accessBySource(posture, subject, source, buckets, bound); }
    yield* accessByManagedPolicies(posture, subject, bound);
  }
  for (const bucket of buckets) {
    if (!bucket.ask(namesPrincipals)) { continue; }
    yield* accessByBucketPolicy(posture, bucket);
  }
}

const SUBJECTS = new WeakMap<Posture, readonly Subject[]>();

/** The roles and users that have policies in the app. */
function subjectsOf(posture: Posture): readonly Subject[] {
  let subjects = SUBJECTS.get(posture);
  if (!subjects) {
    subjects = [
      ...posture.identities.map((identity) => Subject.of(posture, identity)),
      ...outsideIdentities(posture).map((one) => Subject.outside(one)),
    ];
    SUBJECTS.set(posture, subjects);
  }
  return subjects;
}

/** Actions of S3, all actions, or all but some, in a policy as JSON text, also within a text. */
const ABOUT_S3 = /"s3:|"NotAction|"Action\\?":\s*(?:\\?"\*|\[[^\]]{0,2000}"\*\\?")/i;

function* accessBySource(
  posture: Posture, subject: Subject, { resource, path }: PolicySource, buckets: ReadonlySet<Bucket>, bound: readonly Bucket[],
): Iterable<ObjectAccess> {
  // Most policies are not about S3, which their text tells without being interpreted.
  if (bound.length === 0 && !ABOUT_S3.test(resource.source(String(path[0])) ?? '')) { return; }
  const document = resource.read(...path) ?? null;
  const isList = Array.isArray(resource.read(...path, 'Statement'));
  for (const [i, statement] of statementsOf(document).entries()) {
    if (statement.Effect !== 'Allow') { continue; }
    const named = objectsIn(posture, resource, statement);
    for (const [bucket, objects] of [...named, ...bound.filter((one) => !named.has(one)).map(allOf)]) {
      if (!buckets.has(bucket)) { continue; }
      const property = ['Properties', ...path, 'Statement', ...(isList ? [i] : [])].join('.');
      yield* accessBy({ subject, bucket, resource, property, objects }, statement);
    }
  }
}

function boundTo(posture: Posture, { resource }: Subject): readonly Bucket[] {
  return [...resource && boundRoles(posture).get(resource) || []];
}

function allOf(bucket: Bucket): [Bucket, readonly Text[]] {
  return [bucket, [Text.of(bucket.arn, '/*') as Text]];
}

/** What managed policies of AWS allow a role with the buckets that it is for. */
function* accessByManagedPolicies(posture: Posture, subject: Subject, bound: readonly Bucket[]): Iterable<ObjectAccess> {
  const { resource } = subject;
  if (!resource || bound.length === 0) { return; }
  const actions = posture.roleAt(resource.identity.arn, resource)?.managedPolicies.flatMap(objectActionsOf) ?? [];
  for (const [bucket, objects] of actions.length > 0 ? bound.map(allOf) : []) {
    yield* accessBy({ subject, bucket, resource, property: 'Properties.ManagedPolicyArns', objects }, { Effect: 'Allow', Action: actions, Resource: '*' });
  }
}

/** The objects that a statement names, by their bucket. */
function objectsIn(posture: Posture, from: Resource, statement: ValueMap): ReadonlyMap<Bucket, readonly (string | Text)[]> {
  const objects = new Map<Bucket, (string | Text)[]>();
  for (const value of entriesOf(statement.Resource)) {
    if (typeof value !== 'string' && !(value instanceof Text)) { continue; }
    const ofBucket = bucketPart(value);
    const bucket = ofBucket === value ? undefined : posture.bucketAt(ofBucket, from);
    if (bucket) { objects.set(bucket, [...objects.get(bucket) ?? [], value]); }
  }
  return objects;
}

/** What a single statement allows. Whether anything else denies it is asked only where it matters. */
function* accessBy(place: Pick<ObjectAccess, 'subject' | 'bucket' | 'resource' | 'property' | 'objects'>, statement: ValueMap): Iterable<ObjectAccess> {
  const { subject, bucket, objects } = place;
  const document = { Version: '2012-10-17', Statement: [statement] };
  const alone = Policy.of(document);
  const search = new PolicySearch(document);
  // As the statement calls the bucket, which may be by its name.
  const [resource = bucket.arn] = objects.map(bucketPart);
  const spaceOf = (name: string) => ({ actions: [{ name, onObjects: true }], callers: [knownCaller(subject.principal)], resource });
  const plainly = (action: string) => objects.some((object) => (
    alone.allows({ principal: subject.principal, action, resource: object, context: {} }) === Ternary.YES
  ));
  const allows = (action: string) => plainly(action) || search.find(Wanted.GRANTED, spaceOf(action)).outcome === Outcome.FOUND;
  const [reads, writes] = [READING.some(allows), WRITING.some(allows)];
  if (!reads && !writes) { return; }
  yield { ...place, reads, writes, confirms: (action) => isUndisputed(subject, bucket, document, spaceOf(action)) };
}

/**
 * Whether there is a request that a statement allows, that no policy that is known surely denies, and to which all agree
 * that have a say.
 */
function isUndisputed(subject: Subject, bucket: Bucket, statement: Value, space: RequestSpace): boolean {
  const { boundary, documents } = subject.identityPolicies;
  const identity = { documents: [statement, ...documents.map((one) => denialsOf(one))], ...(boundary === undefined ? {} : { boundary }) };
  const { account } = subject.principal;
  const find = (document: Value) => new PolicySearch(document).find(Wanted.GRANTED, { ...space, identity }).outcome;
  const ofBucket = bucket.policies.map((policy) => policy.resource.read('PolicyDocument') ?? null);
  // Within an account the policy of the bucket does not have to allow it.
  return account === undefined || isForeign(account, bucket.resource) === Ternary.NO
    ? (ofBucket.length === 0 ? [null] : ofBucket).every((document) => find(denialsOf(document, [ALLOW])) !== Outcome.NONE)
    : ofBucket.some((document) => find(document) === Outcome.FOUND);
}

const ALLOW: ValueMap = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

/** A policy with what it surely denies, and others in place of the rest. */
function denialsOf(document: Value, others: readonly Value[] = []): ValueMap {
  const statements = at(document, 'Statement') ?? null;
  const denials = (Array.isArray(statements) ? statements : [statements]).filter((one) => at(one, 'Effect') === 'Deny');
  return { Version: at(document, 'Version') ?? null, Statement: [...denials, ...others] };
}

/** Whether a statement allows something to a role or user that it names. */
function namesPrincipals({ policies }: AlikeBucket): boolean {
  return policies.some(({ resource }) => statementsOf(resource.read('PolicyDocument') ?? null)
    .some((statement) => statement.Effect === 'Allow' && [...namedBy(statement)].length > 0));
}

/** The ARNs of roles and users that a statement of a bucket policy names. */
function* namedBy(statement: ValueMap): Iterable<string | Text> {
  const conditions = comparisonsOf(statement)
    .filter(({ conditionKey: key, operator }) => key === 'aws:principalarn' && /^(?:string|arn)(?:equals|like)/.test(operator));
  const principals: readonly Value[] = entriesOf(statement.Principal).flatMap((entry) => (isMap(entry) ? entriesOf(entry.AWS) : [entry]));
  for (const value of [...principals, ...conditions.flatMap(({ values }) => values)]) {
    const text = textOf(value);
    if (text !== undefined && namesRoleOrUser(textKey(text))) { yield text; }
  }
}

/** Whether it is the ARN of a role or user, without a wildcard in its name. */
function namesRoleOrUser(arn: string): boolean {
  const service = arn.indexOf(':iam::');
  const wildcard = Math.max(arn.lastIndexOf('*'), arn.lastIndexOf('?'));
  return service >= 0 && /:(?:role|user)\/./s.test(arn.slice(Math.max(service + ':iam::'.length, wildcard + 1)));
}

function* accessByBucketPolicy(posture: Posture, bucket: Bucket): Iterable<ObjectAccess> {
  for (const { resource } of bucket.policies) {
    const isList = Array.isArray(resource.read('PolicyDocument', 'Statement'));
    for (const [i, statement] of statementsOf(resource.read('PolicyDocument') ?? null).entries()) {
      if (statement.Effect !== 'Allow') { continue; }
      const objects = objectsIn(posture, resource, statement).get(bucket) ?? [];
      for (const arn of objects.length > 0 ? namedBy(statement) : []) {
        const subject = subjectAt(posture, arn, resource);
        if (!subject || isElsewhere(subject, bucket)) { continue; }
        const property = ['Properties', 'PolicyDocument', 'Statement', ...(isList ? [i] : [])].join('.');
        yield* accessBy({ subject, bucket, resource, property, objects }, statement);
      }
    }
  }
}

/** The role or user that an ARN names, if it is a role or user at all. */
function subjectAt(posture: Posture, arn: string | Text, from: Resource): Subject | undefined {
  const made = (posture.roleAt(arn, from) ?? posture.userAt(arn, from))?.resource;
  const isMeant = ({ resource, principal }: Subject) => (made
    ? resource === made
    : principal.names.some((name) => isText(name) && textKey(name) === textKey(arn)));
  const known = subjectsOf(posture).find(isMeant);
  if (known) { return known; }
  const fields = arnFields(arn);
  return fields instanceof Array ? outsider(arn, textKey(fields[5]).startsWith('role/')) : undefined;
}

function isText(value: unknown): value is string | Text {
  return typeof value === 'string' || value instanceof Text;
}

/** What principals of other accounts that are not in the app may do is the business of other rules. */
function isElsewhere({ resource, principal: { account } }: Subject, bucket: Bucket): boolean {
  return !resource && not(isForeign(account ?? '', bucket.resource)) !== Ternary.YES;
}
