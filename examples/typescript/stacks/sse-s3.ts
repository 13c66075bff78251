import { Stack, type StackProps } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** Keys that S3 manages: no key policies, no KMS requests, no readers in other accounts to think of. */
export class SseS3Stack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    new EncryptedBucket(this, 'Thumbnails', { defaultEncryption: DefaultEncryption.sseS3() });
  }
}
