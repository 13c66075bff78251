import { EncryptionContext } from '../../../../encryption';
import { type PropertyPath, type Resource, Text, type Value, type ValueMap } from '../../../../template';
import { type Bucket, type Comparison, comparisonsOf, type Posture, statementsOf } from '../../../posture';
import { bucketPart } from '../../private/bucket-arns';

const CONTEXT_KEY = EncryptionContext.CONDITION_KEY.toLowerCase();

/** Types of resources that hold a policy, and where. */
const DOCUMENTS: readonly (readonly [type: string, property: string])[] = [
  ['AWS::IAM::Policy', 'PolicyDocument'],
  ['AWS::IAM::ManagedPolicy', 'PolicyDocument'],
  ['AWS::IAM::RolePolicy', 'PolicyDocument'],
  ['AWS::IAM::UserPolicy', 'PolicyDocument'],
  ['AWS::IAM::GroupPolicy', 'PolicyDocument'],
  ['AWS::KMS::Key', 'KeyPolicy'],
  ['AWS::KMS::ReplicaKey', 'KeyPolicy'],
];

/** Identities that hold policies of their own. */
const IDENTITIES = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

/** A statement that is confined to an encryption context of S3. */
export interface ContextStatement {
  /** The resource in whose template it stands. */
  readonly resource: Resource;
  readonly document: Value;
  readonly statement: ValueMap;
  /** The path of its condition, as findings show it. */
  readonly property: string;
  /** The buckets of which it speaks. */
  readonly buckets: ReadonlyMap<Bucket, Contexts>;
}

/** The encryption contexts that requests can have, spelt as the statement spells them: that of the bucket, and patterns for those of objects. */
export interface Contexts {
  readonly ofBucket: string | Text;
  readonly ofObjects: readonly (string | Text)[];
}

/** The statements in the app that are confined to an encryption context of a bucket of the app. */
export function* contextStatements(posture: Posture): Iterable<ContextStatement> {
  for (const [type, property] of DOCUMENTS) {
    for (const resource of posture.ofType(type)) { yield* statementsAt(posture, resource, [property]); }
  }
  for (const type of IDENTITIES) {
    for (const resource of posture.ofType(type)) {
      const policies = resource.read('Policies');
      for (let i = 0; Array.isArray(policies) && i < policies.length; i++) {
        yield* statementsAt(posture, resource, ['Policies', i, 'PolicyDocument']);
      }
    }
  }
}

function* statementsAt(posture: Posture, resource: Resource, path: PropertyPath): Iterable<ContextStatement> {
  if (!mentionsContext(resource, path)) { return; }
  const document = resource.read(...path) ?? null;
  const isList = Array.isArray(resource.read(...path, 'Statement'));
  for (const [i, statement] of statementsOf(document).entries()) {
    const buckets = bucketsOf(posture, resource, comparisonsOf(statement).filter(isOfContext));
    if (buckets.size === 0) { continue; }
    const property = ['Properties', ...path, 'Statement', ...(isList ? [i] : []), 'Condition'].join('.');
    yield { resource, document, statement, property, buckets };
  }
}

/** Most policies have no such condition, which their text tells without being interpreted. */
function mentionsContext(resource: Resource, [property]: PropertyPath): boolean {
  return resource.source(String(property))?.toLowerCase().includes(CONTEXT_KEY) ?? false;
}

function isOfContext({ conditionKey: key }: Comparison): boolean {
  return key === CONTEXT_KEY;
}

function bucketsOf(posture: Posture, from: Resource, comparisons: readonly Comparison[]): ReadonlyMap<Bucket, Contexts> {
  const buckets = new Map<Bucket, Contexts>();
  for (const value of comparisons.flatMap(({ values }) => values)) {
    if (typeof value !== 'string' && !(value instanceof Text)) { continue; }
    const ofBucket = bucketPart(value);
    const bucket = posture.bucketAt(ofBucket, from);
    if (!bucket) { continue; }
    if (!buckets.has(bucket)) { buckets.set(bucket, { ofBucket, ofObjects: [Text.of(ofBucket, '/*')] }); }
  }
  return buckets;
}
