import type { aws_iam as iam } from 'aws-cdk-lib';
import { allowService } from './allow-service';
import { VECTOR_BUCKETS, VECTOR_CONTEXT_NAMES } from '../encryption/internal';

/**
 * Lets S3 Vectors use the key of a vector bucket or index in the background: without it, indexes cannot be created.
 *
 * @param sourceArns The ARN of the bucket and of what is in it, or a pattern of buckets, without a reference to the bucket, which waits for its key
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html
 */
export function allowVectorIndexing(account: string, sourceArns: string[]): iam.PolicyStatement {
  const [{ principal, kmsActions }] = VECTOR_BUCKETS.keyUsers;
  return allowService({
    services: [principal],
    actions: [...kmsActions],
    resources: ['*'],
    conditions: {
      'ArnLike': { 'aws:SourceArn': sourceArns },
      'StringEquals': { 'aws:SourceAccount': account },
      'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': VECTOR_CONTEXT_NAMES },
    },
  });
}
