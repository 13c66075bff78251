import { App, Validations } from 'aws-cdk-lib';
import { S3EncryptionChecks } from 'cdk-s3-encryption';
import { CarelessStack } from './stacks/careless';
import { DsseKmsStack } from './stacks/dsse-kms';
import { DsseKmsAwsManagedStack } from './stacks/dsse-kms-aws-managed';
import { LogsStack } from './stacks/logs';
import { OriginalsStack, ReplicasStack } from './stacks/replication';
import { SseKmsStack } from './stacks/sse-kms';
import { SseKmsAwsManagedStack } from './stacks/sse-kms-aws-managed';
import { SseS3Stack } from './stacks/sse-s3';

const app = new App();

// Looks at the final templates of every stack, whoever wrote their buckets.
Validations.of(app).addPlugins(new S3EncryptionChecks(app));

new SseS3Stack(app, 'SseS3');
new SseKmsStack(app, 'SseKms');
new SseKmsAwsManagedStack(app, 'SseKmsAwsManaged');
new DsseKmsStack(app, 'DsseKms');
new DsseKmsAwsManagedStack(app, 'DsseKmsAwsManaged');
new LogsStack(app, 'Logs');

// Replication refers from one Region to another, so these two say where they are.
const account = '111122223333';
const { bucket: replicas } = new ReplicasStack(app, 'Replicas', { env: { account, region: 'eu-central-1' } });
new OriginalsStack(app, 'Originals', { env: { account, region: 'eu-west-1' }, replicas });

// Everything that the checks report is in this one.
new CarelessStack(app, 'Careless');
