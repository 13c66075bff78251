import { aws_s3 as s3 } from 'aws-cdk-lib';
import { type Specimens } from './places';
import { DefaultEncryption, EncryptedBucketDefaults, TlsVersion } from '../../src';

/** Buckets that know nothing of this library. */
export const DEFAULTS: Specimens = {
  EncryptedBucketDefaults: ({ app, stack }) => {
    EncryptedBucketDefaults.applyTo(app);
    new s3.Bucket(stack, 'Data');
    new s3.CfnBucket(stack, 'L1');
  },
};

/** With a key as `s3.Bucket` makes it, and buckets that are left out: what those allow is their authors' choice. */
export const DEFAULTS_OF_OTHERS: Specimens = {
  'EncryptedBucketDefaults with every option': ({ app, stack }) => {
    const exempt = new s3.CfnBucket(stack, 'Exempt');
    EncryptedBucketDefaults.applyTo(app, {
      encryption: DefaultEncryption.sseKms(),
      oneKeyPerStack: true,
      l1Encryption: DefaultEncryption.sseKmsAwsManaged(),
      requireSecureTransport: true,
      minimumTlsVersion: TlsVersion.V1_3,
      requireSignatureVersion4: true,
      enforceUploadEncryption: true,
      blockSseC: true,
      blockPublicAccess: true,
      exemptPaths: ['*/ThirdParty'],
      exemptConstructs: [exempt],
      annotate: true,
    });
    const logs = new s3.Bucket(stack, 'Logs');
    new s3.Bucket(stack, 'Data');
    new s3.CfnBucket(stack, 'L1', { loggingConfiguration: { destinationBucketName: logs.bucketName } });
  },
};
