/**
 * What an `EncryptedBucket` costs beside an `s3.Bucket` for which somebody writes the same features out: CPU time and memory of a process
 * that creates and synthesizes N of them, resources, and bytes of the templates. Ends with what is promised, and with 1 where it does not hold.
 *
 * Measures what users get: the compiled library. Each figure is of a process of its own, the least of several, by turns.
 */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, aws_iam as iam, aws_kms as kms, RemovalPolicy, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { record } from './record';
import { EncryptedBucket } from '../lib';

process.env.CDK_VALIDATION = 'false';

const SIZES = (process.env.BENCH_SIZES ?? '10,100,1000,10000').split(',').map(Number);
const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const PER_STACK = 100;
const AT_MOST = 1.5;

const ADMINISTER = [
  'CancelKeyDeletion', 'CreateAlias', 'DeleteAlias', 'DeleteImportedKeyMaterial', 'DescribeKey', 'DisableKey', 'DisableKeyRotation', 'EnableKey',
  'EnableKeyRotation', 'GetKeyPolicy', 'GetKeyRotationStatus', 'GetParametersForImport', 'ImportKeyMaterial', 'ListGrants', 'ListKeyPolicies',
  'ListKeyRotations', 'ListResourceTags', 'PutKeyPolicy', 'ReplicateKey', 'RetireGrant', 'RevokeGrant', 'RotateKeyOnDemand', 'ScheduleKeyDeletion',
  'SynchronizeMultiRegionKey', 'TagResource', 'UntagResource', 'UpdateAlias', 'UpdateKeyDescription', 'UpdatePrimaryRegion',
].map((action) => `kms:${action}`);

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';

/** What somebody writes who knows all that an `EncryptedBucket` does. */
function writtenOut(stack: Stack, id: string): void {
  const { account, region } = stack;
  const throughS3 = { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:CallerAccount': account } };
  const principals = [new iam.AccountRootPrincipal()];
  const key = new kms.Key(stack, `${id}Key`, {
    alias: `alias/${stack.stackName}-${id}`,
    description: `Encrypts S3 objects for ${stack.stackName}/${id}`,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
    policy: new iam.PolicyDocument({
      statements: [
        new iam.PolicyStatement({ sid: 'AllowAccountToAdministerKey', principals, actions: ADMINISTER, resources: ['*'] }),
        new iam.PolicyStatement({
          sid: 'AllowUseThroughS3', principals, actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'], resources: ['*'], conditions: throughS3,
        }),
      ],
    }),
  });
  const bucket = new s3.Bucket(stack, id, {
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockedEncryptionTypes: [s3.BlockedEncryptionType.SSE_C],
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: RemovalPolicy.RETAIN,
    versioned: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
  });
  const everything = [bucket.bucketArn, bucket.arnForObjects('*')];
  const objects = [bucket.arnForObjects('*')];
  const deny = (sid: string, denied: string[], resources: string[], conditions: { [operator: string]: object }) => bucket.addToResourcePolicy(
    new iam.PolicyStatement({ sid, effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()], actions: denied, resources, conditions }));
  const uploads = ['s3:PutObject', 's3:UpdateObjectEncryption'];
  deny('DenyAnonymousRequests', ['s3:*'], everything, { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } });
  deny('DenySignatureVersion2', ['s3:*'], everything, { StringEquals: { 's3:signatureversion': 'AWS' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } });
  deny('DenyOtherEncryptionAlgorithms', uploads, objects, { Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } });
  deny('DenyOtherEncryptionKeys', uploads, objects, { Null: { [KEY_ID]: 'false' }, StringNotEquals: { [KEY_ID]: key.keyArn } });
  deny('DenyKmsWithoutKey', ['s3:PutObject'], objects, { StringEquals: { [ALGORITHM]: 'aws:kms' }, Null: { [KEY_ID]: 'true' } });
  deny('DenyCustomerProvidedKeys', ['s3:PutObject', 's3:ReplicateObject'], objects, { Null: { [`${ALGORITHM}-customer-algorithm`]: 'false' } });
}

const KINDS: { readonly [kind: string]: (stack: Stack, id: string) => unknown } = {
  EncryptedBucket: (stack, id) => new EncryptedBucket(stack, id),
  written: writtenOut,
};

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly resources: number;
  readonly bytes: number;
}

/** Creates and synthesizes: in a process of its own. */
function measure(kind: string, buckets: number): Measured {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const start = process.cpuUsage();
    const app = new App({ outdir });
    for (let first = 0; first < buckets; first += PER_STACK) {
      const stack = new Stack(app, `Stack${first / PER_STACK}`, { env: { account: '111122223333', region: 'eu-west-1' } });
      for (let i = first; i < Math.min(first + PER_STACK, buckets); i++) { KINDS[kind](stack, `Bucket${i}`); }
    }
    const { stacks } = app.synth();
    const { user, system } = process.cpuUsage(start);
    const texts = stacks.map(({ templateFullPath }) => fs.readFileSync(templateFullPath, 'utf8'));
    return {
      milliseconds: (user + system) / 1000,
      megabytes: process.resourceUsage().maxRSS / 1024,
      resources: texts.reduce((sum, text) => sum + Object.keys((JSON.parse(text) as { Resources: object }).Resources).length, 0),
      bytes: texts.reduce((sum, text) => sum + text.length, 0),
    };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

function inProcess(kind: string, buckets: number): Measured {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', __filename, kind, String(buckets)], { encoding: 'utf8' });
  if (status !== 0) { throw new Error(stderr); }
  return JSON.parse(stdout) as Measured;
}

function least(all: readonly Measured[]): Measured {
  const leastOf = (figure: 'milliseconds' | 'megabytes') => Math.min(...all.map((one) => one[figure]));
  return { ...all[0], milliseconds: leastOf('milliseconds'), megabytes: leastOf('megabytes') };
}

function main(): void {
  console.log(`EncryptedBucket beside an s3.Bucket with the same features written out, in stacks of ${PER_STACK}; the least of several processes`);
  console.log('buckets  ours ms  written ms  times  ours MB  written MB  times  resources  written  bytes/bucket  written  times');
  const rows = SIZES.map((buckets) => {
    const runs = buckets >= 10_000 ? 2 : RUNS;
    const all = Array.from({ length: runs }, () => ({
      ours: inProcess('EncryptedBucket', buckets), written: inProcess('written', buckets),
    }));
    const [ours, written] = [least(all.map((run) => run.ours)), least(all.map((run) => run.written))];
    const time = ours.milliseconds / written.milliseconds;
    const resources = [ours, written].map((one) => String(one.resources));
    const bytes = [ours, written].map((one) => (one.bytes / buckets).toFixed(0));
    console.log([
      String(buckets).padStart(7),
      ours.milliseconds.toFixed(0).padStart(7),
      written.milliseconds.toFixed(0).padStart(10),
      time.toFixed(2).padStart(5),
      ours.megabytes.toFixed(0).padStart(7),
      written.megabytes.toFixed(0).padStart(10),
      (ours.megabytes / written.megabytes).toFixed(2).padStart(5),
      resources[0].padStart(9),
      resources[1].padStart(7),
      bytes[0].padStart(12),
      bytes[1].padStart(7),
      (ours.bytes / written.bytes).toFixed(2).padStart(5),
    ].join('  '));
    return { buckets, ours, written };
  });
  record('same-features', rows);
  const promises = rows.filter(({ buckets }) => buckets >= 100).flatMap(({ buckets, ours, written }) => [
    { what: 'CPU time', figure: ours.milliseconds / written.milliseconds },
    { what: 'memory', figure: ours.megabytes / written.megabytes },
    { what: 'resources', figure: ours.resources / written.resources },
    { what: 'bytes', figure: ours.bytes / written.bytes },
  ].map((promise) => ({ ...promise, buckets })));
  for (const { what, figure, buckets } of promises) {
    console.log(`${figure <= AT_MOST ? 'holds' : 'BROKEN'}: ${buckets} buckets: at most ${AT_MOST} times the ${what} (${figure.toFixed(2)})`);
  }
  process.exitCode = promises.every(({ figure }) => figure <= AT_MOST) ? 0 : 1;
}

const [, , kind, buckets] = process.argv;
if (kind === undefined) { main(); } else { console.log(JSON.stringify(measure(kind, Number(buckets)))); }
