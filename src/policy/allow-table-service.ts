import type { aws_iam as iam } from 'aws-cdk-lib';
import { allowService } from './allow-service';
import { type KeyUser, TABLE_CONTEXT_KEY } from '../encryption/internal';

/**
 * Lets a service of S3 Tables use the key of a table bucket, for its tables: maintenance, without which no table can be created and
 * tables are no longer compacted, or S3 Metadata, which writes its tables.
 *
 * The encryption context is the ARN of the table, so the ARN of the bucket alone would never match.
 *
 * @param bucketArn The ARN without a reference to the bucket, which waits for its key
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html
 */
export function allowTableService({ principal, kmsActions }: KeyUser, bucketArn: string): iam.PolicyStatement {
  return allowService({
    services: [principal],
    actions: [...kmsActions],
    resources: ['*'],
    conditions: { StringLike: { [TABLE_CONTEXT_KEY]: `${bucketArn}/*` } },
  });
}
