import { aws_s3 as s3, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Buckets as one finds them: each has a fault that CDK synthesizes without a word. */
export class CarelessStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // Says nothing: S3 decides how to encrypt, and anybody may read over plain HTTP.
    new s3.Bucket(this, 'Uploads');

    // SSE-KMS, but every object costs a request to AWS KMS.
    new s3.Bucket(this, 'Invoices', { encryption: s3.BucketEncryption.KMS, enforceSSL: true });

    // An escape hatch undoes what the construct says, and opens the bucket to customer-provided keys.
    const archive = new s3.Bucket(this, 'Archive', {
      encryption: s3.BucketEncryption.KMS,
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockedEncryptionTypes: [s3.BlockedEncryptionType.SSE_C],
    });
    const l1 = archive.node.defaultChild as s3.CfnBucket;
    const rule = 'BucketEncryption.ServerSideEncryptionConfiguration.0';
    l1.addPropertyOverride(`${rule}.BucketKeyEnabled`, false);
    l1.addPropertyOverride(`${rule}.BlockedEncryptionTypes.EncryptionType`, ['NONE']);

    // Known and accepted: acknowledged with a reason, so it is in the report but stops nobody.
    const mirror = new s3.Bucket(this, 'PublicMirror', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockedEncryptionTypes: [s3.BlockedEncryptionType.SSE_C],
    });
    Validations.of(mirror).acknowledge({
      id: 'S3Encryption::SecureTransportRequired',
      reason: 'Package managers of old distributions fetch the mirror over HTTP; packages are signed.',
    });
  }
}
