import { GetKeyPolicyCommand, GetKeyRotationStatusCommand, DescribeKeyCommand } from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand, GetBucketOwnershipControlsCommand, GetBucketPolicyCommand, GetBucketVersioningCommand, GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { aws_kms as kms, aws_s3 as s3, CfnOutput } from 'aws-cdk-lib';
import { bucketOf, MODES, type Mode } from './modes';
import { administrator, newApp, newStack, outputHeaders } from '../apps';
import type { Caller, MiniStack } from '../ministack';
import { type Report, same } from '../report';
import { anonymous, customersKey, type Encryption, head, type Headers, read, refused, signedWithVersion2, UPLOADS } from '../requests';
import { deploy, type DeployedStack } from '../stacks';

/** Each way to encrypt by default: what stands after deployment, and what becomes of requests. */
export async function encryption(emulator: MiniStack, report: Report): Promise<void> {
  for (const mode of MODES) {
    report.begin(mode.title);
    await emulator.reset();
    const stack = await report.check('CloudFormation deploys it', () => deployed(emulator, mode));
    if (!stack) { continue; }
    await settings(report, mode, stack);
    if (mode.key === 'stack') { await keySettings(report, stack); }
    const caller = await stack.root.assume(stack.output('AdministratorArn'));
    await uploads(report, mode, stack, caller);
    await denials(report, mode, stack, caller);
  }
}

async function deployed(emulator: MiniStack, mode: Mode): Promise<DeployedStack> {
  const app = newApp();
  const stack = newStack(app, 'Mode');
  const bucket = bucketOf(mode, stack);
  outputHeaders(bucket);
  // A request that is refused has to be one that another bucket accepts.
  new s3.Bucket(stack, 'Control');
  new CfnOutput(stack, 'AdministratorArn', { value: administrator(stack).roleArn });
  new CfnOutput(stack, 'OtherKeyArn', { value: new kms.Key(stack, 'Other').keyArn });
  new CfnOutput(stack, 'KeyArn', { value: bucket.encryptionKey?.keyArn ?? 'none' });
  return (await deploy(emulator, app)).Mode;
}

/** How S3 has to say that objects are encrypted. */
function expected(mode: Mode, stack: DeployedStack, keyArn?: string): Encryption {
  const managed = `arn:aws:kms:${stack.root.region}:${stack.root.credentials.accessKeyId}:key/aws-s3`;
  return {
    algorithm: mode.algorithm,
    ...(mode.key ? { keyArn: keyArn ?? (mode.key === 'managed' ? managed : stack.output('KeyArn')) } : {}),
    ...(mode.bucketKey ? { bucketKey: true } : {}),
  };
}

async function settings(report: Report, mode: Mode, stack: DeployedStack): Promise<void> {
  const { root } = stack;
  const Bucket = stack.bucket('Data');
  await report.check('its default encryption, Bucket Key and blocked SSE-C', async () => {
    const { ServerSideEncryptionConfiguration } = await root.s3().send(new GetBucketEncryptionCommand({ Bucket }));
    same(ServerSideEncryptionConfiguration?.Rules, [{
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: mode.algorithm, ...(mode.key === 'stack' ? { KMSMasterKeyID: stack.output('KeyArn') } : {}) },
      ...(mode.bucketKey ? { BucketKeyEnabled: true } : {}),
      BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
    }]);
  });
  await report.check('no public access, no ACLs, versions', async () => {
    const { PublicAccessBlockConfiguration } = await root.s3().send(new GetPublicAccessBlockCommand({ Bucket }));
    same(PublicAccessBlockConfiguration, { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true });
    const { OwnershipControls } = await root.s3().send(new GetBucketOwnershipControlsCommand({ Bucket }));
    same(OwnershipControls?.Rules, [{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    same((await root.s3().send(new GetBucketVersioningCommand({ Bucket }))).Status, 'Enabled');
  });
  await report.check('its policy denies plain HTTP, other signatures, SSE-C, and other encryption', async () => {
    const { Policy } = await root.s3().send(new GetBucketPolicyCommand({ Bucket }));
    const { Statement } = JSON.parse(Policy!) as { Statement: { Sid: string; Effect: string; Resource: string | string[] }[] };
    const sids = Statement.map(({ Sid }) => Sid);
    const missing = ['DenyInsecureTransport', 'DenySignatureVersion2', 'DenyCustomerProvidedKeys', 'DenyOtherEncryptionAlgorithms',
      ...(mode.key === 'stack' ? ['DenyOtherEncryptionKeys'] : [])].filter((sid) => !sids.includes(sid));
    same(missing, []);
    // CloudFormation has put the bucket's name into all of them.
    same(Statement.flatMap(({ Resource }) => Resource).filter((arn) => !arn.startsWith(`arn:aws:s3:::${Bucket}`)), []);
  });
}

async function keySettings(report: Report, stack: DeployedStack): Promise<void> {
  const { kms: client } = stack.root;
  const KeyId = stack.output('KeyArn');
  await report.check('its key is rotated, enabled, and for encryption', async () => {
    same((await client.send(new GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled, true);
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    same([KeyMetadata?.KeyState, KeyMetadata?.KeySpec, KeyMetadata?.KeyUsage], ['Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT']);
  });
  await report.check('its key policy names the account, and no wildcard without conditions', async () => {
    const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' }));
    const { Statement } = JSON.parse(Policy!) as { Statement: { Principal: unknown; Condition?: object; Effect: string }[] };
    const open = Statement.filter(({ Principal, Condition, Effect }) => Effect === 'Allow' && JSON.stringify(Principal).includes('*') && !Condition);
    same(open, []);
    if (!JSON.stringify(Statement).includes(`arn:aws:iam::${stack.root.credentials.accessKeyId}:root`)) { throw new Error(`It names no account: ${Policy}`); }
  });
}

async function uploads(report: Report, mode: Mode, stack: DeployedStack, caller: Caller): Promise<void> {
  const bucket = stack.bucket('Data');
  await UPLOADS.PUT(caller, bucket, 'source');
  const headers = JSON.parse(stack.output('Headers')) as { [operation: string]: Headers };
  const should = expected(mode, stack);
  for (const [operation, upload] of Object.entries(UPLOADS)) {
    await report.check(`${operation} and GET, with the bucket's default`, async () => {
      const key = `default-${operation}`;
      same(await upload(caller, bucket, key), should);
      same(await read(caller, bucket, key, operation === 'COPY' ? 'source' : key), should);
      await head(caller, bucket, key);
    });
    await report.check(`${operation} and GET, with the headers of uploadRequest()`, async () => {
      const key = `headers-${operation}`;
      same(await upload(caller, bucket, key, headers[operation]), should);
      same(await read(caller, bucket, key, operation === 'COPY' ? 'source' : key), should);
    });
  }
}

const ALGORITHM = 'x-amz-server-side-encryption';

async function denials(report: Report, mode: Mode, stack: DeployedStack, caller: Caller): Promise<void> {
  const [bucket, control] = [stack.bucket('Data'), stack.bucket('Control')];
  await UPLOADS.PUT(caller, control, 'source');
  const otherKey = { [ALGORITHM]: mode.key ? mode.algorithm : 'aws:kms', [`${ALGORITHM}-aws-kms-key-id`]: stack.output('OtherKeyArn') };
  const requests: { [title: string]: (to: string) => Promise<unknown> } = {};
  for (const [operation, upload] of Object.entries(UPLOADS)) {
    for (const algorithm of ['AES256', 'aws:kms', 'aws:kms:dsse'].filter((other) => other !== mode.algorithm)) {
      requests[`${operation} with ${algorithm}`] = (to) => upload(caller, to, 'denied', { [ALGORITHM]: algorithm });
    }
    // Of aws/s3 nobody knows the ARN before deployment: only the algorithm is held.
    if (mode.key === 'managed') { continue; }
    requests[`${operation} with another key`] = (to) => upload(caller, to, 'denied', otherKey);
    if (mode.key) {
      requests[`${operation} with ${mode.algorithm} and no key`] = (to) => upload(caller, to, 'denied', { [ALGORITHM]: mode.algorithm });
    }
  }
  requests['PUT with SSE-C'] = (to) => UPLOADS.PUT(caller, to, 'denied', customersKey());
  requests['PUT with Signature Version 2'] = (to) => signedWithVersion2(caller, 'PUT', to, 'denied');
  requests['GET with Signature Version 2'] = (to) => signedWithVersion2(caller, 'GET', to, 'source');
  requests['PUT over plain HTTP'] = (to) => UPLOADS.PUT(caller, to, 'denied', {}, { tls: false });
  for (const [title, request] of Object.entries(requests)) {
    await report.check(`${title} is denied, and a bucket without the policy accepts it`, async () => {
      await refused(() => request(bucket));
      await request(control);
    });
  }
  for (const method of ['GET', 'PUT'] as const) {
    await report.check(`anonymous ${method} is denied`, () => refused(() => anonymous(caller, method, bucket, 'source')));
  }
}

