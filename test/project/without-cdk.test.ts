import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');
const { bundledDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { bundledDependencies: string[] };

/** The package as it is installed, without its peer dependencies. */
let installed: string;

beforeAll(() => {
  installed = fs.mkdtempSync(path.join(os.tmpdir(), 'without-cdk-'));
  for (const name of ['bin', 'package.json']) { fs.cpSync(path.join(ROOT, name), path.join(installed, name), { recursive: true }); }
  for (const name of bundledDependencies) {
    fs.cpSync(path.join(ROOT, 'node_modules', name), path.join(installed, 'node_modules', name), { recursive: true, dereference: true });
  }
  for (const file of fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const target = path.join(installed, 'lib', file.replace(/\.ts$/, '.js'));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, ts.transpileModule(fs.readFileSync(path.join(ROOT, 'src', file), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: false },
    }).outputText);
  }
  fs.writeFileSync(path.join(installed, 'template.json'), JSON.stringify({
    Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: {} } },
  }));
});

afterAll(() => { fs.rmSync(installed, { recursive: true }); });

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: installed, encoding: 'utf8', env: { PATH: process.env.PATH } });
  return { status, stdout, stderr };
}

test('aws-cdk-lib is not there', () => {
  expect(run('-e', 'require("./lib")').stderr).toContain('Cannot find module \'aws-cdk-lib\'');
});

test.each([
  [['check', 'template.json'], 1, 'error SecureTransportRequired template.json:1:48'],
  [['check', 'template.json', '--format', 'sarif'], 1, '"ruleId": "SecureTransportRequired"'],
  [['diff', 'template.json', 'template.json'], 0, 'The protection of data does not change.'],
  [['migrate', 'template.json'], 0, '1 template: 0 bucket policies to migrate'],
  [['rules'], 0, 'SecureTransportRequired'],
  [['explain', 'SecureTransportRequired'], 0, 'SecureTransportRequired'],
])('the CLI runs with the bundled dependencies alone: %j', (args, status, text) => {
  const result = run(path.join('bin', 'cdk-s3-encryption'), ...args);
  expect(result.stderr).toBe('');
  expect(result.stdout).toContain(text);
  expect(result.status).toBe(status);
});

test.each(['encryption', 'template', 'policy-evaluation', 'legacy-policy'])('%s loads nothing of CDK', (room) => {
  expect(run('-e', `require("./lib/${room}")`)).toMatchObject({ status: 0, stderr: '' });
});
