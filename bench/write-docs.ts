/**
 * Writes docs/benchmarks.md and docs/images/benchmarks.svg from what the parts of the bench measured last, with a description of this
 * machine and the date.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { bars, type Bar } from './bars';
import { recorded } from './record';
import { versionOfPackage } from '../scripts/third-party/validators/package-version';

const DOCS = path.join(__dirname, '..', 'docs');

interface Check {
  readonly buckets: number;
  readonly perStack: number;
  readonly timesParse: number;
  readonly nagTimesOurs?: number;
  readonly perBucket: number;
}
interface Import { readonly what: string; readonly added: number; readonly to: number }
interface Process { readonly milliseconds: number; readonly megabytes: number; readonly resources: number; readonly bytes: number }
interface Same { readonly buckets: number; readonly ours: Process; readonly written: Process }
interface Validated {
  readonly buckets: number;
  readonly times: readonly { readonly name: string; readonly what: string; readonly milliseconds?: number; readonly missing?: string }[];
}

const [checks, imports, same, validators] = [recorded<Check[]>('checks'), recorded<Import[]>('import'), recorded<Same[]>('same-features'), recorded<Validated[]>('validators')];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const number = (value: number, digits = 0) => value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const least = validators[0];
const ours = least.times[0].milliseconds!;
const validatorBars: Bar[] = least.times.filter(({ milliseconds }) => milliseconds !== undefined)
  .map(({ name, milliseconds }, i) => ({ label: name, value: milliseconds! / ours, text: i === 0 ? `${number(ours)} ms` : `${number(milliseconds! / ours, 1)} times`, highlighted: i === 0 }));
const largest = same[same.length - 1];
const sameBars: Bar[] = ([['CPU time', 'milliseconds'], ['memory', 'megabytes'], ['resources', 'resources'], ['bytes', 'bytes']] as const)
  .map(([label, figure]) => ({ label, value: largest.ours[figure] / largest.written[figure], text: `${number(largest.ours[figure] / largest.written[figure], 2)} times`, highlighted: true }));

const rowsOfValidators = validators.map(({ buckets, times }) => [
  number(buckets), ...times.map(({ milliseconds, missing }) => (milliseconds === undefined ? `not measured: ${missing}` : `${number(milliseconds)} ms`)),
]);
const HEAD_OF_SAME = [
  'Buckets', 'CPU time', 'of s3.Bucket', 'Times', 'Memory', 'of s3.Bucket', 'Resources', 'of s3.Bucket', 'Bytes per bucket', 'of s3.Bucket',
];
const rowsOfSame = same.map(({ buckets, ours: { milliseconds, megabytes, resources, bytes }, written }) => [
  number(buckets), `${number(milliseconds)} ms`, `${number(written.milliseconds)} ms`, number(milliseconds / written.milliseconds, 2),
  `${number(megabytes)} MB`, `${number(written.megabytes)} MB`, number(resources), number(written.resources),
  number(bytes / buckets), number(written.bytes / buckets),
]);
const rowsOfChecks = checks.map(({ buckets, perStack, timesParse, perBucket, nagTimesOurs }) => [
  number(buckets), number(perStack), number(timesParse, 2), number(perBucket * 1000, 1), nagTimesOurs === undefined ? '' : number(nagTimesOurs),
]);
const rowsOfImports = imports.map(({ what, added, to }) => [what, `${number(added)} ms`, `${number(to)} ms`]);

fs.writeFileSync(path.join(DOCS, 'images', 'benchmarks.svg'), bars([
  { title: `CPU time to judge ${number(least.buckets)} buckets, beside the checks (logarithmic)`, bars: validatorBars, logarithmic: true },
  { title: `${number(largest.buckets)} EncryptedBuckets beside s3.Buckets with the same features (dashed)`, bars: sameBars, mark: 1 },
]));

fs.writeFileSync(path.join(DOCS, 'benchmarks.md'), `<!-- Written by bench/write-docs.ts: do not edit. -->
# Benchmarks

![CPU time of validators, and the cost of EncryptedBucket beside s3.Bucket](images/benchmarks.svg)

\`npm run bench\` measures all of this and writes this page. Figures are CPU time, the least of several runs; compare the ratios, because
seconds differ between machines.

Measured on ${new Date().toISOString().slice(0, 10)}: ${os.cpus().length} × ${os.cpus()[0].model.trim()}, ${number(os.totalmem() / 2 ** 30)} GB of memory, ${os.type()} ${os.arch()},
Node.js ${process.versions.node}, aws-cdk-lib ${versionOfPackage('aws-cdk-lib')}, cdk-nag ${versionOfPackage('cdk-nag')}.

## The checks beside other validators

The same templates: half \`EncryptedBucket\`, half \`s3.Bucket\`, in stacks of 100. Every validator runs the rules that it is named with, and none runs those of another.
Programs are measured as processes, with their start; cdk-nag without the process in which it runs.

${table(['Buckets', ...least.times.map(({ name, what }) => `${name} (${what})`)], rowsOfValidators)}

## An EncryptedBucket beside an s3.Bucket

Created and synthesized, in stacks of 100, beside an \`s3.Bucket\` and a \`kms.Key\` for which somebody writes out the same properties and statements.

${table(HEAD_OF_SAME, rowsOfSame)}

## Growth of the checks

All rules on templates that are in memory, beside \`JSON.parse\` of them, and beside a pack of cdk-nag with its rules for S3 and for the rotation of keys.

${table(['Buckets', 'Per stack', 'Times JSON.parse', 'Microseconds per bucket', 'cdk-nag / checks'], rowsOfChecks)}

## Import

${table(['What', 'Adds', 'To'], rowsOfImports)}
`);
