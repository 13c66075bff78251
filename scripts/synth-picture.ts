/**
 * Runs `cdk synth` on the app of the README, and draws what it prints: `docs/images/quick-start.svg`.
 *
 * `tsx scripts/synth-picture.ts [file]`
 */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { drawn } from './synth-picture/terminal';

const ROOT = path.join(__dirname, '..');
const [file = path.join(ROOT, 'docs', 'images', 'quick-start.svg')] = process.argv.slice(2);

const assembly = fs.mkdtempSync(path.join(os.tmpdir(), 'quick-start-'));
const cdk = path.join(path.dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
const synth = spawnSync(process.execPath, [cdk, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--output', assembly], {
  cwd: path.join(ROOT, 'examples', 'typescript', 'quick-start'),
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '0', CDK_DISABLE_CLI_TELEMETRY: 'true', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' },
});
fs.rmSync(assembly, { recursive: true });
if (synth.status !== 1) { throw new Error(`cdk synth ended with ${synth.status} instead of 1:\n${synth.stdout}${synth.stderr}`); }

fs.writeFileSync(file, drawn('cdk synth --quiet', `${synth.stdout}${synth.stderr}`));
