import { type aws_iam as iam, aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import { appended } from './append-statement';
import { isInTree } from './in-tree';
import { BUCKET_POLICY_LIMIT, contradictionRefusal, limitPolicy, owningBucket, policyResource } from '../cdk';
import { isPolicyDocument } from './policy-document';
import { stayWithBucket } from './stay-with-bucket';
import { ConstructMap, ConstructSet } from '../construct-state';
import { attachedTo, bucketPoliciesIn, isAttached } from './private/attached-policies';

// docs/decisions/0003
/**
 * Adds statements to the one policy that a bucket can have, whoever made it; makes one if there is none.
 *
 * S3 keeps a single policy for a bucket: of two `AWS::S3::BucketPolicy` resources the later one silently replaces the
 * earlier. `iam.ResourceWithPolicies` is of no use here: it finds policies by part of a name, and makes a second one
 * on the child of an L2.
 */
export function addToBucketPolicy(bucket: s3.CfnBucket, statement: iam.PolicyStatement): void {
  const said = STATEMENTS.get(bucket) ?? new Map<string, unknown>();
  STATEMENTS.set(bucket, said);
  const stack = Stack.of(bucket);
  const json: unknown = statement.toStatementJson();
  if (said.has(statement.sid!)) {
    // Resolved only here, because few statements are added twice.
    const [before, now] = [said.get(statement.sid!), json].map((one) => JSON.stringify(stack.resolve(one)));
    if (before === now) { return; }
    throw contradictionRefusal(bucket, `the bucket policy already has a statement ${statement.sid} with different content: ${before}`,
      'apply each mixin to a bucket only once');
  }
  said.set(statement.sid!, json);
  if (said.size === 1) {
    lookForSecondPolicy(bucket, stack);
    limitPolicy(bucket, BUCKET_POLICY_LIMIT, () => bucketPolicyOf(bucket)?.policyDocument);
  }
  const policy = putIntoPolicy(bucket, statement);
  if (policy) {
    POLICY.set(bucket, policy);
    stayWithBucket(bucket, policy);
  }
}

/** What has been added to each bucket's policy as JSON with tokens, by Sid, so that a mixin can be applied twice without harm. */
const STATEMENTS = new ConstructMap<s3.CfnBucket, Map<string, unknown>>('bucket policy statements');

/** Whether one of our statements has been added to the policy of a bucket. */
export function addedToBucketPolicy(bucket: s3.CfnBucket, sid: string): boolean {
  return STATEMENTS.get(bucket)?.has(sid) ?? false;
}

/**
 * Takes a statement of ours out of the policy again.
 *
 * @returns whether it is out: documents of the L2 and tokens cannot be changed that way
 */
export function takeFromBucketPolicy(bucket: s3.CfnBucket, sid: string): boolean {
  const policy = POLICY.get(bucket);
  const document: unknown = policy?.policyDocument;
  if (!policy || isPolicyDocument(document) || Token.isUnresolved(document)) { return false; }
  const { Statement: statements, ...rest } = document as { Statement: { Sid?: string }[] };
  policy.policyDocument = { ...rest, Statement: statements.filter((statement) => statement.Sid !== sid) };
  STATEMENTS.get(bucket)?.delete(sid);
  return true;
}

/** Buckets that were given their first statement by their constructor. */
const NEW = new ConstructSet<s3.CfnBucket>('new bucket');

/**
 * Saves the search for the policy of a bucket that is being constructed: only its own constructs can refer to it, unless it
 * has a name that a policy can write out.
 */
export function noteNewBucket(bucket: s3.CfnBucket): void {
  if (bucket.bucketName === undefined || Token.isUnresolved(bucket.bucketName)) { NEW.add(bucket); }
}

/** The policies that have our statements. */
const POLICY = new ConstructMap<s3.CfnBucket, s3.CfnBucketPolicy>('bucket policy');

/** @returns the policy that has the statement now, unless an L2 bucket keeps to itself where it is */
function putIntoPolicy(bucket: s3.CfnBucket, statement: iam.PolicyStatement): s3.CfnBucketPolicy | undefined {
  const owner = owningBucket(bucket);
  const ofOwner = owner?.policy && policyResource(owner.policy);
  if (owner?.policy && ofOwner && isInTree(ofOwner)) {
    owner.policy.document.addStatements(statement);
    return ofOwner;
  }
  const isNew = owner && NEW.has(bucket) && !POLICY.has(bucket);
  const existing = isNew ? bucketPoliciesIn(owner).find((policy) => isAttached(policy, bucket)) : bucketPolicyOf(bucket);
  if (existing) {
    adopt(owner, existing);
    existing.policyDocument = appended(existing, existing.policyDocument, statement);
    return existing;
  }
  // A policy that somebody removed is still the owner's.
  if (owner && !owner.policy && owner.addToResourcePolicy(statement).statementAdded) {
    return underSameCondition(bucket, owner.policy && policyResource(owner.policy));
  }
  const policy = new s3.CfnBucketPolicy(bucket, 'Policy', { bucket: bucket.ref, policyDocument: { Version: '2012-10-17', Statement: [] } });
  policy.policyDocument = appended(policy, policy.policyDocument, statement);
  return underSameCondition(bucket, policy);
}

/** A policy that is made here exists where its bucket does: otherwise it would refer to a bucket that a condition leaves out. */
function underSameCondition<Policy extends s3.CfnBucketPolicy | undefined>(bucket: s3.CfnBucket, policy: Policy): Policy {
  if (policy && bucket.cfnOptions.condition) { policy.cfnOptions.condition = bucket.cfnOptions.condition; }
  return policy;
}

/** Lets an L2 bucket know of a policy that was made beside it, so that it makes none of its own later. */
function adopt(owner: s3.IBucket | undefined, policy: s3.CfnBucketPolicy): void {
  const l2 = policy.node.scope;
  if (owner && l2 instanceof s3.BucketPolicy) { owner.policy = l2; }
}

/**
 * The policy of a bucket: the one that has our statements, as long as it is there, or the first one of the stack that is
 * attached to the bucket. Whether there is a second one is looked into when the app is synthesized.
 */
export function bucketPolicyOf(bucket: s3.CfnBucket): s3.CfnBucketPolicy | undefined {
  const known = POLICY.get(bucket);
  return known && isInTree(known) && isAttached(known, bucket) ? known : bucketPoliciesOf(bucket)[0];
}

/**
 * The policies of the bucket's stack that are attached to the bucket, by reference or by its literal name.
 *
 * Walks through the whole stack, because it may change at any time: ask for `bucketPolicyOf()` where one is enough.
 */
export function bucketPoliciesOf(bucket: s3.CfnBucket): s3.CfnBucketPolicy[] {
  return bucketPoliciesIn(Stack.of(bucket)).filter((policy) => isAttached(policy, bucket));
}

/** The policies of each of several buckets of a stack, as `bucketPoliciesOf()` finds them: with one walk for all. */
export function policiesOfEach(stack: Stack, buckets: readonly s3.CfnBucket[]): Map<s3.CfnBucket, s3.CfnBucketPolicy[]> {
  return attachedTo(buckets.filter(isInTree), bucketPoliciesIn(stack));
}

/** Once for each stack and not for each bucket, because every search walks through the whole stack. */
function lookForSecondPolicy(bucket: s3.CfnBucket, stack: Stack): void {
  const buckets = LOOKED_AT.get(stack);
  if (buckets) {
    buckets.push(bucket);
  } else {
    const first = [bucket];
    LOOKED_AT.set(stack, first);
    stack.node.addValidation({ validate: () => secondPolicies(stack, first) });
  }
}

/**
 * The buckets that this copy of the library has given their first statement. Each copy looks at its own, so that copies
 * that do not understand each other can work in one stack.
 */
// eslint-disable-next-line no-restricted-syntax
const LOOKED_AT = new WeakMap<Stack, s3.CfnBucket[]>();

function secondPolicies(stack: Stack, buckets: readonly s3.CfnBucket[]): string[] {
  return Array.from(policiesOfEach(stack, buckets)).filter(([, { length }]) => length > 1).map(([bucket, policies]) =>
    `${bucket.node.path}: the bucket has ${policies.length} bucket policies, of which S3 keeps only the one that is deployed last: `
    + `${policies.map((policy) => policy.node.path).join(', ')}. `
    + 'Fix: create the other policy before the encryption features are applied, or add its statements with addToResourcePolicy().');
}
