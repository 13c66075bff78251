import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const textOf = (...file: string[]) => fs.readFileSync(path.join(ROOT, ...file), 'utf8');
const PAGES = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((file) => `docs/${file.split(path.sep).join('/')}`)
  .filter((file) => file.endsWith('.md') && !/^docs\/(api|decisions|rules)\//.test(file))];

const { scripts } = JSON.parse(textOf('package.json')) as { scripts: { readonly [name: string]: string } };
const SITE = (JSON.parse(textOf('site', 'package.json')) as { scripts: object }).scripts;
const { tasks } = JSON.parse(textOf('.projen', 'tasks.json')) as { tasks: { readonly [name: string]: { readonly steps?: readonly { readonly exec?: string }[] } } };

/** Programs of users, and what runs these commands as they are written; those of the CLI are in `test/cli/documented-commands.test.ts`. */
const OF_USERS: readonly (readonly [command: RegExp, ranBy: string])[] = [
  [/^npx cdk-s3-encryption /, 'test/cli/documented-commands.test.ts'],
  [/^npm install cdk-s3-encryption$/, 'test/packaging/npm.test.ts'],
  [/^pip install cdk-s3-encryption$/, 'test/packaging/python.test.ts'],
  [/^dotnet add package CdkS3Encryption$/, 'scripts/consumers/csharp.ts'],
  [/^go get github\.com\/cdk-s3-encryption\/cdk-s3-encryption-go\/cdks3encryption$/, 'scripts/consumers/go.ts'],
  [/^(?:npx )?cdk (?:synth|diff|deploy|destroy|import|bootstrap)\b/, 'scripts/run-example.ts'],
  [/^npm ci$/, 'test/project/workflow.test.ts'],
];

/** Commands in lines of their own and within text, without comments; each part of `a && b` is one. */
const COMMANDS = [...new Set(PAGES.flatMap((page) => {
  const text = textOf(page);
  const blocks = [...text.matchAll(/^ *```(?:sh|bash|console)\n([\s\S]*?)^ *```/gm)].flatMap(([, block]) => block.split('\n'));
  const inline = [...text.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`((?:npm (?:run|ci|install|test)|npx|pip|dotnet|go get|cdk) ?[^`]*)`/g)].map(([, command]) => command);
  return [...blocks, ...inline].flatMap((line) => line.split('&&')).map((command) => command.replace(/\s+#.*$/, '').replace(/^\s*\$?\s*/, '').trim())
    .filter((command) => /^(?:npm|npx|pip|dotnet|go|cdk) [a-z]/.test(command)).map((command) => `${page}: ${command}`);
}))].map((found) => found.split(/: (.*)/s).slice(0, 2) as [page: string, command: string]);

/** What is wrong with a command; undefined if nothing is. */
function fault(command: string): string | undefined {
  const [, script] = /^npm (?:run )?(\S+)/.exec(command) ?? [];
  if (/^npm run |^npm test\b/.test(command)) { return script! in scripts || script! in SITE ? undefined : `there is no script ${script}`; }
  const [, task] = /^npx projen(?: (\S+))?/.exec(command) ?? [];
  if (command.startsWith('npx projen')) { return task === undefined || task in tasks ? undefined : `there is no task ${task}`; }
  if (/^npx (?:jest|tsx) /.test(command)) { return missingFile(command); }
  if (command.startsWith('npx jsii-rosetta ')) { return 'jsii-rosetta' in devDependencies() ? undefined : 'jsii-rosetta is not installed'; }
  const user = OF_USERS.find(([known]) => known.test(command));
  if (!user) { return 'nothing runs it: add it to OF_USERS, with what does'; }
  return fs.existsSync(path.join(ROOT, user[1])) ? undefined : `${user[1]} does not exist`;
}

/** Paths in the repository that a command names. */
function missingFile(command: string): string | undefined {
  const paths = command.split(' ').slice(2).filter((word) => /^(?:test|src|scripts|bench)\//.test(word));
  return paths.find((file) => !['', '.ts', '.test.ts'].some((end) => fs.existsSync(path.join(ROOT, `${file}${end}`))));
}

function devDependencies(): object {
  return (JSON.parse(textOf('package.json')) as { devDependencies: object }).devDependencies;
}

test('there are many commands', () => { expect(COMMANDS.length).toBeGreaterThan(60); });

test.each(COMMANDS)('%s: %s', (_, command) => { expect(fault(command)).toBeUndefined(); });

test('what a task runs exists', () => {
  const files = Object.entries(tasks).flatMap(([name, { steps = [] }]) => steps.flatMap(({ exec }) => [...(exec ?? '').matchAll(/\btsx ((?:scripts|bench)\/\S+\.ts)/g)].map(([, file]) => ({ name, file }))));
  expect(files.length).toBeGreaterThan(15);
  expect(files.filter(({ file }) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
});

test('a command that is wrong would be found', () => {
  expect(['npm run nothing', 'npx projen nothing', 'npx jest test/nothing', 'npx tsx scripts/nothing.ts', 'npx something-else'].map(fault).filter((one) => one === undefined)).toEqual([]);
});
