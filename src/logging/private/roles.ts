import { aws_iam as iam, Lazy, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import { withoutCovered } from './object-keys';
import { limitRolePolicies, mainResource, refusal } from '../../cdk';
import { ConstructMap } from '../../construct-state';
import { roleArnOf } from '../../encryption/internal';
import { addToBucketPolicy, allowReportsByRole, shortHash } from '../../policy';
import type { LogService } from '../../services';

/** The roles that may write into each bucket although they are no services. */
const WRITERS = new ConstructMap<s3.CfnBucket, Set<iam.IRole>>('roles that write');

/** Their ARNs. */
export function writerArns(bucket: s3.CfnBucket): string[] {
  return [...new Set([...WRITERS.get(bucket) ?? []].map((role) => knownRoleArn(bucket, role)))];
}

/** What roles of other accounts may write into each bucket, by the Sid of the statement that says so. */
const ELSEWHERE = new ConstructMap<s3.CfnBucket, Map<string, Set<string>>>('roles that write from elsewhere');

/**
 * Lets a role write: in its own policy, and in that of the bucket where it belongs to another account.
 *
 * @param patterns The keys of the objects, as patterns
 */
export function acceptRole(target: s3.Bucket, bucket: s3.CfnBucket, service: LogService, role: iam.IRole, patterns: readonly string[]): void {
  const roleArn = knownRoleArn(bucket, role);
  WRITERS.set(bucket, (WRITERS.get(bucket) ?? new Set()).add(role));
  limitRolePolicies(role);
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: patterns.map((pattern) => target.arnForObjects(pattern)) }));
  if (isElsewhere(bucket, role)) { acceptFromElsewhere(bucket, service, { account: role.env.account, roleArn }, patterns); }
}

/** One statement for each role, which lists all its object keys. A role can be imported twice: its ARN tells which one it is. */
function acceptFromElsewhere(
  bucket: s3.CfnBucket, service: LogService, { account, roleArn }: { account: string; roleArn: string }, patterns: readonly string[],
): void {
  const roles = ELSEWHERE.get(bucket) ?? new Map<string, Set<string>>();
  ELSEWHERE.set(bucket, roles);
  const sid = `Allow${service.id}${shortHash(bucket, roleArn)}`;
  const before = roles.get(sid);
  const all = before ?? new Set<string>();
  patterns.forEach((pattern) => all.add(pattern));
  if (before) { return; }
  roles.set(sid, all);
  const resources = Lazy.uncachedList({ produce: () => withoutCovered([...all]).map((pattern) => `${bucket.attrArn}/${pattern}`) });
  addToBucketPolicy(bucket, allowReportsByRole({ sid, account, roleArn, resources }));
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
  const resource = mainResource(role);
  if (!(resource instanceof iam.CfnRole) || Stack.of(role) === Stack.of(bucket)) { return role.roleArn; }
  const { path = '/', roleName } = resource;
  if (roleName !== undefined && !Token.isUnresolved(roleName)) {
    return roleArnOf(Stack.of(bucket).partition, Stack.of(role).account, `${path}${roleName}`);
  }
  throw refusal(bucket,
    `cannot name the role ${role.node.path} in the bucket policy: it belongs to another stack, which needs the bucket, `
    + 'and CloudFormation would name it',
    'give the role a roleName');
}
