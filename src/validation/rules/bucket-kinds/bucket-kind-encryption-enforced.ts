import { SseAlgorithm } from '../../../encryption';
import { DIRECTORY_BUCKETS } from '../../../encryption/internal';
import { Outcome, type RequestSpace } from '../../../policy-evaluation';
import type { Value } from '../../../template';
import type { BucketPolicy, KindBucket } from '../../posture';
import { isSurelyThere } from '../private/bucket-policies';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { defaultOf, encryptingActions, keysNamedIn, letThrough } from './private/encrypting-requests';

const OTHER = 'specify another encryption than the default';

// docs/decisions/0119
export const bucketKindEncryptionEnforced: Rule = {
  metadata: {
    name: 'BucketKindEncryptionEnforced',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.WARNING,
    preset: Preset.STRICT,
    title: 'Policies of directory, table and vector buckets deny requests that specify another encryption than the default',
    why: 'A session of a directory bucket, a table and a vector index can have another encryption than the default of their bucket. Without a Deny, a principal '
      + 'that is allowed to create them can store data with SSE-S3, or in table and vector buckets with a key of another account, outside of your key policy and '
      + 'audit trail. A directory bucket accepts no other key than that of its default encryption: S3 rejects the request with HTTP 400.',
    fix: 'Use EncryptedDirectoryBucket, EncryptedTableBucket or EncryptedVectorBucket, whose policies deny it by default. In a template, add a Deny statement for '
      + 's3express:CreateSession, s3tables:CreateTable, s3tables:PutTableBucketEncryption and s3tables:PutTableEncryption, or s3vectors:CreateIndex with '
      + 'StringNotEquals for the algorithm, and for table and vector buckets a second one with StringNotEquals for the key ARN, each with Null set to "false" for '
      + 'the same condition key.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html#s3-express-require-sse-kms',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-specifying-kms-encryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/tables-require-kms.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html',
    ],
  },

  * check({ kindBuckets }) {
    for (const bucket of kindBuckets) { yield* judged(bucket); }
  },
};

function* judged(bucket: KindBucket): Iterable<Finding> {
  const { policies, resource, title, unseenPolicies } = bucket;
  const byDefault = defaultOf(bucket);
  const undetermined = (reason: string) => cannotTell(resource, 'Properties', `It cannot be determined whether requests that ${OTHER} are denied: ${reason}.`);
  if (byDefault === undefined) { return; }
  if ('unknown' in byDefault) {
    yield undetermined(byDefault.unknown);
  } else if (byDefault.keyArn === undefined) {
    // With SSE-S3 no request can ask for less.
    return;
  } else if (unseenPolicies !== undefined) {
    yield undetermined(unseenPolicies);
  } else if (policies.length === 0) {
    yield violation(resource, 'Properties', `The ${title} has no policy, so requests can ${OTHER}.`);
  } else {
    for (const policy of policies) { yield* ofPolicy(bucket, policy, [byDefault.keyArn, ...keysNamedIn(policy, bucket)], undetermined); }
  }
}

function* ofPolicy(
  bucket: KindBucket, policy: BucketPolicy, accepted: readonly Value[], undetermined: (reason: string) => Finding,
): Iterable<Finding> {
  const { resource, title } = bucket;
  const { search } = policy;
  const doubts: string[] = [];
  for (const levels of encryptingActions(bucket)) {
    for (const { what, ...others } of otherEncryptions(bucket, accepted)) {
      const space = { callers: search.identities, resource: bucket.arn, ...others };
      const { outcome, reason, request } = letThrough(search, levels, space);
      if (outcome === Outcome.FOUND && request !== undefined) {
        yield violation(resource, 'Properties',
          `The policy of the ${title} does not deny every request that specifies ${what}: it does not deny ${search.inWords(request, space)}.`);
        return;
      }
      if (outcome === Outcome.UNTOLD) { doubts.push(reason ?? 'it depends on values that are known at deployment only'); }
    }
  }
  if (!isSurelyThere(policy, bucket)) { doubts.push(`the policy is created under the condition ${policy.resource.condition}`); }
  if (doubts.length > 0) { yield undetermined(doubts[0]); }
}

interface OtherEncryption extends Pick<RequestSpace, 'context' | 'condition'> {
  /** For messages. */
  readonly what: string;
}

/** SSE-S3, and KMS with a key that the policy does not accept. A directory bucket rejects every key but its own, whatever its policy says. */
function otherEncryptions({ kind }: KindBucket, accepted: readonly Value[]): readonly OtherEncryption[] {
  const { algorithmConditionKey, keyConditionKey } = kind;
  const sseS3 = {
    what: `${algorithmConditionKey} AES256`, context: { 'aws:SecureTransport': 'true', [algorithmConditionKey]: SseAlgorithm.SSE_S3, [keyConditionKey]: null },
  };
  return kind === DIRECTORY_BUCKETS ? [sseS3] : [
    sseS3,
    {
      what: `a KMS key that the policy does not accept (${keyConditionKey})`,
      context: { 'aws:SecureTransport': 'true', [algorithmConditionKey]: SseAlgorithm.SSE_KMS },
      condition: { Null: { [keyConditionKey]: 'false' }, StringNotEquals: { [keyConditionKey]: [...accepted] } },
    },
  ];
}
