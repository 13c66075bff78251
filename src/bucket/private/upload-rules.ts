import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { CustomerProvidedKeys } from '../../encryption';
import type { UploadEncryption } from '../../keys';

/** What a bucket makes of uploads, beside its default encryption. */
export interface UploadRules {
  readonly bucket: s3.CfnBucket;
  readonly uploadEncryption: UploadEncryption;
  readonly customerProvidedKeys: CustomerProvidedKeys;
}
