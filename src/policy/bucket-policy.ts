import { type aws_iam as iam, aws_s3 as s3, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { owningBucket } from './owning-bucket';
import { stayWithBucket } from './stay-with-bucket';
import { ConstructMap, severalVersions } from '../construct-state';
import { appended } from './private/append-statement';

/**
 * Adds statements to the one policy that a bucket can have, whoever made it; makes one if there is none.
 *
 * S3 keeps a single policy for a bucket: of two `AWS::S3::BucketPolicy` resources the later one silently replaces the
 * earlier. `iam.ResourceWithPolicies` is of no use here: it finds policies by part of a name, and makes a second one
 * on the child of an L2.
 */
export function addToBucketPolicy(bucket: s3.CfnBucket, statement: iam.PolicyStatement): void {
  const said = STATEMENTS.get(bucket) ?? new Map<string, string>();
  STATEMENTS.set(bucket, said);
  const stack = Stack.of(bucket);
  const text = JSON.stringify(stack.resolve(statement.toStatementJson()));
  const before = said.get(statement.sid!);
  if (before === text) { return; }
  if (before !== undefined) {
    throw new Error(`${bucket.node.path}: the bucket policy already has a statement ${statement.sid} with different content: ${before}. `
      + `Fix: apply each mixin to a bucket only once.${severalVersions(bucket)}`);
  }
  said.set(statement.sid!, text);
  if (said.size === 1) { bucket.node.addValidation({ validate: () => secondPolicies(bucket) }); }
  place(bucket, statement);
}

/** What has been added to each bucket's policy, by Sid, so that a mixin can be applied twice without harm. */
const STATEMENTS = new ConstructMap<s3.CfnBucket, Map<string, string>>('bucket policy statements');

/** Whether one of our statements has been added to the policy of a bucket. */
export function addedToBucketPolicy(bucket: s3.CfnBucket, sid: string): boolean {
  return STATEMENTS.get(bucket)?.has(sid) ?? false;
}

function place(bucket: s3.CfnBucket, statement: iam.PolicyStatement): void {
  const owner = owningBucket(bucket);
  if (owner?.policy) {
    owner.policy.document.addStatements(statement);
    stayWithBucket(bucket, resourceOf(owner.policy));
    return;
  }
  const existing = bucketPoliciesOf(bucket)[0];
  if (existing) {
    adopt(owner, existing);
    existing.policyDocument = appended(existing, existing.policyDocument, statement);
    stayWithBucket(bucket, existing);
    return;
  }
  if (owner?.addToResourcePolicy(statement).statementAdded) {
    if (owner.policy) { stayWithBucket(bucket, resourceOf(owner.policy)); }
    return;
  }
  const policy = new s3.CfnBucketPolicy(bucket, 'Policy', { bucket: bucket.ref, policyDocument: { Version: '2012-10-17', Statement: [] } });
  policy.policyDocument = appended(policy, policy.policyDocument, statement);
  stayWithBucket(bucket, policy);
}

function resourceOf(policy: s3.BucketPolicy): s3.CfnBucketPolicy {
  return policy.node.defaultChild as s3.CfnBucketPolicy;
}

/** Lets an L2 bucket know of a policy that was made beside it, so that it makes none of its own later. */
function adopt(owner: s3.IBucket | undefined, policy: s3.CfnBucketPolicy): void {
  const l2 = policy.node.scope;
  if (owner && l2 instanceof s3.BucketPolicy) { owner.policy = l2; }
}

/** The policies of the bucket's stack that are attached to the bucket, by reference or by its literal name. */
export function bucketPoliciesOf(bucket: s3.CfnBucket): s3.CfnBucketPolicy[] {
  return policyResources(Stack.of(bucket)).filter((policy) => isAttached(policy, bucket));
}

function policyResources(stack: Stack): s3.CfnBucketPolicy[] {
  const found: s3.CfnBucketPolicy[] = [];
  const visit = (construct: IConstruct) => {
    if (s3.CfnBucketPolicy.isCfnBucketPolicy(construct)) { found.push(construct); }
    construct.node.children.filter((child) => !Stack.isStack(child)).forEach(visit);
  };
  visit(stack);
  return found;
}

function isAttached(policy: s3.CfnBucketPolicy, bucket: s3.CfnBucket): boolean {
  const named: unknown = policy.bucket;
  if (typeof named !== 'string') { return false; }
  if (!Token.isUnresolved(named)) { return named === bucket.bucketName; }
  return (Tokenization.reverse(named, { failConcat: false }) as { target?: IConstruct } | undefined)?.target === bucket;
}

function secondPolicies(bucket: s3.CfnBucket): string[] {
  const policies = bucketPoliciesOf(bucket);
  if (policies.length < 2) { return []; }
  return [`the bucket has ${policies.length} bucket policies, of which S3 keeps the one that is deployed last: `
    + `${policies.map((policy) => policy.node.path).join(', ')}. `
    + 'Fix: make the other policy before the encryption features are applied, or add its statements with addToResourcePolicy().'];
}
