import { aws_iam as iam, aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import type { IMixin } from 'constructs';
import { IMPORTED_KEY, SECURITY } from './buckets';
import type { Specimens } from './places';
import { DefaultEncryption, mixins, TlsVersion, UploadEncryption } from '../../src';

const onL1 = (make: () => IMixin[]): Specimens[string] => ({ stack }) => { new s3.CfnBucket(stack, 'Data').with(...make()); };
const onL2 = (make: () => IMixin[]): Specimens[string] => ({ stack }) => { new s3.Bucket(stack, 'Data').with(...make()); };

/** Everything that mixins can do for a bucket of somebody else. */
export const everything = (): IMixin[] => [
  new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()),
  new mixins.BucketSecureTransport(), new mixins.BucketSignatureVersion4(), new mixins.BucketUploadEncryption(),
  new mixins.BucketSseCBlocked(), new mixins.BucketEncryptionGuard(),
];

/** Mixins, on L1 and L2 buckets. */
export const MIXINS: Specimens = {
  'all mixins on an L1 bucket': onL1(everything),
  'all mixins on an L2 bucket': onL2(everything),
  'mixins with other choices': onL2(() => [
    new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3()), new mixins.BucketSecureTransport({ minimumTlsVersion: TlsVersion.V1_3 }),
    new mixins.BucketSignatureVersion4({ allowListOnly: true }), new mixins.BucketUploadEncryption(UploadEncryption.any()),
    new mixins.BucketSseCAllowed({ required: true }), new mixins.BucketEncryptionGuard({ administrators: [new iam.ArnPrincipal(SECURITY)] }),
  ]),
  'BucketLegacyPolicyMigration': ({ stack }) => {
    const bucket = new s3.Bucket(stack, 'Data', { encryption: s3.BucketEncryption.KMS, encryptionKey: kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY) });
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'DenyUnEncryptedObjectUploads',
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    }));
    bucket.with(new mixins.BucketLegacyPolicyMigration());
  },
};
