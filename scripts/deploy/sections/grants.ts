import { DecryptCommand, EncryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { PutBucketEncryptionCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { aws_iam as iam, aws_kms as kms, CfnOutput } from 'aws-cdk-lib';
import { bucketOf, type Mode, MODES } from './modes';
import { DefaultEncryption, EncryptedBucket } from '../../../src';
import { administrator, newApp, newStack, person } from '../apps';
import type { Caller, MiniStack } from '../ministack';
import type { Report } from '../report';
import { list, read, refused, remove, UPLOADS } from '../requests';
import { deploy, type DeployedStack } from '../stacks';

type Request = (caller: Caller, bucket: string) => Promise<unknown>;

/** What somebody may try. `stored` and `reports/stored` stand before. */
const REQUESTS: { readonly [title: string]: Request } = {
  'GET': (caller, bucket) => read(caller, bucket, 'stored'),
  'GET below reports/': (caller, bucket) => read(caller, bucket, 'reports/stored'),
  'LIST': (caller, bucket) => list(caller, bucket),
  'PUT': (caller, bucket) => UPLOADS.PUT(caller, bucket, 'written'),
  'multipart upload': (caller, bucket) => UPLOADS.CREATE_MULTIPART_UPLOAD(caller, bucket, 'written'),
  'DELETE': (caller, bucket) => remove(caller, bucket, 'written'),
  'change of the bucket policy': (caller, bucket) => caller.s3().send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: '{"Version":"2012-10-17","Statement":[]}' })),
  'change of the default encryption': (caller, bucket) => caller.s3().send(new PutBucketEncryptionCommand({
    Bucket: bucket, ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
  })),
};

/** Roles by what grants gave them, and what they may do: all else is denied. */
const ALLOWED: { readonly [role: string]: readonly string[] } = {
  Reader: ['GET', 'GET below reports/', 'LIST'],
  ReaderOfReports: ['GET below reports/', 'LIST'],
  Writer: ['PUT', 'multipart upload'],
  ReaderAndWriter: ['GET', 'GET below reports/', 'LIST', 'PUT', 'multipart upload', 'DELETE'],
  Nobody: [],
};

/** Roles have exactly the rights that grants gave them. */
export async function grants(emulator: MiniStack, report: Report): Promise<void> {
  for (const mode of MODES.filter(({ title }) => ['SSE-S3', 'SSE-KMS', 'SSE-KMS without a Bucket Key', 'DSSE-KMS'].includes(title))) {
    report.begin(`Grants with ${mode.title}`);
    await emulator.reset();
    const stack = await report.check('CloudFormation deploys them', () => deployed(emulator, mode));
    if (!stack) { continue; }
    const bucket = stack.bucket('Data');
    const owner = await stack.root.assume(stack.output('AdministratorArn'));
    for (const key of ['stored', 'reports/stored']) { await UPLOADS.PUT(owner, bucket, key); }
    for (const [role, allowed] of Object.entries(ALLOWED)) {
      const caller = await stack.root.assume(stack.output(`${role}Arn`));
      for (const [title, request] of Object.entries(REQUESTS)) {
        if (allowed.includes(title)) {
          await report.check(`${role}: ${title} is allowed`, () => request(caller, bucket));
        } else {
          await report.check(`${role}: ${title} is denied`, () => refused(() => request(caller, bucket)));
        }
      }
      if (mode.key) { await keyAlone(report, stack, role, caller); }
    }
    await withoutKey(report, mode, stack);
    if (mode.key) {
      // Rights on everything do not help: this is the key policy's own lock.
      await keyAlone(report, stack, 'Administrator', owner);
      await grantsOnPlainKey(report, stack, owner);
    }
  }
}

async function deployed(emulator: MiniStack, mode: Mode): Promise<DeployedStack> {
  const app = newApp();
  const stack = newStack(app, 'Grants');
  const bucket = bucketOf(mode, stack);
  const roles = Object.fromEntries([...Object.keys(ALLOWED), 'WithoutKey', 'UserOfKey', 'ReaderOfGivenKey'].map((id) => [id, person(stack, id)]));
  bucket.grantRead(roles.Reader);
  bucket.grantRead(roles.ReaderOfReports, 'reports/*');
  bucket.grantPut(roles.Writer);
  bucket.grantReadWrite(roles.ReaderAndWriter);
  roles.WithoutKey.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: [bucket.arnForObjects('*')] }));
  const plain = new kms.Key(stack, 'Plain');
  plain.grantEncryptDecrypt(roles.UserOfKey);
  new EncryptedBucket(stack, 'GivenKey', { defaultEncryption: DefaultEncryption.sseKms({ key: plain }) }).grantRead(roles.ReaderOfGivenKey);
  for (const [id, role] of Object.entries({ ...roles, Administrator: administrator(stack) })) { new CfnOutput(stack, `${id}Arn`, { value: role.roleArn }); }
  new CfnOutput(stack, 'KeyArn', { value: bucket.encryptionKey?.keyArn ?? 'none' });
  new CfnOutput(stack, 'PlainKeyArn', { value: plain.keyArn });
  return (await deploy(emulator, app)).Grants;
}

/** The key works through S3 only, also for those who may read and write. */
async function keyAlone(report: Report, stack: DeployedStack, role: string, caller: Caller): Promise<void> {
  await report.check(`${role}: the key cannot be used but through S3`, () => notUsedDirectly(stack, caller, stack.output('KeyArn'), 'Data'));
}

async function notUsedDirectly(stack: DeployedStack, caller: Caller, KeyId: string, bucket: string): Promise<void> {
  const EncryptionContext = { 'aws:s3:arn': `arn:aws:s3:::${stack.bucket(bucket)}` };
  await refused(() => caller.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext })));
  const { CiphertextBlob } = await stack.root.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('secret'), EncryptionContext }));
  await refused(() => caller.kms.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionContext })));
}

/** Rights on S3 alone: enough for SSE-S3, and for nothing that has a key of AWS KMS. So S3 asks AWS KMS for those above. */
async function withoutKey(report: Report, mode: Mode, stack: DeployedStack): Promise<void> {
  const caller = await stack.root.assume(stack.output('WithoutKeyArn'));
  const bucket = stack.bucket('Data');
  for (const title of ['GET', 'PUT']) {
    if (mode.key) {
      await report.check(`a role with rights on S3 alone: ${title} is denied`, () => refused(() => REQUESTS[title](caller, bucket)));
    } else {
      await report.check(`a role with rights on S3 alone: ${title} is allowed`, () => REQUESTS[title](caller, bucket));
    }
  }
}

/** A key of AWS CDK has no such lock: a bucket's grant has one of its own, and a grant of CDK on the key has none. */
async function grantsOnPlainKey(report: Report, stack: DeployedStack, owner: Caller): Promise<void> {
  const KeyId = stack.output('PlainKeyArn');
  const bucket = stack.bucket('GivenKey');
  await report.check('a grant on a bucket with a key of AWS CDK gives the key through S3 only', async () => {
    const caller = await stack.root.assume(stack.output('ReaderOfGivenKeyArn'));
    await UPLOADS.PUT(owner, bucket, 'stored');
    await read(caller, bucket, 'stored');
    await notUsedDirectly(stack, caller, KeyId, 'GivenKey');
  });
  await report.check('a grant on the key alone gives it without S3', async () => {
    const caller = await stack.root.assume(stack.output('UserOfKeyArn'));
    const { CiphertextBlob } = await caller.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' }));
    await caller.kms.send(new DecryptCommand({ KeyId, CiphertextBlob }));
  });
}
