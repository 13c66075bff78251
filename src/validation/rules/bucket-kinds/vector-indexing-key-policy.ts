import { VECTOR_BUCKETS, VECTOR_CONTEXT_NAMES } from '../../../encryption/internal';
import { Text, type ValueMap } from '../../../template';
import { accountOf, type KindBucket, type Posture } from '../../posture';
import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';
import { refusedServices, type ServiceUse } from './private/service-keys';

export const vectorIndexingKeyPolicy: Rule = {
  metadata: {
    name: 'VectorIndexingKeyPolicy',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The key policy of a vector bucket or index allows S3 Vectors to index in the background',
    why: 'S3 Vectors organizes vectors in the background and uses the key with its own service principal. Without this permission, indexes cannot '
      + 'be created.',
    fix: 'Use EncryptedVectorBucket, which adds the statement to the key policy. In a template, allow kms:Decrypt to the service '
      + 'indexing.s3vectors.amazonaws.com, with aws:SourceAccount and with aws:SourceArn for the ARN of the vector bucket and what is below it.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html'],
  },

  check: (posture) => refusedServices(usesOf(posture)),
};

function* usesOf({ kindBuckets, vectorIndexes }: Posture): Iterable<ServiceUse> {
  const [user] = VECTOR_BUCKETS.keyUsers;
  const ofVectors = { user, otherwise: 'indexes cannot be created' };
  for (const bucket of kindBuckets) {
    if (bucket.kind !== VECTOR_BUCKETS) { continue; }
    const { encryption, resource, title } = bucket;
    yield { ...ofVectors, encryption, requests: requestsFor(bucket), what: `${title} ${resource.logicalId}` };
  }
  for (const { bucket, encryption, resource, title } of vectorIndexes) {
    yield { ...ofVectors, encryption, requests: bucket ? requestsFor(bucket) : {}, what: `${title} ${resource.logicalId}` };
  }
}

/** As AWS documents them, whatever else they have. AWS does not say whether their source is the bucket or the index. */
function requestsFor({ arn, resource }: KindBucket): ValueMap {
  return {
    'StringLike': { 'aws:SourceArn': [arn, Text.of(arn, '/*')] },
    'StringEquals': { 'aws:SourceAccount': accountOf(resource) },
    'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': VECTOR_CONTEXT_NAMES },
  };
}
