import { CfnOutput } from 'aws-cdk-lib';
import { CrossAccountAccess, CrossAccountGrantee, EncryptedBucket } from '../../../src';
import { administrator, HOME, newApp, newStack, PARTNER, person } from '../apps';
import { Caller, type MiniStack } from '../ministack';
import type { Report } from '../report';
import { list, read, refused, UPLOADS } from '../requests';
import { deploy, type DeployedStack } from '../stacks';

const STRANGER = { account: '777788889999', region: HOME.region };

/** Another account has what both sides gave, and no more. */
export async function crossAccount(emulator: MiniStack, report: Report): Promise<void> {
  report.begin('Grants to other accounts');
  await emulator.reset();
  const stacks = await report.check('CloudFormation deploys both sides', () => deployed(emulator));
  if (!stacks) { return; }
  const { owner, partner, stranger } = stacks;
  const bucket = owner.bucket();
  const administrators = await owner.root.assume(owner.output('AdministratorArn'));
  const callers: { [name: string]: Caller } = {};
  for (const role of ['Application', 'Uploader', 'Bare', 'Administrator', 'Named']) { callers[role] = await partner.root.assume(partner.output(`${role}Arn`)); }
  callers.Stranger = await stranger.root.assume(stranger.output('AdministratorArn'));
  for (const key of ['outbox/stored', 'stored', 'named/stored']) { await UPLOADS.PUT(administrators, bucket, key); }

  await report.check('its application reads where both sides let it', () => read(callers.Application, bucket, 'outbox/stored'));
  await report.check('its application writes where both sides let it, and the owner reads that', async () => {
    await UPLOADS.PUT(callers.Application, bucket, 'inbox/written');
    await read(administrators, bucket, 'inbox/written');
  });
  await report.check('a role of it that may write alone uploads in parts, too', () => UPLOADS.CREATE_MULTIPART_UPLOAD(callers.Uploader, bucket, 'inbox/parts'));
  const denied: { readonly [title: string]: () => Promise<unknown> } = {
    'its application reads elsewhere': () => read(callers.Application, bucket, 'stored'),
    'its application writes what it may only read': () => UPLOADS.PUT(callers.Application, bucket, 'outbox/stored'),
    'its application reads what it may only write': () => read(callers.Application, bucket, 'inbox/written'),
    'a role of it that may write alone reads': () => read(callers.Uploader, bucket, 'outbox/stored'),
    'its application lists the bucket': () => list(callers.Application, bucket, 'inbox/'),
    'a role of it without rights of its own reads': () => read(callers.Bare, bucket, 'outbox/stored'),
    'an administrator of it reads elsewhere': () => read(callers.Administrator, bucket, 'stored'),
    'an administrator of it uploads with SSE-S3': () => UPLOADS.PUT(callers.Administrator, bucket, 'inbox/written', { 'x-amz-server-side-encryption': 'AES256' }),
    'an administrator of it reads what a role was given': () => read(callers.Administrator, bucket, 'named/stored'),
    'an administrator of a third account reads': () => read(callers.Stranger, bucket, 'outbox/stored'),
    'an administrator of a third account writes': () => UPLOADS.PUT(callers.Stranger, bucket, 'inbox/written'),
  };
  for (const [title, request] of Object.entries(denied)) { await report.check(`denied: ${title}`, () => refused(request)); }
  await report.check('an administrator of it reads where the owner lets the account', () => read(callers.Administrator, bucket, 'outbox/stored'));
  await report.check('a role that the owner names reads what was given to it', () => read(callers.Named, bucket, 'named/stored'));
}

async function deployed(emulator: MiniStack): Promise<{ readonly [side in 'owner' | 'partner' | 'stranger']: DeployedStack }> {
  const { Owner: owner } = await deploy(emulator, owners());
  const [bucketArn, keyArn] = [owner.output('BucketArn'), owner.output('KeyArn')];
  const app = newApp();
  const stack = newStack(app, 'Partner', PARTNER);
  const application = person(stack, 'Application');
  const named = person(stack, 'Named', 'named');
  CrossAccountAccess.read({ bucketArn, keyArn, objectKeyPattern: 'outbox/*' }).grantTo(application);
  CrossAccountAccess.write({ bucketArn, keyArn, objectKeyPattern: 'inbox/*' }).grantTo(application);
  CrossAccountAccess.read({ bucketArn, keyArn, objectKeyPattern: 'named/*' }).grantTo(named);
  const uploader = person(stack, 'Uploader');
  CrossAccountAccess.write({ bucketArn, keyArn, objectKeyPattern: 'inbox/*' }).grantTo(uploader);
  const roles = { Application: application, Uploader: uploader, Named: named, Bare: person(stack, 'Bare'), Administrator: administrator(stack) };
  for (const [id, role] of Object.entries(roles)) { new CfnOutput(stack, `${id}Arn`, { value: role.roleArn }); }
  const elsewhere = newStack(app, 'Stranger', STRANGER);
  new CfnOutput(elsewhere, 'AdministratorArn', { value: administrator(elsewhere).roleArn });
  const { Partner: partner, Stranger: stranger } = await deploy(emulator, app);
  return { owner, partner, stranger };
}

function owners() {
  const app = newApp();
  const stack = newStack(app, 'Owner');
  const bucket = new EncryptedBucket(stack, 'Exchange', { bucketName: 'exchange' });
  bucket.grantCrossAccountRead(CrossAccountGrantee.account(PARTNER.account), 'outbox/*');
  bucket.grantCrossAccountWrite(CrossAccountGrantee.account(PARTNER.account), 'inbox/*');
  bucket.grantCrossAccountRead(CrossAccountGrantee.role(`arn:aws:iam::${PARTNER.account}:role/named`), 'named/*');
  new CfnOutput(stack, 'AdministratorArn', { value: administrator(stack).roleArn });
  new CfnOutput(stack, 'BucketArn', { value: bucket.bucketArn });
  new CfnOutput(stack, 'KeyArn', { value: bucket.encryptionKey!.keyArn });
  return app;
}
