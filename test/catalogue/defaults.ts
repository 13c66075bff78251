import { aws_s3 as s3 } from 'aws-cdk-lib';
import { type Specimens } from './places';
import { DefaultEncryption, EncryptedBucket, EncryptedBucketDefaults, TlsVersion } from '../../src';

/** Buckets that know nothing of this library. */
export const DEFAULTS: Specimens = {
  'Defaults of an app': ({ app, stack }) => {
    EncryptedBucketDefaults.applyTo(app);
    new s3.Bucket(stack, 'Data');
    new s3.CfnBucket(stack, 'L1');
  },
};

/** With a key as `s3.Bucket` makes it, whose policy lets the account do more than a key of this library. */
export const DEFAULTS_OF_OTHERS: Specimens = {
  'Defaults of an app, with every option': ({ app, stack }) => {
    const exempt = new EncryptedBucket(stack, 'Exempt');
    EncryptedBucketDefaults.applyTo(app, {
      encryption: DefaultEncryption.sseKms(),
      oneKeyPerStack: true,
      l1Encryption: DefaultEncryption.sseS3(),
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
    new s3.Bucket(stack, 'Data');
    new s3.CfnBucket(stack, 'L1');
  },
};
