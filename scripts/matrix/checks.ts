import * as fs from 'fs';
import * as path from 'path';
import type { Cell } from './cells';
import { firstError, type Nodes } from './nodes';
import type { Outcome } from './table';
import { assertSame, synthesizeExample, type Assemblies } from '../consumers/example-app';
import { copyExample, versionHere } from '../consumers/packages';
import { execute, must, type Options } from '../consumers/processes';
import { assertCommand, assertInstalled, assertLoads } from '../consumers/typescript/use';

/** What a cell is tried with. */
export interface Bench {
  /** The package. */
  readonly tarball: string;
  readonly nodes: Nodes;
  /** A folder for this cell alone, which is removed at its end. */
  readonly directory: string;
  readonly keep?: boolean;
}

/** What the registry did not give: nothing of ours was tried. */
const NOT_TO_BE_HAD = /\b(?:E404|ETARGET|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT)\b/;

/** The example with the first Node.js that was tried, by version of aws-cdk-lib. */
const references = new Map<string, Assemblies>();

/** Installs the package and what it is used with, and uses it. */
export function tryCell(cell: Cell, { tarball, nodes, directory, keep }: Bench): Outcome {
  const node = nodes.get(cell.node);
  console.log(`\n--- Node.js ${cell.node}, aws-cdk-lib ${cell.cdk.version}, cdk-nag ${cell.nag.version}`);
  if ('lacking' in node) { return told({ outcome: 'skipped', reason: node.lacking }); }
  const options = { cwd: directory, env: { PATH: `${node.bin}${path.delimiter}${process.env.PATH}` } };
  const { version } = node;

  const lacking = install(cell, tarball, options);
  if (lacking) { return told({ ...lacking, version }); }
  let passed = 0;
  for (const [name, check] of Object.entries(checks(cell, version, options, path.join(node.bin, 'node')))) {
    try {
      check();
      passed += 1;
      console.log(`  passed: ${name}`);
    } catch (error) {
      const { message } = error as Error;
      console.log(message.trimEnd().replace(/^/gm, '      '));
      return told({ outcome: 'failed', reason: `${name}: ${message.trim().split('\n')[0]}`, version });
    }
  }
  // Templates are compared with what the first cell has synthesized.
  if (!keep && references.get(cell.cdk.version)?.app !== path.join(directory, 'cdk.out')) { fs.rmSync(directory, { recursive: true }); }
  return told({ outcome: 'passed', reason: `${passed} checks`, version });
}

function told(outcome: Outcome): Outcome {
  console.log(`  ${outcome.outcome}: ${outcome.reason}`);
  return outcome;
}

function install({ cdk, nag }: Cell, tarball: string, options: Options & { readonly cwd: string }): Outcome | undefined {
  fs.mkdirSync(options.cwd, { recursive: true });
  fs.writeFileSync(path.join(options.cwd, 'package.json'), JSON.stringify({ name: 'cell', version: '1.0.0', private: true }));
  const { status, output } = execute('npm', [
    'install', '--no-audit', '--no-fund', '--save-exact', '--prefer-offline', tarball,
    `aws-cdk-lib@${cdk.version}`, `constructs@${cdk.constructs}`, `cdk-nag@${nag.version}`,
    ...['typescript', 'tsx', '@types/node'].map((name) => `${name}@${versionHere(name)}`),
  ], options);
  return status === 0 ? undefined : refusalOf(output);
}

/** Whether it is our package that npm cannot install. */
export function refusalOf(output: string): Outcome {
  const others = /\bERESOLVE\b/.test(output) && /\bfrom cdk-nag@/.test(output) && !/\bfrom cdk-s3-encryption@/.test(output);
  return others || NOT_TO_BE_HAD.test(output)
    ? { outcome: 'skipped', reason: `npm cannot install it: ${others ? 'cdk-nag asks for another aws-cdk-lib' : firstError(output)}` }
    : { outcome: 'failed', reason: `npm cannot install it: ${firstError(output)}` };
}

const VERSIONS = `
const version = (name) => JSON.parse(require('fs').readFileSync('node_modules/' + name + '/package.json', 'utf8')).version;
console.log(process.version, ...['aws-cdk-lib', 'constructs', 'cdk-nag'].map(version));
`;

function checks(
  { cdk, nag }: Cell, version: string, options: Options & { readonly cwd: string }, node: string,
): { readonly [name: string]: () => void } {
  const { cwd, env } = options;
  return {
    'versions are those asked for': () => {
      const expected = `v${version} ${cdk.version} ${cdk.constructs} ${nag.version}`;
      const found = must('node', ['-e', VERSIONS], options).trim();
      if (found !== expected) { throw new Error(`${found} instead of ${expected}`); }
    },
    'npm finds nothing wrong': () => assertInstalled(cwd, env),
    'require() and import load it': () => assertLoads(cwd, env),
    'the CDK CLI synthesizes the example, whose careless stack is found': () => {
      copyExample('typescript', cwd);
      const assemblies = synthesizeExample(cwd, { owner: 'npx tsx cross-account/owner.ts', partner: 'npx tsx cross-account/partner.ts' }, env, node);
      const reference = references.get(cdk.version);
      if (reference) { assertSame(assemblies, reference); } else { references.set(cdk.version, assemblies); }
    },
    'the checks and cdk-nag report side by side': () => assertBesideCdkNag(options),
    'npx cdk-s3-encryption judges templates': () => assertCommand(cwd, env),
  };
}

/** A careless bucket, of which both have something to say; and one whose findings by both are acknowledged. */
const BOTH = `
const fs = require('fs');
const { App, Stack, Validations, aws_s3 } = require('aws-cdk-lib');
const { AwsSolutionsChecks } = require('cdk-nag');
const { RuleName, S3EncryptionChecks } = require('cdk-s3-encryption');
const app = new App({ outdir: 'both.out' });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new S3EncryptionChecks(app));
const [careless, accepted] = ['Careless', 'Accepted'].map((id) => new aws_s3.Bucket(new Stack(app, id), 'Bucket'));
Validations.of(accepted).acknowledge(
  ...Object.values(RuleName).map((name) => ({ id: \`S3Encryption::\${name}\`, reason: 'For comparison' })),
  ...['AwsSolutions-S1', 'AwsSolutions-S10'].map((name) => ({ id: \`AwsSolutions::\${name}\`, reason: 'For comparison' })),
);
try { app.synth(); } catch { /* Errors stop synthesis, after the report. */ }
const { pluginReports } = JSON.parse(fs.readFileSync('both.out/validation-report.json', 'utf8'));
for (const { pluginName, violations } of pluginReports.sort((a, b) => a.pluginName.localeCompare(b.pluginName))) {
  console.log(pluginName, ...new Set(violations.flatMap((one) => one.violatingConstructs.map(({ constructPath }) => constructPath.split('/')[0]))));
}
`;

function assertBesideCdkNag(options: Options & { readonly cwd: string }): void {
  fs.writeFileSync(path.join(options.cwd, 'both.cjs'), BOTH);
  const printed = must('node', ['both.cjs'], options).trim();
  if (printed !== 'AwsSolutions Careless\nS3Encryption Careless') { throw new Error(`They found other things than expected:\n${printed}`); }
}
