/**
 * What it costs to import the library, and what the checks add to a `cdk synth` of ten buckets: CPU time of whole processes,
 * each the least of several, with and without it by turns.
 */
import { spawnSync } from 'child_process';
import * as path from 'path';
import { record } from './record';

const RUNS = Number(process.env.BENCH_RUNS ?? 9);
const LIB = JSON.stringify(path.join(__dirname, '..', 'lib'));

const CDK = "const cdk = require('aws-cdk-lib'); cdk.aws_s3.Bucket; cdk.aws_kms.Key; cdk.aws_iam.Role;";
const APP = `process.env.CDK_VALIDATION = 'false'; ${CDK}
  const app = new cdk.App();
  const stack = new cdk.Stack(app, 'Stack');
  for (let i = 0; i < 10; i++) {
    new cdk.aws_s3.Bucket(stack, 'Bucket' + i, { enforceSSL: true, encryptionKey: new cdk.aws_kms.Key(stack, 'Key' + i, { enableKeyRotation: true }) });
  }`;
const ENCRYPTED_BUCKET = `new (require(${LIB}).EncryptedBucket)(new cdk.Stack(new cdk.App(), 'Stack'), 'Bucket');`;
const L2_BUCKET = "new cdk.aws_s3.Bucket(new cdk.Stack(new cdk.App(), 'Stack'), 'Bucket', { enforceSSL: true, encryption: cdk.aws_s3.BucketEncryption.KMS });";
const CHECKS = `const checks = require(${LIB}); cdk.Validations.of(app).addPlugins(new checks.S3EncryptionChecks(app));`;

interface Comparison {
  readonly what: string;
  readonly without: string;
  readonly with: string;
  /** Milliseconds that are promised. */
  readonly atMost?: number;
}

const COMPARISONS: readonly Comparison[] = [
  { what: 'require() of the library over aws-cdk-lib with S3, KMS and IAM', without: CDK, with: `${CDK} require(${LIB});`, atMost: 60 },
  { what: 'everything that the library exports', without: CDK, with: `${CDK} const all = require(${LIB}); for (const name of Object.keys(all)) { all[name]; }` },
  { what: 'an EncryptedBucket, compared with an s3.Bucket with a key', without: CDK + L2_BUCKET, with: CDK + ENCRYPTED_BUCKET },
  { what: 'the checks in the synthesis of ten buckets', without: `${APP} app.synth();`, with: `${APP} ${CHECKS} app.synth();`, atMost: 150 },
];

/** Of a process: user and system time, in milliseconds. */
function cpu(script: string): number {
  const code = `${script}; const { user, system } = process.cpuUsage(); require('fs').writeSync(3, String((user + system) / 1000));`;
  const { status, output, stderr } = spawnSync(process.execPath, ['-e', code], {
    cwd: path.join(__dirname, '..'), encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) { throw new Error(stderr); }
  return Number(output[3]);
}

console.log(`CPU time; the least of ${RUNS} processes each`);
let holds = true;
const figures: { what: string; added: number; to: number }[] = [];
for (const { what, without, with: withIt, atMost } of COMPARISONS) {
  const times: { without: number; with: number }[] = [];
  for (let i = 0; i < RUNS; i++) { times.push({ without: cpu(without), with: cpu(withIt) }); }
  const [least, most] = [Math.min(...times.map((time) => time.without)), Math.min(...times.map((time) => time.with))];
  const kept = atMost === undefined || most - least <= atMost;
  holds &&= kept;
  figures.push({ what, added: most - least, to: least });
  console.log(`${atMost === undefined ? '' : kept ? 'holds: ' : 'BROKEN: '}${what}: +${(most - least).toFixed(0)} ms to ${least.toFixed(0)} ms, ${(most / least).toFixed(2)} times`
    + (atMost === undefined ? '' : ` (at most ${atMost} ms)`));
}
record('import', figures);
process.exitCode = holds ? 0 : 1;
