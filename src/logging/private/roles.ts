import { aws_iam as iam, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import { addToBucketPolicy, allowReportsByRole } from '../../policy';
import type { LogProducer } from '../log-producer';

/** The roles that may write into each bucket although they are no services. */
const WRITERS = new WeakMap<s3.CfnBucket, Set<iam.IRole>>();

/** Their ARNs. */
export function writerArns(bucket: s3.CfnBucket): string[] {
  return [...WRITERS.get(bucket) ?? []].map((role) => knownRoleArn(bucket, role));
}

/** Lets a role write: in its own policy, and in that of the bucket where it belongs to another account. */
export function acceptRole(target: s3.Bucket, bucket: s3.CfnBucket, kind: LogProducer, role: iam.IRole, keys: readonly string[]): void {
  const roleArn = knownRoleArn(bucket, role);
  WRITERS.set(bucket, (WRITERS.get(bucket) ?? new Set()).add(role));
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: keys.map((key) => target.arnForObjects(key)) }));
  if (!isElsewhere(bucket, role)) { return; }
  addToBucketPolicy(bucket, allowReportsByRole({
    sid: `Allow${kind.id}${role.node.addr.slice(-8)}`,
    account: role.env.account,
    roleArn,
    resources: keys.map((key) => `${bucket.attrArn}/${key}`),
  }));
}

function isElsewhere(bucket: s3.CfnBucket, role: iam.IRole): boolean {
  const [here, there] = [Stack.of(bucket).account, role.env.account];
  return !Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there;
}

/**
 * The ARN of a role, for the policy of a bucket: of another stack, whose role refers to the bucket, only one that is
 * written out would be no circle.
 */
function knownRoleArn(bucket: s3.CfnBucket, role: iam.IRole): string {
  const resource = role.node.defaultChild;
  if (!(resource instanceof iam.CfnRole) || Stack.of(role) === Stack.of(bucket)) { return role.roleArn; }
  const { path = '/', roleName } = resource;
  if (roleName !== undefined && !Token.isUnresolved(roleName)) {
    return `arn:${Stack.of(bucket).partition}:iam::${Stack.of(role).account}:role${path}${roleName}`;
  }
  throw new Error(`${bucket.node.path}: cannot name the role ${role.node.path} in the bucket policy: it belongs to another stack, which needs the bucket, `
    + 'and CloudFormation would name it. Fix: give the role a roleName.');
}
