import { CfnOutput } from 'aws-cdk-lib';
import { EncryptedBucket } from '../../../src';
import { administrator, newApp, newStack } from '../apps';
import type { Caller, MiniStack } from '../ministack';
import type { Report } from '../report';
import { customersKey, refused, signedWithVersion2, UPLOADS } from '../requests';
import { deployTemplate, templatesOf, type Template } from '../stacks';

const ALGORITHM = 'x-amz-server-side-encryption';

/** Each statement that denies something, and a request that it alone denies. */
const REQUESTS: { readonly [sid: string]: (caller: Caller, bucket: string) => Promise<unknown> } = {
  DenyInsecureTransport: (caller, bucket) => UPLOADS.PUT(caller, bucket, 'key', {}, { tls: false }),
  DenySignatureVersion2: (caller, bucket) => signedWithVersion2(caller, 'PUT', bucket, 'key'),
  DenyCustomerProvidedKeys: (caller, bucket) => UPLOADS.PUT(caller, bucket, 'key', customersKey()),
  DenyOtherEncryptionAlgorithms: (caller, bucket) => UPLOADS.PUT(caller, bucket, 'key', { [ALGORITHM]: 'AES256' }),
  DenyOtherEncryptionKeys: (caller, bucket) => UPLOADS.PUT(caller, bucket, 'key', { [ALGORITHM]: 'aws:kms', [`${ALGORITHM}-aws-kms-key-id`]: 'alias/aws/s3' }),
  DenyKmsWithoutKey: (caller, bucket) => UPLOADS.PUT(caller, bucket, 'key', { [ALGORITHM]: 'aws:kms' }),
};

/** Whether these tests notice what is missing: without a statement its request is allowed, and all others are still denied. */
export async function statements(emulator: MiniStack, report: Report): Promise<void> {
  report.begin('Statements taken out one at a time');
  await emulator.reset();
  const template = whole();
  const stack = await report.check('CloudFormation deploys all of them', () => deployTemplate(emulator, template));
  if (!stack) { return; }
  const caller = await stack.root.assume(stack.output('AdministratorArn'));
  const bucket = stack.bucket();
  for (const [sid, request] of Object.entries(REQUESTS)) { await report.check(`${sid}: its request is denied`, () => refused(() => request(caller, bucket))); }
  for (const without of Object.keys(REQUESTS)) {
    await report.check(`without ${without}: its request is allowed, and no other`, async () => {
      await deployTemplate(emulator, leftOut(template, without));
      for (const [sid, request] of Object.entries(REQUESTS)) {
        if (sid === without) { await request(caller, bucket); } else { await refused(() => request(caller, bucket)); }
      }
    });
  }
}

function whole(): Template {
  const app = newApp();
  const stack = newStack(app, 'Statements');
  new EncryptedBucket(stack, 'Data');
  new CfnOutput(stack, 'AdministratorArn', { value: administrator(stack).roleArn });
  return templatesOf(app)[0];
}

/** The template without a statement of the bucket policy. S3 blocks SSE-C also of itself, which goes with its statement. */
function leftOut(template: Template, sid: string): Template {
  const body = structuredClone(template.body) as unknown as { Resources: { [id: string]: { Type: string; Properties: Properties } } };
  for (const { Type, Properties } of Object.values(body.Resources)) {
    if (Type === 'AWS::S3::BucketPolicy') {
      const { Statement } = Properties.PolicyDocument!;
      const rest = Statement.filter(({ Sid }) => Sid !== sid);
      if (rest.length !== Statement.length - 1) { throw new Error(`The policy has ${Statement.length - rest.length} statements ${sid}: ${Statement.map(({ Sid }) => Sid).join(', ')}`); }
      Properties.PolicyDocument!.Statement = rest;
    }
    if (Type === 'AWS::S3::Bucket' && sid === 'DenyCustomerProvidedKeys') {
      for (const rule of Properties.BucketEncryption!.ServerSideEncryptionConfiguration) { delete rule.BlockedEncryptionTypes; }
    }
  }
  return { ...template, body: body as unknown as Template['body'] };
}

interface Properties {
  PolicyDocument?: { Statement: { Sid: string }[] };
  BucketEncryption?: { ServerSideEncryptionConfiguration: { BlockedEncryptionTypes?: unknown }[] };
}
