import { App, Stack, Validations, aws_s3 as s3 } from 'aws-cdk-lib';
import { EncryptedBucket, S3EncryptionChecks } from 'cdk-s3-encryption';

const app = new App();
Validations.of(app).addPlugins(new S3EncryptionChecks(app));

const stack = new Stack(app, 'Shop');
new EncryptedBucket(stack, 'Orders');
new s3.Bucket(stack, 'Invoices', { encryption: s3.BucketEncryption.KMS });
