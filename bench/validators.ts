/**
 * What the checks cost beside other validators on the same templates: CPU time of whole processes, as a pipeline runs them.
 *
 * cdk-nag has no program: its time is that of its packs alone, on the constructs. cfn-lint and checkov come from PyPI, into the virtual environments of `npm run test:third-party`; cfn-guard is the program within `@cdklabs/cdk-validator-cfnguard`, with
 * AWS Control Tower's rules for S3 and KMS. What is not on this machine is listed as not measured.
 */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, aws_kms as kms, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { mainThreadMilliseconds } from './cpu-time';
import { record } from './record';
import { DefaultEncryption, EncryptedBucket } from '../lib';
import { Missing } from '../scripts/third-party/finding';
import { CFN_LINT, CHECKOV } from '../scripts/third-party/programs';
import { folderOfPackage } from '../scripts/third-party/validators/package-version';

process.env.CDK_VALIDATION = 'false';

const SIZES = (process.env.BENCH_SIZES ?? '100,1000').split(',').map(Number);
const RUNS = Number(process.env.BENCH_RUNS ?? 3);
const PER_STACK = 100;
/** It takes minutes for a hundred buckets. */
const LARGEST_FOR_GUARD = 100;
const ROOT = path.join(__dirname, '..');

/** Half ours, half of the L2, a shared key in every stack, as apps have them. */
function synthesized(buckets: number): App {
  const app = new App({ outdir: fs.mkdtempSync(path.join(os.tmpdir(), 'bench-')) });
  for (let first = 0; first < buckets; first += PER_STACK) {
    const stack = new Stack(app, `Stack${first / PER_STACK}`);
    const key = new kms.Key(stack, 'Key', { enableKeyRotation: true });
    for (let i = first; i < Math.min(first + PER_STACK, buckets); i++) {
      if (i % 2 === 0) {
        new EncryptedBucket(stack, `Bucket${i}`, { defaultEncryption: DefaultEncryption.sseKms({ key }) });
      } else {
        new s3.Bucket(stack, `Bucket${i}`, { encryptionKey: key, bucketKeyEnabled: true, enforceSSL: true, minimumTLSVersion: 1.2 });
      }
    }
  }
  app.synth();
  return app;
}

/** CPU time of a process and of what it starts, in milliseconds; the shell counts it. */
function processTime(command: string, args: readonly string[]): number {
  const { stdout } = spawnSync('sh', ['-c', '"$0" "$@" > /dev/null 2>&1; times', command, ...args], { encoding: 'utf8' });
  const [, ofChildren = ''] = stdout.trim().split('\n');
  const seconds = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest));
  return seconds.reduce((sum, one) => sum + one, 0) * 1000;
}

interface Comparison {
  readonly name: string;
  readonly what: string;
  /** @default - any number of buckets, as often as the others */
  readonly slow?: true;
  milliseconds(app: App, templates: readonly string[]): number;
}

const guard = folderOfPackage('@cdklabs/cdk-validator-cfnguard');
const guardProgram = path.join(guard, 'bin', os.platform() === 'darwin' ? 'macos' : 'ubuntu', os.arch() === 'arm64' ? 'aarch64' : 'x86_64', 'cfn-guard');
const guardRules = ['s3', 'keymanagementservice'].map((folder) => path.join(guard, 'rules', 'control-tower', 'cfn-guard', folder));

const COMPARISONS: readonly Comparison[] = [
  {
    name: 'cdk-s3-encryption',
    what: 'the CLI, all rules',
    milliseconds: (app) => processTime(process.execPath, [path.join(ROOT, 'bin', 'cdk-s3-encryption'), 'check', app.outdir]),
  },
  {
    name: 'cdk-nag',
    what: 'its four packs',
    milliseconds: (app) => {
      const start = mainThreadMilliseconds();
      for (const Pack of [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks]) { new Pack().validateScope(app); }
      return mainThreadMilliseconds() - start;
    },
  },
  {
    name: 'cfn-guard',
    what: 'Control Tower\'s rules for S3 and KMS',
    slow: true,
    milliseconds: (_, templates) => {
      if (!fs.existsSync(guardProgram)) { throw new Missing('no program for this platform'); }
      return processTime(guardProgram, ['validate', ...templates.flatMap((file) => ['--data', file]), ...guardRules.flatMap((folder) => ['--rules', folder])]);
    },
  },
  { name: 'cfn-lint', what: 'its default rules', milliseconds: (_, templates) => processTime(CFN_LINT.executable(), ['--', ...templates]) },
  {
    name: 'checkov',
    what: 'its rules for CloudFormation',
    milliseconds: (_, templates) => processTime(CHECKOV.executable(), ['--framework', 'cloudformation', '--quiet', '--compact', '--skip-download', '--file', ...templates]),
  },
];

console.log(`CPU time, the least of ${RUNS} runs; buckets in stacks of ${PER_STACK}`);
const rows = SIZES.map((buckets) => {
  const app = synthesized(buckets);
  try {
    const templates = fs.readdirSync(app.outdir).filter((file) => file.endsWith('.template.json')).map((file) => path.join(app.outdir, file));
    const times = COMPARISONS.map(({ name, what, slow, milliseconds }) => {
      try {
        if (slow && buckets > LARGEST_FOR_GUARD) { throw new Missing('takes too long'); }
        return { name, what, milliseconds: Math.min(...Array.from({ length: slow ? 1 : RUNS }, () => milliseconds(app, templates))) };
      } catch (error) {
        if (!(error instanceof Missing)) { throw error; }
        return { name, what, missing: error.message };
      }
    });
    const [ours] = times;
    for (const { name, what, milliseconds, missing } of times) {
      const figure = milliseconds === undefined ? `not measured: ${missing}` : `${milliseconds.toFixed(0)} ms, ${(milliseconds / ours.milliseconds!).toFixed(1)} times ours`;
      console.log(`${String(buckets).padStart(6)}  ${name.padEnd(18)} ${figure} (${what})`);
    }
    return { buckets, times };
  } finally {
    fs.rmSync(app.outdir, { recursive: true, force: true });
  }
});
record('validators', rows);
