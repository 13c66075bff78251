import { GetBucketPolicyCommand, PutBucketEncryptionCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { CfnOutput } from 'aws-cdk-lib';
import { EncryptedBucket, EncryptionKey, UploadEncryption } from '../../../src';
import { administrator, newApp, newStack, outputHeaders } from '../apps';
import type { Caller, MiniStack } from '../ministack';
import type { Report } from '../report';
import { type Headers, read, refused, UPLOADS } from '../requests';
import { deploy, type DeployedStack } from '../stacks';

/** Who may change a bucket's encryption, and keys that demand encryption context. */
export async function administration(emulator: MiniStack, report: Report): Promise<void> {
  report.begin('Administrators and encryption context');
  await emulator.reset();
  const stack = await report.check('CloudFormation deploys the buckets', () => deployed(emulator));
  if (!stack) { return; }
  const callers: { [role: string]: Caller } = {};
  for (const role of ['Administrator', 'Security']) { callers[role] = await stack.root.assume(stack.output(`${role}Arn`)); }
  await guard(report, stack, callers);
  await context(report, stack, callers.Administrator);
}

async function guard(report: Report, stack: DeployedStack, { Administrator, Security }: { [role: string]: Caller }): Promise<void> {
  const [guarded, open] = [stack.bucket('Guarded'), stack.bucket('Ledgers')];
  const changes: { readonly [title: string]: (caller: Caller, Bucket: string) => Promise<unknown> } = {
    'the default encryption': (caller, Bucket) => caller.s3().send(new PutBucketEncryptionCommand({
      Bucket, ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
    })),
    // As it stands, so that the guard is still there for what follows.
    'the bucket policy': async (caller, Bucket) => {
      const { Policy } = await stack.root.s3().send(new GetBucketPolicyCommand({ Bucket }));
      await caller.s3().send(new PutBucketPolicyCommand({ Bucket, Policy }));
    },
  };
  for (const [title, change] of Object.entries(changes)) {
    await report.check(`an administrator who is none of the encryption cannot change ${title}, and of a bucket without the guard can`, async () => {
      await refused(() => change(Administrator, guarded));
      await change(Administrator, open);
    });
    await report.check(`an encryption administrator can change ${title}`, () => change(Security, guarded));
  }
}

async function context(report: Report, stack: DeployedStack, caller: Caller): Promise<void> {
  const bucket = stack.bucket('Ledgers');
  const headers = (id: string) => (JSON.parse(stack.output(id)) as { readonly PUT: Headers }).PUT;
  await report.check('an upload with the context that the key demands is stored, and read', async () => {
    await UPLOADS.PUT(caller, bucket, 'ledger', headers('WithContext'));
    await read(caller, bucket, 'ledger');
  });
  await report.check('an upload without it is denied', async () => {
    const { 'x-amz-server-side-encryption-context': _, ...rest } = headers('WithContext');
    await refused(() => UPLOADS.PUT(caller, bucket, 'ledger', rest));
  });
  await report.check('an upload with another is denied', () => refused(() => UPLOADS.PUT(caller, bucket, 'ledger', {
    ...headers('WithContext'), 'x-amz-server-side-encryption-context': Buffer.from('{"department":"sales"}').toString('base64'),
  })));
}

async function deployed(emulator: MiniStack): Promise<DeployedStack> {
  const app = newApp();
  const stack = newStack(app, 'Administration');
  const security = administrator(stack, 'Security');
  new EncryptedBucket(stack, 'Guarded', { encryptionAdministrators: [security] });
  const key = new EncryptionKey(stack, 'Finance', { requiredEncryptionContext: { department: 'finance' } });
  const ledgers = new EncryptedBucket(stack, 'Ledgers', { uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [key] }) });
  outputHeaders(ledgers, 'WithContext', { key, encryptionContext: { department: 'finance' } });
  new CfnOutput(stack, 'AdministratorArn', { value: administrator(stack).roleArn });
  new CfnOutput(stack, 'SecurityArn', { value: security.roleArn });
  return (await deploy(emulator, app)).Administration;
}
