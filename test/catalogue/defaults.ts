import { aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { type Specimens } from './places';
import { DefaultEncryption, EncryptedBucketDefaults, TlsVersion } from '../../src';

/** Buckets that know nothing of this library. */
export const DEFAULTS: Specimens = {
  'EncryptedBucketDefaults': ({ app, stack }) => {
    EncryptedBucketDefaults.applyTo(app);
    const bucket = new s3.Bucket(stack, 'Data');
    bucket.grantRead(new iam.Role(stack, 'Reader', { assumedBy: new iam.AccountRootPrincipal() }));
    new s3.CfnBucket(stack, 'L1');
  },
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
    new s3.Bucket(stack, 'Data', { serverAccessLogsBucket: logs });
    new s3.CfnBucket(stack, 'L1');
  },
};
