import { Annotations, type aws_kms as kms, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { DependencyGroup, type IConstruct, type IDependable } from 'constructs';
import { confineStatements } from './confine-statements';
import type { LogService } from '../services';
import type { LogSource } from './log-source';
import type { LogWrites } from './log-writes';
import { AcceptedByBucket } from './private/accepted-by-bucket';
import { AcceptedByKey } from './private/accepted-by-key';
import { assertCanDeliver } from './private/assertions';
import { objectKeyPattern } from './private/object-keys';
import { plainText } from './private/plain-text';
import { producerEncryption } from './private/producer-encryption';
import { acceptRole } from './private/roles';
import { TargetEncryption, targetEncryption } from './target-encryption';
import { explainPolicySize, limitKeyPolicy, type PolicyContents, resourceOf } from '../cdk';
import { ConstructMap } from '../construct-state';
import { addToBucketPolicy, keysOf, keysWithoutContext } from '../policy';

/**
 * Lets a source write its logs into a bucket of the app: in the policy of the bucket, and in those of its key and of the keys that
 * it accepts.
 *
 * @returns what a producer has to wait for
 * @throws if the source is known to be unable to write to the bucket
 */
export function acceptLogs(target: s3.Bucket, source: LogSource): IDependable {
  const bucket = resourceOf(target);
  const { _service: service, producer: producer } = source;
  assertCanDeliver(service, bucket, target.node.path);
  const delivery = source._bind({ stack: Stack.of(bucket), path: target.node.path, scope: target });
  if (delivery.services.length > 0) {
    acceptByBucket(bucket, service, delivery);
    confineStatements(target, service, delivery);
  }
  if (delivery.role) { acceptRole(target, bucket, service, delivery.role, delivery.objectKeys.map(objectKeyPattern)); }
  const keys = keysForLogs(target, bucket);
  for (const key of keys) { acceptByKey(target, key, service, delivery, targetEncryption(bucket) === TargetEncryption.SSE_KMS_BUCKET_KEY); }
  const ready = new DependencyGroup(...target.policy ? [target.policy] : [], ...keys);
  if (producer) {
    producer.node.addDependency(ready);
    target.node.addValidation({ validate: () => producerEncryption(target, service, producer) });
  }
  return ready;
}

/**
 * The customer managed keys with which logs can be encrypted. While the key of the bucket is being changed, services go on
 * with the former key for a while, or name it.
 */
function keysForLogs(target: s3.Bucket, bucket: s3.CfnBucket): kms.IKey[] {
  const encryption = targetEncryption(bucket);
  return encryption === TargetEncryption.SSE_KMS || encryption === TargetEncryption.SSE_KMS_BUCKET_KEY ? keysWithoutContext(keysOf(target)) : [];
}

/** What has been accepted, for each bucket and each key, by the id of the kind of source. */
const BY_BUCKET = new ConstructMap<s3.CfnBucket, Map<string, AcceptsMore>>('logs accepted by bucket');
const BY_KEY = new ConstructMap<kms.IKey, Map<string, AcceptsMoreByKey>>('logs accepted by key');

/** What a copy of this library may ask of what another one has accepted. */
type AcceptsMore = Pick<AcceptedByBucket, 'accept' | 'extent'>;
type AcceptsMoreByKey = Pick<AcceptedByKey, 'add' | 'allowBucketKey'>;

function acceptByBucket(bucket: s3.CfnBucket, service: LogService, delivery: LogWrites): void {
  const kinds = kindsOf(BY_BUCKET, bucket);
  if (kinds.size === 0) { explainPolicySize(bucket, () => listed([...kinds.values()])); }
  const accepted = kinds.get(service.id) ?? new AcceptedByBucket(bucket, service, { arn: bucket.attrArn, account: Stack.of(bucket).account });
  kinds.set(service.id, accepted);
  for (const statement of accepted.accept(delivery)) { addToBucketPolicy(bucket, statement); }
}

function listed(accepted: readonly Pick<AcceptedByBucket, 'extent'>[]): PolicyContents {
  return {
    contents: `It lists these log sources: ${accepted.map(({ extent }) => extent).join(', ')}.`,
    fix: 'split the log sources across several LogBuckets, or use the same prefix for the sources of one account',
  };
}

function acceptByKey(target: s3.Bucket, key: kms.IKey, service: LogService, delivery: LogWrites, bucketKey: boolean): void {
  const kinds = kindsOf(BY_KEY, key);
  const before = kinds.get(service.id);
  if (before) {
    if (bucketKey) { before.allowBucketKey(); }
    before.add(delivery);
    return;
  }
  const accepted = new AcceptedByKey(service, delivery);
  kinds.set(service.id, accepted);
  if (bucketKey) { accepted.allowBucketKey(); }
  limitKeyPolicy(key);
  if (key.addToResourcePolicy(accepted.statement, true).statementAdded) { return; }
  Annotations.of(target).addWarningV2(`cdk-s3-encryption:keyPolicyLacks${service.id}`,
    `The key ${key.node.path} is imported, so its policy cannot be changed here. ${capitalized(service.title)} ${key === target.encryptionKey ? '' : 'that are encrypted with it '}`
    + `are not delivered unless it has this statement: ${plainText(target, accepted.statement.toStatementJson())}`);
}

function kindsOf<Owner extends IConstruct, Accepted>(all: ConstructMap<Owner, Map<string, Accepted>>, owner: Owner): Map<string, Accepted> {
  const kinds = all.get(owner) ?? new Map<string, Accepted>();
  all.set(owner, kinds);
  return kinds;
}

function capitalized(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}

/** The statements that would let a source write into a bucket outside of the app, as text. */
export function statementsFor(scope: IConstruct, target: s3.IBucket, source: LogSource): string {
  const delivery = source._bind({ stack: Stack.of(scope), path: target.node.path, scope });
  return new AcceptedByBucket(scope, source._service, { arn: target.bucketArn, account: target.env.account }).accept(delivery)
    .map((statement) => plainText(scope, statement.toStatementJson())).join(', ');
}
