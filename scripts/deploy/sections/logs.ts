import { GetBucketEncryptionCommand, GetBucketLoggingCommand } from '@aws-sdk/client-s3';
import { CfnOutput } from 'aws-cdk-lib';
import { EncryptedBucket, LogBucket, LogSource } from '../../../src';
import { administrator, newApp, newStack } from '../apps';
import type { MiniStack } from '../ministack';
import { type Report, same } from '../report';
import { list, refused, UPLOADS } from '../requests';
import { deploy, type DeployedStack } from '../stacks';

/** Buckets of logs, and who but services may write to them. */
export async function logs(emulator: MiniStack, report: Report): Promise<void> {
  report.begin('Logs');
  await emulator.reset();
  const stack = await report.check('CloudFormation deploys buckets of logs, and what logs to them', () => deployed(emulator));
  if (!stack) { return; }
  const { root } = stack;
  const caller = await root.assume(stack.output('AdministratorArn'));
  await report.check('a log bucket is encrypted with SSE-S3', async () => {
    const { ServerSideEncryptionConfiguration } = await root.s3().send(new GetBucketEncryptionCommand({ Bucket: stack.bucket('Logs') }));
    same(ServerSideEncryptionConfiguration?.Rules?.[0].ApplyServerSideEncryptionByDefault, { SSEAlgorithm: 'AES256' });
  });
  await report.check('a bucket logs to it, below its prefix', async () => {
    const { LoggingEnabled } = await root.s3().send(new GetBucketLoggingCommand({ Bucket: stack.bucket('Data') }));
    same([LoggingEnabled?.TargetBucket, LoggingEnabled?.TargetPrefix], [stack.bucket('Logs'), 'data/']);
  });
  await report.check('nobody but services writes to it, and where others are not denied an administrator does', async () => {
    await refused(() => UPLOADS.PUT(caller, stack.bucket('Logs'), 'data/forged'));
    await UPLOADS.PUT(caller, stack.bucket('Open'), 'data/forged');
  });
  await report.check('an administrator lists it', () => list(caller, stack.bucket('Logs')));
  report.notProven({
    what: 'What services of AWS deliver to a bucket of logs, to an inventory or to CloudTrail',
    why: 'no service of MiniStack writes there as itself; test/logging evaluates their documented requests',
  });
}

async function deployed(emulator: MiniStack): Promise<DeployedStack> {
  const app = newApp();
  const stack = newStack(app, 'Logging');
  const bucket = new LogBucket(stack, 'Logs', { otherWritersDenied: true });
  for (const source of [LogSource.applicationLoadBalancer(), LogSource.vpcFlowLogs(), LogSource.config()]) { bucket.acceptLogsFrom(source); }
  new EncryptedBucket(stack, 'Data', { accessLogs: { bucket, prefix: 'data/' } });
  new LogBucket(stack, 'Open');
  new CfnOutput(stack, 'AdministratorArn', { value: administrator(stack).roleArn });
  return (await deploy(emulator, app)).Logging;
}
