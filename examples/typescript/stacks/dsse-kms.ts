import { Stack, type StackProps } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, TlsVersion } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** Two layers of encryption, for data that regulations say it of. */
export class DsseKmsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    new EncryptedBucket(this, 'Dossiers', {
      defaultEncryption: DefaultEncryption.dsseKms(),
      minimumTlsVersion: TlsVersion.V1_2,
      objectLockEnabled: true,
    });
  }
}
