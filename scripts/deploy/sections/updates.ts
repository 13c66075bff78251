import { GetBucketLoggingCommand } from '@aws-sdk/client-s3';
import { CfnOutput, type Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, EncryptionKey, LogBucket, TlsVersion, UploadEncryption } from '../../../src';
import { administrator, newApp, newStack, person } from '../apps';
import type { Caller, MiniStack } from '../ministack';
import { type Report, same } from '../report';
import { read, refused, UPLOADS } from '../requests';
import { deploy, type DeployedStack } from '../stacks';

/** What a deployment changes leaves buckets, keys and objects where they are. */
export async function updates(emulator: MiniStack, report: Report): Promise<void> {
  await options(emulator, report);
  await keyChange(emulator, report);
}

const ALGORITHM = 'x-amz-server-side-encryption';
const KEY_ID = `${ALGORITHM}-aws-kms-key-id`;

async function options(emulator: MiniStack, report: Report): Promise<void> {
  report.begin('Updates of options');
  await emulator.reset();
  const before = await report.check('CloudFormation deploys a bucket', () => deployBucket(emulator, () => ({})));
  if (!before) { return; }
  const bucket = before.bucket('Data');
  const owner = await ownerOf(before);
  await UPLOADS.PUT(owner, bucket, 'stored');
  const changes: { readonly [title: string]: (stack: Stack) => EncryptedBucketProps } = {
    'TLS 1.3': () => ({ minimumTlsVersion: TlsVersion.V1_3 }),
    'access logs': (stack) => ({ accessLogs: { bucket: new LogBucket(stack, 'Logs'), prefix: 'data/' } }),
    'no Bucket Key': () => ({ defaultEncryption: DefaultEncryption.sseKms({ bucketKey: false }) }),
    'any upload': () => ({ uploadEncryption: UploadEncryption.any() }),
    'DSSE-KMS': () => ({ defaultEncryption: DefaultEncryption.dsseKms() }),
    'nothing of it any more': () => ({}),
  };
  for (const [title, props] of Object.entries(changes)) {
    await report.check(`${title}: bucket, key and objects stay`, async () => {
      const after = await deployBucket(emulator, props);
      for (const [logicalId, id] of Object.entries(before.lasting)) { same(after.lasting[logicalId], id); }
      await read(owner, bucket, 'stored');
      await UPLOADS.PUT(owner, bucket, 'written');
      await read(owner, bucket, 'written');
    });
    if (title === 'access logs') {
      await report.check('the bucket logs where it should', async () => {
        const { LoggingEnabled } = await before.root.s3().send(new GetBucketLoggingCommand({ Bucket: bucket }));
        same(LoggingEnabled?.TargetPrefix, 'data/');
      });
    }
    if (title === 'any upload') {
      await report.check('what was denied before is allowed', async () => { same((await UPLOADS.PUT(owner, bucket, 'any', { [ALGORITHM]: 'AES256' })).algorithm, 'AES256'); });
    }
  }
  await report.check('what was allowed is denied again', () => refused(() => UPLOADS.PUT(owner, bucket, 'any', { [ALGORITHM]: 'AES256' })));
}

async function deployBucket(emulator: MiniStack, props: (stack: Stack) => EncryptedBucketProps): Promise<DeployedStack> {
  const app = newApp();
  const stack = newStack(app, 'Options');
  new EncryptedBucket(stack, 'Data', props(stack));
  new CfnOutput(stack, 'AdministratorArn', { value: administrator(stack).roleArn });
  return (await deploy(emulator, app)).Options;
}

async function ownerOf(stack: DeployedStack): Promise<Caller> { return stack.root.assume(stack.output('AdministratorArn')); }

type Step = 'former' | 'former, next accepted' | 'next, former accepted' | 'next';

async function keyChange(emulator: MiniStack, report: Report): Promise<void> {
  report.begin('Change of the key');
  await emulator.reset();
  const before = await report.check('CloudFormation deploys a bucket with the former key', () => deployStep(emulator, 'former'));
  if (!before) { return; }
  const bucket = before.bucket('Data');
  const application = await before.root.assume(before.output('ApplicationArn'));
  await UPLOADS.PUT(application, bucket, 'stored');
  const named = (keyArn: string) => ({ [ALGORITHM]: 'aws:kms', [KEY_ID]: keyArn, [`${ALGORITHM}-bucket-key-enabled`]: 'true' });
  const steps: readonly { readonly step: Step; readonly key: 'former' | 'next'; readonly accepted: readonly string[] }[] = [
    { step: 'former', key: 'former', accepted: ['former'] },
    { step: 'former, next accepted', key: 'former', accepted: ['former', 'next'] },
    { step: 'next, former accepted', key: 'next', accepted: ['former', 'next'] },
    { step: 'next', key: 'next', accepted: ['next'] },
  ];
  for (const { step, key, accepted } of steps) {
    const stack = step === 'former' ? before : await report.check(`${step}: CloudFormation replaces nothing`, async () => {
      const after = await deployStep(emulator, step);
      same(after.lasting, before.lasting);
      return after;
    });
    if (!stack) { continue; }
    const arns: { readonly [name: string]: string } = { former: stack.output('FormerArn'), next: stack.output('NextArn') };
    await report.check(`${step}: an upload that says nothing gets the ${key} key`, async () => {
      same((await UPLOADS.PUT(application, bucket, `written-${key}`)).keyArn, arns[key]);
      await read(application, bucket, `written-${key}`);
    });
    for (const name of ['former', 'next']) {
      const upload = () => UPLOADS.PUT(application, bucket, 'named', named(arns[name]));
      if (accepted.includes(name)) {
        await report.check(`${step}: an upload that names the ${name} key is allowed`, upload);
      } else {
        await report.check(`${step}: an upload that names the ${name} key is denied`, () => refused(upload));
      }
    }
    if (accepted.includes('former')) { await report.check(`${step}: what was stored before is read`, () => read(application, bucket, 'stored')); }
  }
}

async function deployStep(emulator: MiniStack, step: Step): Promise<DeployedStack> {
  const app = newApp();
  const stack = newStack(app, 'KeyChange');
  const [former, next] = [new EncryptionKey(stack, 'Former'), new EncryptionKey(stack, 'Next')];
  const acceptedKeys = { 'former': [], 'former, next accepted': [next], 'next, former accepted': [former], 'next': [] }[step];
  const bucket = new EncryptedBucket(stack, 'Data', {
    defaultEncryption: DefaultEncryption.sseKms({ key: step.startsWith('former') ? former : next }),
    uploadEncryption: acceptedKeys.length > 0 ? UploadEncryption.bucketDefault({ acceptedKeys }) : undefined,
  });
  const application = person(stack, 'Application');
  bucket.grantReadWrite(application);
  const outputs = { ApplicationArn: application.roleArn, FormerArn: former.keyArn, NextArn: next.keyArn };
  for (const [id, value] of Object.entries(outputs)) { new CfnOutput(stack, id, { value }); }
  return (await deploy(emulator, app)).KeyChange;
}
