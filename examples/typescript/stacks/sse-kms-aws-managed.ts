import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** The AWS managed key aws/s3: no key to keep, but no reader in another account either. */
export class SseKmsAwsManagedStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const scratch = new EncryptedBucket(this, 'Scratch', { defaultEncryption: DefaultEncryption.sseKmsAwsManaged() });

    // The checks advise against it; this is how to say that it is meant.
    Validations.of(scratch).acknowledge({
      id: 'S3Encryption::CustomerManagedKey',
      reason: 'Scratch data: no other account reads it, and nobody has to look after a key.',
    });
  }
}
