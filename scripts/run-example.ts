/**
 * Synthesizes the example app with the real CDK CLI, as a user would, and shows what the checks say.
 *
 * The app has one careless stack, so the CLI is expected to fail, and to fail because of that stack alone. This script
 * fails when anything else happens.
 */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly Violation[];
    readonly suppressedViolations?: readonly (Violation & { readonly reason: string })[];
  }[];
}

const CARELESS = 'Careless';
const APP = path.join(__dirname, '..', 'examples', 'typescript');
const ASSEMBLY = path.join(APP, 'cdk.out');

fs.rmSync(ASSEMBLY, { recursive: true, force: true });
const cdk = path.join(path.dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
const synth = spawnSync(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--output', ASSEMBLY], {
  cwd: APP,
  stdio: 'inherit',
  env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' },
});

const report = readReport();
const ours = report.pluginReports.find((plugin) => plugin.pluginName === 'S3Encryption');
const violations = ours?.violations ?? [];
const strays = violations.flatMap((violation) => violation.violatingConstructs)
  .map((construct) => construct.constructPath)
  .filter((constructPath) => !constructPath.startsWith(`${CARELESS}/`));
const stacks = fs.readdirSync(ASSEMBLY).filter((file) => file.endsWith('.template.json')).map((file) => path.basename(file, '.template.json'));

console.log('');
console.log(`Synthesized ${stacks.length} stacks into ${path.relative(process.cwd(), ASSEMBLY) || ASSEMBLY}: ${stacks.join(', ')}.`);
console.log(`The checks report ${violations.length} kinds of findings, all in the stack ${CARELESS}:`);
for (const violation of violations) {
  const where = violation.violatingConstructs.map((construct) => construct.constructPath).join(', ');
  console.log(`  ${violation.severity.padEnd(7)} ${violation.ruleName}: ${where}`);
}
for (const acknowledged of ours?.suppressedViolations ?? []) {
  const where = acknowledged.violatingConstructs.map((construct) => construct.constructPath).join(', ');
  console.log(`  accepted ${acknowledged.ruleName}: ${where} (${acknowledged.reason})`);
}

if (synth.status !== 1 || violations.length === 0 || strays.length > 0) {
  console.error(`Not as expected: cdk synth exited with ${synth.status} (1 expected, because of ${CARELESS}); `
    + `findings elsewhere: ${strays.join(', ') || 'none'}.`);
  process.exitCode = 1;
} else {
  console.log(`"cdk synth" exited with 1, as it should while a stack like ${CARELESS} is in the app: see examples/typescript/stacks/careless.ts.`);
}

function readReport(): Report {
  const file = path.join(ASSEMBLY, 'validation-report.json');
  if (!fs.existsSync(file)) {
    console.error(`cdk synth wrote no report (${file}); its output above says why.`);
    process.exit(1);
  }
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
}
