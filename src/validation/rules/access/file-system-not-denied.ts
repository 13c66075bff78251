import { arnFields, knownCaller, Outcome, Principal, type SearchedAction, Wanted } from '../../../policy-evaluation';
import { type Resource, Text, textKey, textOf, type Value } from '../../../template';
import { type Bucket, type BucketPolicy, entriesOf, type FileSystem, type Posture } from '../../posture';
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
      const roles = rolesOf(posture, fileSystem);
      const { bucket } = fileSystem;
      for (const policy of bucket?.policies ?? []) { yield* judged(bucket!, policy, fileSystem, roles); }
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

/** The role of a file system, in the app or not, or each of a choice; nothing for the ARN of something else. */
function rolesOf(posture: Posture, { roleArn, resource }: FileSystem): readonly (Principal | undefined)[] {
  return entriesOf(roleArn).map((one) => roleOf(posture, one, resource));
}

function roleOf(posture: Posture, roleArn: Value, from: Resource): Principal | undefined {
  const role = posture.roleAt(roleArn, from);
  if (role) { return Principal.role(role.arn); }
  const text = textOf(roleArn);
  const fields = text === undefined ? undefined : arnFields(text);
  return text === undefined || (fields instanceof Array && !textKey(fields[5]).startsWith('role/')) ? undefined : Principal.role(text);
}

interface Answer {
  readonly action: string;
  readonly outcome: Outcome;
  readonly reason?: string;
}

/** What the policy says to a role. */
function answersTo(role: Principal, bucket: Bucket, { search }: BucketPolicy, prefix: FileSystem['prefix']): readonly Answer[] {
  return ACTIONS.map((action) => ({
    action: action.name,
    ...search.find(Wanted.NOT_DENIED, {
      callers: [knownCaller(role)],
      actions: [action],
      resource: bucket.arn,
      context: { 'aws:SecureTransport': 'true' },
      ...(action.onObjects ? { objectKeys: Text.of(prefix, '*') } : {}),
    }),
  }));
}

/** Of a choice of roles, what is denied to some only cannot be determined. */
function* judged(
  bucket: Bucket, policy: BucketPolicy, { resource: { logicalId }, prefix }: FileSystem, roles: readonly (Principal | undefined)[],
): Iterable<Finding> {
  const { resource } = policy;
  const ofRoles = roles.map((role) => (role ? answersTo(role, bucket, policy, prefix) : []));
  const having = (outcome: Outcome, answers: readonly Answer[]) => answers.filter((answer) => answer.outcome === outcome);
  const isDenied = ({ action }: Answer) => ofRoles.every((answers) => having(Outcome.NONE, answers).some((one) => one.action === action));
  const ofAny = having(Outcome.NONE, ofRoles.flat());
  const denied = ofAny.filter(isDenied);
  const doubtful: readonly Answer[] = [
    ...having(Outcome.UNTOLD, ofRoles.flat()),
    ...ofAny.filter((answer) => !isDenied(answer)).map(({ action, outcome }) => ({ action, outcome, reason: 'its role depends on the deployment' })),
  ];
  const actions = (some: readonly Answer[]) => [...new Set(some.map(({ action }) => action))].join(', ');
  const whose = `to the role of file system ${logicalId}`;
  if (denied.length > 0) {
    yield isSurelyThere(policy, bucket)
      ? violation(resource, DOCUMENT, `The bucket policy denies ${actions(denied)} ${whose} in all circumstances.`)
      : cannotTell(resource, DOCUMENT,
        `It cannot be determined whether the bucket policy denies ${actions(denied)} ${whose}: the policy is created under the condition ${resource.condition}.`);
  } else if (doubtful.length > 0) {
    const [{ reason = 'it depends on values that are known at deployment only' }] = doubtful;
    yield cannotTell(resource, DOCUMENT, `It cannot be determined whether the bucket policy denies ${actions(doubtful)} ${whose}: ${reason}.`);
  }
}
