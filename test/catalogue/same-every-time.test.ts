import { execFile } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { promisify } from 'util';

const run = promisify(execFile);
const ROOT = path.join(__dirname, '..', '..');

/** Processes that differ in everything that must not matter: tokens that were created before, time zone, and locale. */
const PROCESSES = [
  { tokens: 0, env: { TZ: 'UTC', LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' } },
  { tokens: 7, env: { TZ: 'Asia/Kolkata', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' } },
  { tokens: 1234, env: { TZ: 'America/St_Johns', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' } },
];

/** The same as the first, with the newest peers. */
const NEWEST = { tokens: 0, env: { ...PROCESSES[0].env, NODE_OPTIONS: `--require ${path.join(__dirname, '..', 'support', 'newest-peers.cjs')}` } };

let folders: string[];
let newest: string;

beforeAll(async () => {
  [newest, ...folders] = await Promise.all([NEWEST, ...PROCESSES].map(async ({ tokens, env }) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'same-every-time-'));
    await run('npx', ['tsx', path.join(__dirname, 'synthesize.ts'), folder, String(tokens)], {
      cwd: ROOT, env: { ...process.env, ...env, CDK_VALIDATION: 'false' }, maxBuffer: 2 ** 26,
    });
    return folder;
  }));
});

afterAll(() => {
  for (const folder of [newest, ...folders]) { fs.rmSync(folder, { recursive: true }); }
});

/** Everything that is deployed; the report of findings is for readers. */
function filesIn(folder: string): { readonly [file: string]: string } {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(template|assets)\.json$|manifest\.json$/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

test('everything is synthesized', () => {
  const templates = Object.keys(filesIn(folders[0])).filter((name) => name.endsWith('.template.json'));
  expect(templates.length).toBeGreaterThan(150);
  expect(templates).toEqual(expect.arrayContaining(['example/Careless.template.json', 'owner/Owner.template.json', 'partner/Partner.template.json']));
});

test.each(PROCESSES.slice(1).map(({ tokens, env }, i) => [`${tokens} tokens, ${env.TZ}, ${env.LANG}`, i + 1] as const))(
  'another process gives the same, byte by byte: %s', (_, process) => {
    const [expected, actual] = [folders[0], folders[process]].map(filesIn);
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    const differing = Object.keys(expected).filter((name) => actual[name] !== expected[name]);
    expect(differing.map((name) => `${name}: ${firstDifference(expected[name], actual[name])}`)).toEqual([]);
  });

/** What users are told, by file and construct. Traces of stacks, which stand beside it, are of the process. */
function messagesIn(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.metadata.json')).sort();
  return names.flatMap((name) => Object.entries(JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as { [path: string]: { type: string; data: unknown }[] })
    .flatMap(([construct, entries]) => entries.filter(({ type }) => /^aws:cdk:(?:warning|error|info)$/.test(type))
      .map(({ data }) => `${name} ${construct}: ${JSON.stringify(data)}`)));
}

test('users are told the same', () => {
  const [expected, ...others] = folders.map(messagesIn);
  expect(expected.length).toBeGreaterThan(20);
  for (const other of others) { expect(other).toEqual(expected); }
  expect(expected.filter((message) => /[$#]\{Token\[/.test(message))).toEqual([]);
});

interface Resource { readonly Type: string; readonly Properties?: { readonly [property: string]: unknown } }
interface Template { readonly Resources?: { readonly [logicalId: string]: Resource } }

/** What CDK itself has changed since: how texts of dashboards look, and the code of its own functions. */
const OF_CDK: { readonly [type: string]: string } = { 'AWS::CloudWatch::Dashboard': 'DashboardBody', 'AWS::Lambda::Function': 'Code' };

// docs/decisions/0096
test('the newest peers give the same templates, so that what was said of their policies need not be said again', () => {
  const templatesIn = (folder: string) => Object.entries(filesIn(folder)).filter(([name]) => name.endsWith('.template.json'))
    .map(([name, text]) => [name, JSON.parse(text) as Template] as const);
  const comparable = ([name, { Resources: resources = {}, ...template }]: readonly [string, Template]) => [name, {
    ...template,
    Resources: Object.fromEntries(Object.entries(resources).map(([id, resource]) => [id, {
      ...resource, Properties: { ...resource.Properties, ...(OF_CDK[resource.Type] ? { [OF_CDK[resource.Type]]: 'of CDK' } : {}) },
    }])),
  }];
  expect(templatesIn(newest).map(comparable)).toEqual(templatesIn(folders[0]).map(comparable));
  // They are others: what CDK has changed is there.
  expect(templatesIn(newest)).not.toEqual(templatesIn(folders[0]));
});

function firstDifference(one: string, other: string): string {
  const lines = other.split('\n');
  const number = one.split('\n').findIndex((line, i) => line !== lines[i]);
  return `${one.split('\n')[number]?.trim()} | ${lines[number]?.trim()}`;
}

test('no text of an unresolved token is in any template', () => {
  const found = Object.entries(filesIn(folders[0])).filter(([, text]) => /\$\{Token\[|#\{Token\[/.test(text)).map(([name]) => name);
  expect(found).toEqual([]);
});
