import * as fs from 'fs';
import * as path from 'path';
import { stripVTControlCharacters } from 'util';
import { execute, type Options } from './processes';

/** The folders that the example's three apps were synthesized into. */
export interface Assemblies {
  /** The app with all stacks, one of which is careless. */
  readonly app: string;
  /** The apps of two accounts that share a bucket. */
  readonly owner: string;
  readonly partner: string;
  /** What the CDK CLI printed for the app. */
  readonly output: string;
}

/** What stops the synthesis of the careless stack: a finding has to arrive whole, whatever the language of the app. */
const FINDING = [
  /^ERROR The bucket has no policy, so requests over plain HTTP are not denied\. \(S3Encryption\)$/m,
  /^ {3}Careless\/Uploads\/Resource \(Uploads4F6EB0FD\)/m,
  /^ {3}Suggested fix: Deny s3:\* on the bucket and its objects when aws:SecureTransport is false/m,
  /^ {3}Acknowledge with 'S3Encryption::SecureTransportRequired'$/m,
];

/**
 * Synthesizes the example app of a language with the CDK CLI: the app that `cdk.json` names, and the apps that these commands run.
 * `env` is added to the environment; a language finds its tools there. `node` runs the CDK CLI.
 */
export function synthesizeExample(
  project: string,
  commands: { readonly owner: string; readonly partner: string },
  env?: NodeJS.ProcessEnv,
  node = process.execPath,
): Assemblies {
  const options = { cwd: project, env, node };
  const app = synthesize(options, 'cdk.out');
  const incomplete = FINDING.filter((pattern) => !pattern.test(app.output));
  if (app.status !== 1 || incomplete.length > 0) {
    const without = incomplete.length > 0 ? `, without ${incomplete.join(', ')}` : '';
    throw new Error(`cdk synth exited with ${app.status} (1 expected, because of the careless stack)${without}:\n${app.output}`);
  }
  const [owner, partner] = [commands.owner, commands.partner].map((command, index) => {
    const { status, output, assembly } = synthesize(options, ['owner.out', 'partner.out'][index], '--app', command);
    if (status !== 0) { throw new Error(`cdk synth --app '${command}' exited with ${status}:\n${output}`); }
    return assembly;
  });
  return { app: app.assembly, owner, partner, output: app.output };
}

function synthesize(options: Options & { readonly cwd: string; readonly node: string }, output: string, ...args: readonly string[]) {
  const cdk = path.join(path.dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
  const synth = execute(options.node, [cdk, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--no-color', '--output', output, ...args], options);
  // Maven ends its colors wherever it is, without any.
  return { ...synth, output: stripVTControlCharacters(synth.output), assembly: path.join(options.cwd, output) };
}

/** Throws unless both have the same templates and the same lists of assets, byte by byte, and the same findings. */
export function assertSame(assemblies: Assemblies, reference: Assemblies): void {
  const differences = (['app', 'owner', 'partner'] as const).flatMap((app) => differencesBetween(assemblies[app], reference[app]).map((text) => `${app}: ${text}`));
  if (differences.length > 0) { throw new Error(`Not what the TypeScript app synthesizes:\n${differences.join('\n')}`); }
}

function differencesBetween(assembly: string, reference: string): readonly string[] {
  const [actual, expected] = [filesOf(assembly), filesOf(reference)];
  if (![...expected.keys()].some((file) => file.endsWith('.template.json'))) { return [`${reference} has no template`]; }
  return [...new Set([...actual.keys(), ...expected.keys()])].flatMap((file) => {
    const [ours, theirs] = [actual.get(file), expected.get(file)];
    if (ours === theirs) { return []; }
    if (ours === undefined || theirs === undefined) { return [`${file} is ${ours === undefined ? 'missing' : 'not in the TypeScript app'}`]; }
    return [`${file} differs:\n${firstDifference(ours, theirs)}`];
  });
}

/** What has to be the same: templates, the assets of each stack (an asset is named by its hash), and findings. */
function filesOf(assembly: string): ReadonlyMap<string, string> {
  return new Map(fs.readdirSync(assembly).flatMap((file): [string, string][] => {
    if (file.endsWith('.template.json') || file.endsWith('.assets.json')) { return [[file, fs.readFileSync(path.join(assembly, file), 'utf8')]]; }
    if (file.startsWith('asset.')) { return [[file, '']]; }
    if (file === 'validation-report.json') { return [[file, findings(fs.readFileSync(path.join(assembly, file), 'utf8'))]]; }
    return [];
  }));
}

/** A report without the places in the sources that made the constructs, which no two languages share. */
function findings(report: string): string {
  return JSON.stringify(JSON.parse(report, (key, value: unknown) => /stackTraces?$/i.test(key) ? undefined : value), undefined, 1);
}

function firstDifference(ours: string, theirs: string): string {
  const [left, right] = [ours.split('\n'), theirs.split('\n')];
  const line = left.findIndex((text, index) => text !== right[index]);
  const at = line < 0 ? left.length : line;
  return `  line ${at + 1} is ${left[at]?.trim() ?? '(nothing)'}\n  and in TypeScript ${right[at]?.trim() ?? '(nothing)'}`;
}
