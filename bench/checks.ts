/**
 * What the checks cost: our whole catalogue over an app, beside the bare parsing of the same templates, and beside a
 * cdk-nag pack of its rules for S3 and for the rotation of KMS keys.
 *
 * Measures what users get: the compiled library.
 *
 * All in one process and one run, because seconds differ from machine to machine and ratios do not. Every figure is
 * CPU time, and the least of several runs, because whatever else the machine does only adds to it; best on an idle
 * machine. What a first run in a process takes, before anything is compiled, is printed beside it. Ends with what is
 * promised of the checks, and with 1 where a promise does not hold.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, aws_kms as kms, aws_s3 as s3, type CfnResource, Stack } from 'aws-cdk-lib';
import { NagMessageLevel, NagPack, rules } from 'cdk-nag';
import { mainThreadMilliseconds } from './cpu-time';
import { record } from './record';
import { DefaultEncryption, EncryptedBucket, RuleSet } from '../lib';
import { App as Templates } from '../lib/template';
import { Posture } from '../lib/validation/posture';

process.env.CDK_VALIDATION = 'false';

const SIZES = (process.env.BENCH_SIZES ?? '100,1000,3000,10000').split(',').map(Number);
const STACK_SIZES = [100, 240];
const LARGEST_FOR_NAG = Number(process.env.BENCH_NAG_BUCKETS ?? 3_000);
const RUNS = 9;
const NAG_RUNS = 2;
/** The system counts CPU time in steps of some milliseconds. */
const LEAST_MILLISECONDS = 40;

/** The rules of cdk-nag that judge what ours judge. */
class S3Pack extends NagPack {
  public readonly name = 'S3Pack';

  constructor() {
    super();
    this.packName = 'S3';
  }

  protected checkResource(node: CfnResource): void {
    const all = { ...rules.s3, KMSBackingKeyRotationEnabled: rules.kms.KMSBackingKeyRotationEnabled };
    for (const [name, rule] of Object.entries(all)) {
      this.applyRule({ ruleSuffixOverride: name, info: name, explanation: '', level: NagMessageLevel.ERROR, rule, node });
    }
  }
}

/** Half ours, half of the L2, a shared key in every stack: as apps have them. */
function synthesized(buckets: number, perStack: number): { app: App; texts: string[] } {
  const app = new App({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'bench-')) });
  for (let first = 0; first < buckets; first += perStack) {
    const stack = new Stack(app, `Stack${first / perStack}`);
    const key = new kms.Key(stack, 'Key', { enableKeyRotation: true });
    for (let i = first; i < Math.min(first + perStack, buckets); i++) {
      if (i % 2 === 0) {
        new EncryptedBucket(stack, `Bucket${i}`, { defaultEncryption: DefaultEncryption.sseKms({ key }) });
      } else {
        new s3.Bucket(stack, `Bucket${i}`, { encryptionKey: key, bucketKeyEnabled: true, enforceSSL: true, minimumTLSVersion: 1.2 });
      }
    }
  }
  const assembly = app.synth();
  const texts = assembly.stacks.map((stack) => fs.readFileSync(stack.templateFullPath, 'utf8'));
  fs.rmSync(app.outdir, { recursive: true, force: true });
  return { app, texts };
}

/**
 * What a piece of work takes: the least of several runs.
 *
 * No garbage is collected by force between them: V8 then throws away what it has compiled for maps that nothing uses any
 * more, which the maps of parsed templates are.
 */
function milliseconds(work: () => unknown, runs = RUNS): number {
  const times = Array.from({ length: runs }, () => {
    const start = mainThreadMilliseconds();
    let passed = 0;
    let count = 0;
    do {
      work();
      count++;
      passed = mainThreadMilliseconds() - start;
    } while (passed < LEAST_MILLISECONDS);
    return passed / count;
  });
  return Math.min(...times);
}

const ruleSet = RuleSet.strict();
const strict = (texts: readonly string[]) =>
  ruleSet._judge(Posture.of(Templates.of(texts.map((text, i) => ({ name: `Stack${i}`, json: JSON.parse(text), environment: { partition: 'aws' } })))));

console.log(`${ruleSet.ruleNames.length} rules beside ${Object.keys(rules.s3).length + 1} of cdk-nag; the least of ${RUNS} runs, of cdk-nag of ${NAG_RUNS}`);
{
  const { app, texts } = synthesized(3_000, 100);
  const [parse, whole, nag] = [() => texts.map((text) => JSON.parse(text) as unknown), () => strict(texts), () => new S3Pack().validateScope(app)]
    .map((work) => milliseconds(work, 1));
  console.log(`3000 buckets in stacks of 100, first run: ${((whole - parse) / parse).toFixed(2)} times JSON.parse, cdk-nag pack / ours ${(nag / (whole - parse)).toFixed(0)}`);
}
console.log('buckets  per stack  templates  JSON.parse  whole catalogue  of it rules  x JSON.parse  us/bucket  heap MB  cdk-nag pack  nag / ours');

interface Measured {
  readonly buckets: number;
  readonly perStack: number;
  readonly timesParse: number;
  readonly nagTimesOurs: number | undefined;
  readonly perBucket: number;
}

const measured: Measured[] = [];
for (const perStack of STACK_SIZES) {
  for (const buckets of SIZES) {
    const { app, texts } = synthesized(buckets, perStack);
    const parse = milliseconds(() => texts.map((text) => JSON.parse(text) as unknown));
    const whole = milliseconds(() => strict(texts));
    const engine = whole - parse;
    const before = heap();
    const kept = strict(texts);
    const memory = heap() - before;
    const nag = buckets <= LARGEST_FOR_NAG ? milliseconds(() => new S3Pack().validateScope(app), NAG_RUNS) : undefined;
    measured.push({ buckets, perStack, timesParse: engine / parse, nagTimesOurs: nag && nag / engine, perBucket: engine / buckets });
    console.log([
      String(buckets).padStart(7),
      String(perStack).padStart(9),
      `${(texts.reduce((sum, text) => sum + text.length, 0) / 1e6).toFixed(1)} MB`.padStart(9),
      `${parse.toFixed(1)} ms`.padStart(10),
      `${whole.toFixed(1)} ms`.padStart(15),
      `${engine.toFixed(1)} ms`.padStart(11),
      (engine / parse).toFixed(2).padStart(12),
      ((engine / buckets) * 1000).toFixed(1).padStart(9),
      memory.toFixed(0).padStart(7),
      (nag === undefined ? '-' : `${nag.toFixed(0)} ms`).padStart(12),
      (nag === undefined ? '-' : (nag / engine).toFixed(0)).padStart(10),
    ].join('  '));
    if (kept.length === 0) { throw new Error('The rules found nothing in buckets of the L2: this measures nothing.'); }
  }
}

record('checks', measured);

const promises = STACK_SIZES.flatMap((perStack) => {
  const rows = measured.filter((row) => row.perStack === perStack);
  const at3000 = rows.find(({ buckets }) => buckets === 3_000);
  const [least, most] = [rows[0], rows[rows.length - 1]];
  return [
    ...(at3000 ? [
      { promise: `3000 buckets in stacks of ${perStack}: at most 5 times JSON.parse`, figure: at3000.timesParse, holds: at3000.timesParse <= 5 },
      ...(at3000.nagTimesOurs === undefined ? [] : [{
        promise: `3000 buckets in stacks of ${perStack}: at most a thirtieth of the cdk-nag pack`,
        figure: at3000.nagTimesOurs,
        holds: at3000.nagTimesOurs >= 30,
      }]),
    ] : []),
    {
      promise: `from ${least.buckets} to ${most.buckets} buckets in stacks of ${perStack}: time per bucket grows by less than a quarter`,
      figure: most.perBucket / least.perBucket,
      holds: most.perBucket / least.perBucket < 1.25,
    },
  ];
});
for (const { promise, figure, holds } of promises) { console.log(`${holds ? 'holds' : 'BROKEN'}: ${promise} (${figure.toFixed(2)})`); }
process.exitCode = promises.every(({ holds }) => holds) ? 0 : 1;

function heap(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
