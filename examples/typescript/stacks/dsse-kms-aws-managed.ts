import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** Two layers of encryption with the AWS managed key aws/s3. */
export class DsseKmsAwsManagedStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const minutes = new EncryptedBucket(this, 'Minutes', { defaultEncryption: DefaultEncryption.dsseKmsAwsManaged() });

    // The checks advise against it; this is how to say that it is meant.
    Validations.of(minutes).acknowledge({
      id: 'S3Encryption::CustomerManagedKey',
      reason: 'No other account reads them, and nobody has to look after a key.',
    });
  }
}
