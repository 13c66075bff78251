/**
 * What memory the CLI needs for an app of 100,000 buckets in one assembly: the most that its process has, by kind of buckets and
 * by format, and how large the report gets. Ends with what is promised, and with 1 where a promise does not hold.
 *
 * Measures what users get: the compiled program. One stack is synthesized and copied under other names.
 *
 * BENCH_STACKS is how many stacks of 250 buckets there are, BENCH_FORMATS which formats are measured (`html,csv`), and
 * BENCH_BUCKETS a part of the name of the only kind of buckets.
 */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, aws_kms as kms, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket } from '../lib';

process.env.CDK_VALIDATION = 'false';

const STACKS = Number(process.env.BENCH_STACKS ?? 400);
const BUCKETS = 250;
const LARGEST = 1024;
/** So many stacks have as many buckets as a page can show: docs/decisions/0126. */
const STACKS_OF_PAGE = 80;
const FORMATS = process.env.BENCH_FORMATS?.split(',') ?? ['json', 'text', 'sarif', 'markdown', 'csv', 'junit', 'html'];
const ONLY = process.env.BENCH_BUCKETS ?? '';
const MAIN = path.join(__dirname, '..', 'lib', 'cli', 'main.js');
const NAME = 'StackNNN';

type Create = (stack: Stack, id: string, key: kms.IKey) => unknown;

const SAFE = { bucketKeyEnabled: true, enforceSSL: true, minimumTLSVersion: 1.2 };
const l2: Create = (stack, id, encryptionKey) => new s3.Bucket(stack, id, { ...SAFE, encryptionKey });
const ours: Create = (stack, id, key) => new EncryptedBucket(stack, id, { defaultEncryption: DefaultEncryption.sseKms({ key }) });

const KINDS: { readonly [name: string]: Create } = {
  's3.CfnBucket, with five findings': (stack, id) => new s3.CfnBucket(stack, id),
  's3.Bucket with a policy and a key of another stack': l2,
  'half of them EncryptedBucket': (stack, id, key) => (Number(id.slice('Bucket'.length)) % 2 === 0 ? ours : l2)(stack, id, key),
};

/** An assembly of many stacks that use the key of one. */
function assembly(create: Create, folder: string, stacks: number): string {
  const names = Array.from({ length: stacks }, (_, i) => `Stack${i}`);
  const one = path.join(folder, 'one');
  const app = new App({ outdir: one, context: { 'aws:cdk:enable-path-metadata': true } });
  const key = new kms.Key(new Stack(app, 'Shared'), 'Key', { enableKeyRotation: true });
  const stack = new Stack(app, NAME);
  for (let i = 0; i < BUCKETS; i++) { create(stack, `Bucket${i}`, key); }
  app.synth();
  const out = path.join(folder, 'cdk.out');
  fs.mkdirSync(out);
  for (const name of fs.readdirSync(one).filter((file) => file !== 'tree.json')) {
    const text = fs.readFileSync(path.join(one, name), 'utf8');
    const copies = name.startsWith(NAME) ? names : [NAME];
    for (const copy of copies) { fs.writeFileSync(path.join(out, name.replace(NAME, copy)), text.replaceAll(NAME, copy)); }
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(one, 'manifest.json'), 'utf8')) as { artifacts: { [id: string]: unknown } };
  const artifacts = Object.entries(manifest.artifacts).filter(([id]) => id !== 'Tree').flatMap(([id, artifact]) => {
    const text = JSON.stringify(artifact);
    return (id.startsWith(NAME) ? names : [NAME]).map((copy) => [id.replace(NAME, copy), JSON.parse(text.replaceAll(NAME, copy)) as unknown]);
  });
  fs.writeFileSync(path.join(out, 'manifest.json'), JSON.stringify({ ...manifest, artifacts: Object.fromEntries(artifacts) }));
  return out;
}

interface Measured {
  /** The most memory that the run needs, in MB. */
  readonly memory: number;
  /** The size of the report, in MB. */
  readonly report: number;
}

function measured(out: string, format: string): Measured {
  const script = `process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS))); require(${JSON.stringify(MAIN)});`;
  const output = path.join(path.dirname(out), 'report');
  const { stderr } = spawnSync(process.execPath, ['-e', script, 'program', 'check', out, '--format', format, '--output', output], { encoding: 'utf8' });
  if (!/^\d+$/.test(stderr)) { throw new Error(`The CLI failed: ${stderr}`); }
  return { memory: Number(stderr) / 1024, report: fs.statSync(output).size / 2 ** 20 };
}

console.log('The most memory of the CLI, and the size of the report');
const figures = Object.entries(KINDS).filter(([name]) => name.includes(ONLY)).flatMap(([name, create]) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    return [...groupedByStacks()].flatMap(([stacks, formats]) => {
      const out = assembly(create, fs.mkdtempSync(path.join(folder, 'app-')), stacks);
      console.log(`${(stacks * BUCKETS).toLocaleString('en')} buckets: ${name}`);
      return formats.map((format) => {
        const { memory, report } = measured(out, format);
        console.log(`  ${format.padEnd(10)}${`${memory.toFixed(0)} MB`.padStart(9)}${`${report.toFixed(1)} MB`.padStart(12)}`);
        return memory;
      });
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
const most = Math.max(...figures);
console.log(`${most < LARGEST ? 'holds' : 'BROKEN'}: less than ${LARGEST} MB (${most.toFixed(0)})`);
process.exitCode = most < LARGEST ? 0 : 1;

function groupedByStacks(): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const format of FORMATS) {
    const stacks = format === 'html' ? Math.min(STACKS, STACKS_OF_PAGE) : STACKS;
    groups.set(stacks, [...groups.get(stacks) ?? [], format]);
  }
  return groups;
}
