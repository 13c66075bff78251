import { aws_iam as iam, Stack, type StackProps } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, EncryptionKey } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** Customer managed keys, with an S3 Bucket Key: what an EncryptedBucket does unless told otherwise. */
export class SseKmsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // A key of its own.
    const orders = new EncryptedBucket(this, 'Orders');

    // One key for several buckets.
    const key = new EncryptionKey(this, 'Key', { alias: 'reports' });
    new EncryptedBucket(this, 'Reports', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    new EncryptedBucket(this, 'ReportDrafts', { defaultEncryption: DefaultEncryption.sseKms({ key }) });

    // A grant on the bucket includes what its key needs.
    const reader = new iam.Role(this, 'Reader', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    orders.grantRead(reader);
  }
}
