/**
 * What it costs to create and synthesize buckets: ours, and buckets of CDK with all mixins, beside a bucket of the L2
 * with a policy. What is looked for in the stack should not grow with the square of its buckets.
 *
 * Measures what users get: the compiled library. All in one process and one run, because seconds differ from machine
 * to machine and ratios do not. Ends with what is promised, and with 1 where a promise does not hold.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, aws_kms as kms, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, mixins } from '../lib';

process.env.CDK_VALIDATION = 'false';

const FEW = 100;
const MANY = Number(process.env.BENCH_BUCKETS ?? 500);
const RUNS = 3;

type Create = (stack: Stack, id: string, key: kms.Key) => unknown;

const KINDS: { readonly [name: string]: Create } = {
  's3.Bucket with enforceSSL': (stack, id) => new s3.Bucket(stack, id, { enforceSSL: true }),
  'EncryptedBucket': (stack, id) => new EncryptedBucket(stack, id),
  'EncryptedBucket, shared key': (stack, id, key) => new EncryptedBucket(stack, id, { defaultEncryption: DefaultEncryption.sseKms({ key }) }),
  's3.Bucket with all mixins': (stack, id, key) => new s3.Bucket(stack, id).with(...all(key)),
  's3.CfnBucket with all mixins': (stack, id, key) => new s3.CfnBucket(stack, id).with(...all(key)),
};

function all(key: kms.Key) {
  return [
    new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms({ key })),
    new mixins.BucketSseCBlocked(),
    new mixins.BucketSecureTransport(),
    new mixins.BucketSignatureVersion4(),
    new mixins.BucketUploadEncryption(),
    new mixins.BucketEncryptionGuard(),
    new mixins.BucketLegacyPolicyMigration(),
  ];
}

/** The least of several runs, because whatever else the machine does only adds to it. */
function microsecondsPerBucket(create: Create, buckets: number): number {
  const times = Array.from({ length: RUNS }, () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
    global.gc?.();
    const start = process.hrtime.bigint();
    // More than CloudFormation takes in one stack.
    const app = new App({ outdir, context: { '@aws-cdk/core:stackResourceLimit': 0 } });
    const stack = new Stack(app, 'Stack');
    const key = new kms.Key(stack, 'Key', { enableKeyRotation: true });
    for (let i = 0; i < buckets; i++) { create(stack, `Bucket${i}`, key); }
    app.synth();
    const time = Number(process.hrtime.bigint() - start) / 1e3;
    fs.rmSync(outdir, { recursive: true, force: true });
    return time / buckets;
  });
  return Math.min(...times);
}

console.log(`One stack, created and synthesized; the least of ${RUNS} runs`);
console.log(`${'bucket'.padEnd(30)}  ${`us/bucket of ${FEW}`.padStart(16)}  ${`of ${MANY}`.padStart(8)}  growth  x s3.Bucket`);
Object.values(KINDS).forEach((create) => microsecondsPerBucket(create, 10));

const [plain, ...ours] = Object.entries(KINDS).map(([name, create]) => ({
  name,
  few: microsecondsPerBucket(create, FEW),
  many: microsecondsPerBucket(create, MANY),
}));
for (const { name, few, many } of [plain, ...ours]) {
  console.log([
    name.padEnd(30),
    few.toFixed(0).padStart(16),
    many.toFixed(0).padStart(8),
    (many / few).toFixed(2).padStart(6),
    (many / plain.many).toFixed(2).padStart(11),
  ].join('  '));
}

const promises = ours.map(({ name, few, many }) => ({ name, figure: many / few }));
for (const { name, figure } of promises) {
  const promise = `${name}: from ${FEW} to ${MANY} buckets, time per bucket grows by less than double`;
  console.log(`${figure < 2 ? 'holds' : 'BROKEN'}: ${promise} (${figure.toFixed(2)})`);
}
process.exitCode = promises.every(({ figure }) => figure < 2) ? 0 : 1;
