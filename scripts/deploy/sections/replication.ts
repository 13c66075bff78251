import { DeleteRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { DeleteBucketPolicyCommand, GetBucketReplicationCommand } from '@aws-sdk/client-s3';
import { CfnOutput, type Environment } from 'aws-cdk-lib';
import { BucketReplication, DefaultEncryption, EncryptedBucket, ReplicationDestination } from '../../../src';
import { ABROAD, administrator, HOME, newApp, newStack, PARTNER } from '../apps';
import type { Caller, MiniStack } from '../ministack';
import { type Report, same } from '../report';
import { head, read, UPLOADS } from '../requests';
import { deploy, type DeployedStack } from '../stacks';

interface Case {
  readonly title: string;
  readonly there: Environment & { readonly account: string; readonly region: string };
  readonly encryption: () => DefaultEncryption;
  readonly algorithm: string;
}

const kms = { encryption: () => DefaultEncryption.sseKms(), algorithm: 'aws:kms' };
const CASES: readonly Case[] = [
  { title: 'within an account', there: HOME, ...kms },
  { title: 'to another Region', there: ABROAD, ...kms },
  { title: 'to another account', there: PARTNER, ...kms },
  { title: 'to another account, with SSE-S3', there: PARTNER, encryption: () => DefaultEncryption.sseS3(), algorithm: 'AES256' },
  { title: 'to another account, with DSSE-KMS', there: PARTNER, encryption: () => DefaultEncryption.dsseKms(), algorithm: 'aws:kms:dsse' },
];

/** Objects are replicated with the rights of the role, and encrypted with the destination's key. */
export async function replication(emulator: MiniStack, report: Report): Promise<void> {
  for (const one of CASES) {
    report.begin(`Replication ${one.title}`);
    await emulator.reset();
    const stacks = await report.check('CloudFormation deploys both sides', () => deployed(emulator, one));
    if (stacks) { await replicates(report, one, stacks); }
  }
}

async function replicates(report: Report, { algorithm, there }: Case, { source, destination }: Stacks): Promise<void> {
  const [from, to] = [source.bucket(), destination.bucket()];
  const [writer, reader] = [await source.root.assume(source.output('AdministratorArn')), await destination.root.assume(destination.output('AdministratorArn'))];
  await report.check('S3 has its rules', async () => {
    const { ReplicationConfiguration } = await source.root.s3().send(new GetBucketReplicationCommand({ Bucket: from }));
    same(ReplicationConfiguration?.Rules?.map(({ Status, Destination }) => [Status, Destination?.Bucket]), [['Enabled', `arn:aws:s3:::${to}`]]);
    same(ReplicationConfiguration?.Rules?.[0].Destination?.EncryptionConfiguration?.ReplicaKmsKeyID, algorithm === 'AES256' ? undefined : destination.output('KeyArn'));
  });
  await report.check('an object is replicated, and has the destination\'s key', async () => {
    await UPLOADS.PUT(writer, from, 'replicated');
    same(await status(writer, from, 'replicated'), 'COMPLETED');
    const { keyArn, algorithm: stored } = await read(reader, to, 'replicated');
    same([stored, keyArn], [algorithm, algorithm === 'AES256' ? undefined : destination.output('KeyArn')]);
  });
  // So what is replicated above is replicated because of these rights.
  if (there.account !== HOME.account) {
    await report.check('without the destination\'s policy nothing is replicated', async () => {
      await destination.root.s3().send(new DeleteBucketPolicyCommand({ Bucket: to }));
      await UPLOADS.PUT(writer, from, 'without-policy');
      same(await status(writer, from, 'without-policy'), 'FAILED');
    });
  }
  await report.check('without the policies of its role nothing is replicated', async () => {
    const RoleName = source.role('Replication');
    const { PolicyNames = [] } = await source.root.iam.send(new ListRolePoliciesCommand({ RoleName }));
    if (PolicyNames.length === 0) { throw new Error(`The role ${RoleName} has no policy.`); }
    for (const PolicyName of PolicyNames) { await source.root.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })); }
    await UPLOADS.PUT(writer, from, 'without-role');
    same(await status(writer, from, 'without-role'), 'FAILED');
  });
}

async function status(caller: Caller, bucket: string, key: string): Promise<string | undefined> {
  return (await head(caller, bucket, key)).ReplicationStatus;
}

interface Stacks { readonly source: DeployedStack; readonly destination: DeployedStack }

async function deployed(emulator: MiniStack, { there, encryption }: Case): Promise<Stacks> {
  const app = newApp();
  const [here, away] = [newStack(app, 'Here'), newStack(app, 'There', there)];
  const [source, destination] = [here, away].map((stack) => {
    new CfnOutput(stack, 'AdministratorArn', { value: administrator(stack).roleArn });
    const bucket = new EncryptedBucket(stack, 'Bucket', { bucketName: `replicated-${stack.node.id.toLowerCase()}`, defaultEncryption: encryption() });
    new CfnOutput(stack, 'KeyArn', { value: bucket.encryptionKey?.keyArn ?? 'none' });
    return bucket;
  });
  new BucketReplication(here, 'Replication', { source, rules: [{ destination: ReplicationDestination.bucket(destination) }] });
  const { Here, There } = await deploy(emulator, app);
  return { source: Here, destination: There };
}
