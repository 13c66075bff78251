import { aws_iam as iam, aws_s3 as s3, CfnOutput } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, SignatureVersion, TlsVersion } from '../../../src';
import { administrator, newApp, newStack } from '../apps';
import type { MiniStack } from '../ministack';
import type { Report } from '../report';
import { anonymous, list, read, refused, signedWithVersion2, UPLOADS } from '../requests';
import { deploy, type DeployedStack } from '../stacks';

/** Versions of TLS and of signatures, and requests without any, where a statement of somebody else would allow them. */
export async function transport(emulator: MiniStack, report: Report): Promise<void> {
  report.begin('TLS and signatures');
  await emulator.reset();
  const stack = await report.check('CloudFormation deploys the buckets', () => deployed(emulator));
  if (!stack) { return; }
  const caller = await stack.root.assume(stack.output('AdministratorArn'));
  const bucket = (id: string) => stack.bucket(id);
  for (const id of ['Control', 'Tls13', 'AllowList', 'Usual', 'Any']) { await UPLOADS.PUT(caller, bucket(id), 'stored'); }

  await report.check('TLS 1.2 is denied where 1.3 is the minimum, and elsewhere it is not', async () => {
    const old = { maximumTlsVersion: 'TLSv1.2' } as const;
    await refused(() => UPLOADS.PUT(caller, bucket('Tls13'), 'written', {}, old));
    for (const id of ['Control', 'Usual']) { await UPLOADS.PUT(caller, bucket(id), 'written', {}, old); }
  });
  await report.check('plain HTTP is denied everywhere, to the bucket itself, too', async () => {
    for (const id of ['Tls13', 'AllowList', 'Usual', 'Any']) { await refused(() => UPLOADS.PUT(caller, bucket(id), 'written', {}, { tls: false })); }
    await UPLOADS.PUT(caller, bucket('Control'), 'written', {}, { tls: false });
  });
  await report.check('Signature Version 2 is denied by the allow list and by default, and not where any is allowed', async () => {
    for (const id of ['AllowList', 'Usual']) { await refused(() => signedWithVersion2(caller, 'GET', bucket(id), 'stored')); }
    for (const id of ['Any', 'Control']) { await signedWithVersion2(caller, 'GET', bucket(id), 'stored'); }
  });
  await report.check('Signature Version 4 is allowed by the allow list', async () => {
    await read(caller, bucket('AllowList'), 'stored');
    await list(caller, bucket('AllowList'));
  });
  await report.check('an anonymous request is denied where a policy lets everybody of an address read, and without the statement it is not', async () => {
    for (const id of ['AllowList', 'Usual']) { await refused(() => anonymous(caller, 'GET', bucket(id), 'stored')); }
    await anonymous(caller, 'GET', bucket('Control'), 'stored');
  });
}

async function deployed(emulator: MiniStack): Promise<DeployedStack> {
  const app = newApp();
  const stack = newStack(app, 'Transport');
  // SSE-S3, since nobody uses a key of AWS KMS without a signature.
  const buckets: s3.Bucket[] = [
    new s3.Bucket(stack, 'Control', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL }),
    new EncryptedBucket(stack, 'Tls13', { minimumTlsVersion: TlsVersion.V1_3, defaultEncryption: DefaultEncryption.sseS3() }),
    new EncryptedBucket(stack, 'AllowList', { signatureVersion: SignatureVersion.V4_ALLOW_LIST, defaultEncryption: DefaultEncryption.sseS3() }),
    new EncryptedBucket(stack, 'Usual', { defaultEncryption: DefaultEncryption.sseS3() }),
    new EncryptedBucket(stack, 'Any', { signatureVersion: SignatureVersion.ANY, defaultEncryption: DefaultEncryption.sseS3() }),
  ];
  for (const bucket of buckets) {
    // Not public to a public access block: it is confined to an address.
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'ReadFromHere',
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:GetObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: { IpAddress: { 'aws:SourceIp': '127.0.0.1/32' } },
    }));
  }
  new CfnOutput(stack, 'AdministratorArn', { value: administrator(stack).roleArn });
  return (await deploy(emulator, app)).Transport;
}
