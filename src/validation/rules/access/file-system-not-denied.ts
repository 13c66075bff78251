import { arnFields, knownCaller, Outcome, Principal, type SearchedAction, Wanted } from '../../../policy-evaluation';
import { Text, textKey, textOf } from '../../../template';
import type { Bucket, BucketPolicy, FileSystem, Posture } from '../../posture';
import { isSurelyThere } from '../private/bucket-policies';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const DOCUMENT = 'Properties.PolicyDocument';

// docs/decisions/0117
export const fileSystemNotDenied: Rule = {
  metadata: {
    name: 'FileSystemNotDenied',
    topic: Topic.ACCESS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Bucket policies do not deny the role of an S3 Files file system',
    why: 'S3 Files lists, reads, writes and deletes objects with the role of the file system, and the bucket policy applies to it. If the policy denies one of '
      + 'these actions in all circumstances, changes are no longer synchronized between the file system and the bucket. AWS doesn\'t document the '
      + 'encryption headers, TLS version and network of these requests: a statement about them isn\'t reported.',
    fix: 'Exempt the role in the statement that denies it: add ArnNotEquals aws:PrincipalArn with the ARN of the role to its Condition.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-prereq-policies.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-security-iam.html',
    ],
  },

  * check(posture) {
    for (const fileSystem of posture.fileSystems) {
      const role = roleOf(posture, fileSystem);
      const { bucket } = fileSystem;
      for (const policy of role && bucket ? bucket.policies : []) { yield* judged(bucket!, policy, fileSystem, role!); }
    }
  },
};

/** Of the actions that AWS documents for the role those without which nothing is synchronized. */
const ACTIONS: readonly SearchedAction[] = [
  { name: 's3:ListBucket', onObjects: false },
  { name: 's3:GetObject', onObjects: true },
  { name: 's3:PutObject', onObjects: true },
  { name: 's3:DeleteObject', onObjects: true },
];

/** The role of a file system, in the app or not; nothing where its ARN is one of several, or that of something else. */
function roleOf(posture: Posture, { roleArn, resource }: FileSystem): Principal | undefined {
  const role = posture.roleAt(roleArn, resource);
  if (role) { return Principal.role(role.arn); }
  const text = textOf(roleArn);
  const fields = text === undefined ? undefined : arnFields(text);
  return text === undefined || (fields instanceof Array && !textKey(fields[5]).startsWith('role/')) ? undefined : Principal.role(text);
}

function* judged(bucket: Bucket, policy: BucketPolicy, { resource: { logicalId }, prefix }: FileSystem, role: Principal): Iterable<Finding> {
  const { resource, search } = policy;
  const answers = ACTIONS.map((action) => ({
    action: action.name,
    ...search.find(Wanted.NOT_DENIED, {
      callers: [knownCaller(role)],
      actions: [action],
      resource: bucket.arn,
      context: { 'aws:SecureTransport': 'true' },
      ...(action.onObjects ? { objectKeys: Text.of(prefix, '*') } : {}),
    }),
  }));
  const [denied, doubtful] = [Outcome.NONE, Outcome.UNTOLD].map((outcome) => answers.filter((answer) => answer.outcome === outcome));
  const actions = (some: typeof answers) => some.map(({ action }) => action).join(', ');
  const whose = `to the role of file system ${logicalId}`;
  if (denied.length > 0) {
    yield isSurelyThere(policy, bucket)
      ? violation(resource, DOCUMENT, `The bucket policy denies ${actions(denied)} ${whose}, whatever else its requests have.`)
      : cannotTell(resource, DOCUMENT,
        `It cannot be determined whether the bucket policy denies ${actions(denied)} ${whose}: the policy is created under the condition ${resource.condition}.`);
  } else if (doubtful.length > 0) {
    const [{ reason = 'it depends on values that are known at deployment only' }] = doubtful;
    yield cannotTell(resource, DOCUMENT, `It cannot be determined whether the bucket policy denies ${actions(doubtful)} ${whose}: ${reason}.`);
  }
}
