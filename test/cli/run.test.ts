import * as fs from 'fs';
import * as path from 'path';
import { App, aws_s3 as s3, Stack, Validations } from 'aws-cdk-lib';
import { only, ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { directoryWith, withBucket } from '../validation/assembly/support';

const ENCRYPTED = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
const rule = (properties: object) => withBucket({ BucketEncryption: { ServerSideEncryptionConfiguration: [properties] } });
const SSE_C_ALLOWED = rule({ ...ENCRYPTED, BlockedEncryptionTypes: { EncryptionType: ['NONE'] } });
const SSE_C_BLOCKED = rule({ ...ENCRYPTED, BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } });
const KMS_WITHOUT_BUCKET_KEY = rule({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
const KMS_WITH_UNKNOWN_BUCKET_KEY = {
  Parameters: { BucketKey: { Type: 'String' } },
  ...rule({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: { Ref: 'BucketKey' } }),
};

describe('check', () => {
  test.each<[string, object, ExitCode, string]>([
    ['an error', SSE_C_ALLOWED, ExitCode.FINDINGS, '1 error, 0 warnings, 0 that cannot be determined, 0 acknowledged'],
    ['only a warning', KMS_WITHOUT_BUCKET_KEY, ExitCode.CLEAN, '0 errors, 1 warning, 0 that cannot be determined, 0 acknowledged'],
    ['what cannot be determined', KMS_WITH_UNKNOWN_BUCKET_KEY, ExitCode.CLEAN, '0 errors, 0 warnings, 1 that cannot be determined, 0 acknowledged'],
    ['nothing', SSE_C_BLOCKED, ExitCode.CLEAN, '1 bucket in 1 template: 0 errors, 0 warnings, 0 that cannot be determined, 0 acknowledged'],
  ])('with %s in it, the code says so and the last line counts', (_, template, code, summary) => {
    const result = ran(directoryWith({ 'a.json': template }), 'check', 'a.json', ...only('SseCBlocked', 'BucketKeyEnabled'));
    expect(result).toMatchObject({ code, stderr: '' });
    expect(result.stdout).toContain(summary);
  });

  test('it says what is wrong, where, why, how to fix it, and how to keep it', () => {
    const { stdout } = ran(directoryWith({ 'a.json': JSON.stringify(SSE_C_ALLOWED, undefined, 2) }), 'check', 'a.json', ...only('SseCBlocked'));
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('Bucket AWS::S3::Bucket');
    expect(lines[1]).toMatch(/^ {2}error SseCBlocked a\.json:13:17 Properties\.BucketEncryption\./);
    expect(lines.slice(2, 6).map((line) => line.trim().split(' ')[0])).toEqual(['The', 'Why:', 'Fix:', 'To']);
    expect(lines[5]).toBe('    To suppress it: exclude the rule with --without SseCBlocked');
  });

  test('it checks cdk.out where no path is given', () => {
    const cwd = directoryWith();
    const app = new App({ outdir: path.join(cwd, 'cdk.out') });
    new s3.Bucket(new Stack(app, 'Stack'), 'Bucket', { blockedEncryptionTypes: [s3.BlockedEncryptionType.NONE] });
    app.synth();
    const { code, stdout } = ran(cwd, 'check', ...only('SseCBlocked'));
    expect(code).toBe(ExitCode.FINDINGS);
    expect(stdout).toMatch(/^Stack\/Bucket\/Resource \(Bucket83908E77\) AWS::S3::Bucket\n {2}error SseCBlocked cdk\.out\/Stack\.template\.json:\d+:\d+ /);
    expect(stdout).toContain('pass S3Encryption::SseCBlocked as id, and a reason, to Validations.of(construct).acknowledge()');
  });

  test('what was acknowledged is counted, and is no error', () => {
    const cwd = directoryWith();
    const app = new App({ outdir: path.join(cwd, 'cdk.out') });
    const bucket = new s3.Bucket(new Stack(app, 'Stack'), 'Bucket', { blockedEncryptionTypes: [s3.BlockedEncryptionType.NONE] });
    Validations.of(bucket).acknowledge({ id: 'S3Encryption::SseCBlocked', reason: 'clients need it' });
    app.synth();
    const { code, stdout } = ran(cwd, 'check', ...only('SseCBlocked'));
    expect(code).toBe(ExitCode.CLEAN);
    expect(stdout).toBe('1 bucket in 1 template: 0 errors, 0 warnings, 0 that cannot be determined, 1 acknowledged\n');
  });

  test('--rule-set, --severity and --without choose the rules', () => {
    const cwd = directoryWith({ 'a.json': KMS_WITHOUT_BUCKET_KEY });
    const code = (...args: string[]) => ran(cwd, 'check', 'a.json', ...args, ...only('BucketKeyEnabled')).code;
    expect(code()).toBe(ExitCode.CLEAN);
    expect(code('--rule-set', 'strict')).toBe(ExitCode.FINDINGS);
    expect(code('--rule-set', 'pci-dss-4')).toBe(ExitCode.CLEAN);
    expect(code('--severity', 'BucketKeyEnabled=error')).toBe(ExitCode.FINDINGS);
    expect(code('--severity', 'bucket-key-enabled=info')).toBe(ExitCode.CLEAN);
    expect(code('--rule-set', 'pci-dss-4', '--severity', 'BucketKeyEnabled=error')).toBe(ExitCode.FINDINGS);
    expect(code('--rule-set', 'strict', '--without', 'BucketKeyEnabled')).toBe(ExitCode.CLEAN);
  });

  test.each(['recommended', 'strict', 'dual-layer', 'security-hub', 'cis-aws-5', 'nist-800-53-r5', 'pci-dss-4'])('there is a rule set %s', (name) => {
    expect(ran(directoryWith({ 'a.json': { Resources: {} } }), 'check', 'a.json', '--rule-set', name)).toMatchObject({ code: ExitCode.CLEAN, stderr: '' });
  });

  test('what a template keeps from the rules is a finding, and said nowhere else', () => {
    const { code, stdout, stderr } = ran(directoryWith({ 'a.json': { Resources: { 'Fn::Transform': { Name: 'Company::Buckets' } } } }), 'check', 'a.json');
    expect(code).toBe(ExitCode.CLEAN);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Fn::Transform Company::Buckets\n {2}info AllResourcesVisible, cannot be determined a\.json:1:15 Fn::Transform\n/);
    expect(stdout).toContain('0 errors, 0 warnings, 1 that cannot be determined');
  });

  test('what CloudFormation refuses is an error', () => {
    expect(ran(directoryWith({ 'a.json': { Resources: { 'Fn::ForEach::X': [] } } }), 'check', 'a.json')).toMatchObject({ code: ExitCode.FINDINGS, stderr: '' });
  });

  test('a template cannot write to the terminal', () => {
    const evil = { Resources: { 'A\u001b[2J\nB': SSE_C_ALLOWED.Resources.Bucket, 'C\u001b': 1 } };
    const { stdout, stderr } = ran(directoryWith({ 'a.json': evil }), 'check', 'a.json', ...only('SseCBlocked'));
    expect(stdout).toContain('A\\u001b[2J\\u000aB AWS::S3::Bucket');
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
  });

  test.each(['text', 'json', 'sarif'])('%s shows neither control nor direction characters of a template', (format) => {
    const name = 'A\u001b\u007f\u0085\u009b\u2028\u202e\u2066\u200f\u061cB';
    const evil = { Resources: { [name]: SSE_C_ALLOWED.Resources.Bucket, Other: { Type: 'AWS::S3::Bucket', Properties: { BucketName: name } } } };
    const cwd = directoryWith({ 'a.json': evil });
    const { stdout, stderr } = ran(cwd, 'check', 'a.json', '--rule-set', 'strict', '--format', format);
    expect(stdout).toContain('A\\u001b\\u007f\\u0085\\u009b\\u2028\\u202e\\u2066\\u200f\\u061cB');
    expect(`${stdout}${stderr}`.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  });

  test('what is asked for is not shown as it is either', () => {
    expect(ran(directoryWith(), 'check', '--\u202efrmat').stderr).toContain("unknown option '--\\u202efrmat'");
  });
});

describe('--output', () => {
  test('writes the report to a file, and nothing to standard output', () => {
    const cwd = directoryWith({ 'a.json': SSE_C_ALLOWED });
    expect(ran(cwd, 'check', 'a.json', '--format', 'json', '--output', 'report.json')).toEqual({ code: ExitCode.FINDINGS, stdout: '', stderr: '' });
    expect(JSON.parse(fs.readFileSync(path.join(cwd, 'report.json'), 'utf8'))).toMatchObject({ version: 2 });
    expect(fs.readdirSync(cwd)).toEqual(['a.json', 'report.json']);
  });

  test('replaces what was there, and follows links', () => {
    const cwd = directoryWith({ 'a.json': SSE_C_BLOCKED, 'real.txt': 'old' });
    fs.symlinkSync('real.txt', path.join(cwd, 'link.txt'));
    ran(cwd, 'check', 'a.json', '--output', 'link.txt');
    expect(fs.readFileSync(path.join(cwd, 'real.txt'), 'utf8')).toContain('1 bucket in 1 template');
    expect(fs.lstatSync(path.join(cwd, 'link.txt')).isSymbolicLink()).toBe(true);
  });

  test('leaves what was there if the input cannot be read', () => {
    const cwd = directoryWith({ 'a.json': '{', 'report.txt': 'old' });
    expect(ran(cwd, 'check', 'a.json', '--output', 'report.txt').code).toBe(ExitCode.FAILURE);
    expect(fs.readFileSync(path.join(cwd, 'report.txt'), 'utf8')).toBe('old');
    expect(fs.readdirSync(cwd)).toEqual(['a.json', 'report.txt']);
  });

  test.each(['.', 'missing/report.txt', 'a.json/report.txt'])('to %s is refused, and leaves nothing behind', (output) => {
    const cwd = directoryWith({ 'a.json': SSE_C_BLOCKED });
    const { code, stdout, stderr } = ran(cwd, 'check', 'a.json', '--output', output);
    expect({ code, stdout }).toEqual({ code: ExitCode.NOT_WRITTEN, stdout: '' });
    expect(stderr).toMatch(/^cdk-s3-encryption: .*: the file cannot be written: .*\n$/);
    expect(fs.readdirSync(cwd)).toEqual(['a.json']);
  });
});

test('a folder that nobody may write to is refused, and leaves what was there', () => {
  const cwd = directoryWith({ 'a.json': SSE_C_BLOCKED, 'report.txt': 'old' });
  jest.spyOn(jest.requireActual<typeof fs>('fs'), 'writeFileSync').mockImplementationOnce(() => { throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }); });
  try {
    expect(ran(cwd, 'check', 'a.json', '--output', 'report.txt')).toEqual({
      code: ExitCode.NOT_WRITTEN, stdout: '', stderr: 'cdk-s3-encryption: report.txt: the file cannot be written: EACCES: permission denied\n',
    });
  } finally {
    jest.restoreAllMocks();
  }
  expect(fs.readFileSync(path.join(cwd, 'report.txt'), 'utf8')).toBe('old');
});

describe('rules and explain', () => {
  test('rules lists every rule', () => {
    const { code, stdout } = ran(directoryWith(), 'rules');
    expect(code).toBe(ExitCode.CLEAN);
    expect(stdout).toMatch(/^SseCBlocked +error +recommended +Uploads with customer-provided keys/m);
  });

  test('rules --format json lists them for programs', () => {
    const { rules } = JSON.parse(ran(directoryWith(), 'rules', '--format', 'json').stdout) as { rules: { name: string }[] };
    expect(rules.find(({ name }) => name === 'SecureTransportRequired')).toMatchObject({ severity: 'error', controls: { securityHub: ['S3.5'] } });
  });

  test.each(['SecureTransportRequired', 'secure-transport-required', 'S3Encryption::SecureTransportRequired'])('explain %s says all of a rule', (name) => {
    const { code, stdout } = ran(directoryWith(), 'explain', name);
    expect(code).toBe(ExitCode.CLEAN);
    for (const part of [/^SecureTransportRequired: /, /^Why: /m, /^Fix: /m, /^Violates the rule:\n\n {2}Resources:\n/m, /^Complies with the rule:\n\n {2}Resources:\n/m, /^ {2}AWS Security Hub CSPM: S3\.5$/m, /^ {2}https:\/\/docs\.aws\.amazon\.com\//m]) {
      expect(stdout).toMatch(part);
    }
  });
});

test.each<[string, string[], string]>([
  ['a path that is not there', ['check', 'x.json'], 'x.json: no such file or directory'],
  ['no path and no cdk.out', ['check'], 'cdk.out doesn\'t exist in this directory. Fix: run "cdk synth" first'],
  ['an empty folder', ['check', '.'], '.: no template found'],
  ['a rule set that does not exist', ['check', '--rule-set', 'strickt'], "option '--rule-set <name>' argument 'strickt' is invalid. Did you mean strict? Allowed choices are recommended, strict,"],
  ['a rule set named like a property of objects', ['check', '--rule-set', 'constructor'], "option '--rule-set <name>' argument 'constructor' is invalid. Allowed choices are recommended,"],
  ['a format that is none', ['check', '--format', 'pdf'], "option '--format <format>' argument 'pdf' is invalid. Allowed choices are text, json, markdown, csv, junit, sarif, html."],
  ['a format that does not exist', ['rules', '--format', 'xml'], "option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json."],
  ['a format named like a property of objects', ['rules', '--format', 'toString'], "argument 'toString' is invalid"],
  ['a severity without level', ['check', '--severity', 'BucketKeyEnabled'], "argument 'BucketKeyEnabled' is invalid. Use RULE=LEVEL, where LEVEL is one of error, warning, info."],
  ['a severity that does not exist', ['check', '--severity', 'BucketKeyEnabled=high'], 'Use RULE=LEVEL'],
  ['a severity of a rule that does not exist', ['check', '--severity', 'BucketKey=error'], 'The rule doesn\'t exist. Did you mean BucketKeyEnabled'],
  ['a rule that does not exist', ['check', '--without', 'BucketKey'], "option '--without <rule>' argument 'BucketKey' is invalid. The rule doesn\'t exist. Did you mean BucketKeyEnabled"],
  ['a rule with a slip', ['explain', 'SecureTransprotRequired'], 'Did you mean SecureTransportRequired'],
  ['a rule like no other', ['explain', 'Zzz'], "'Zzz' is invalid for argument 'rule'. The rule doesn\'t exist. See \"cdk-s3-encryption rules\"."],
  ['no rule', ['explain'], "missing required argument 'rule'"],
  ['an option that does not exist', ['check', '--frmat', 'json'], "unknown option '--frmat'"],
  ['a command that does not exist', ['chekc'], "unknown command 'chekc'"],
  ['no command', [], 'Usage: cdk-s3-encryption'],
])('%s is a failure that says what is wrong', (_, args, message) => {
  const { code, stdout, stderr } = ran(directoryWith(), ...args);
  expect({ code, stdout }).toEqual({ code: ExitCode.FAILURE, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test.each([['--help'], ['help', 'check'], ['check', '--help'], ['--version']])('%s %s is no failure', (...args) => {
  const { code, stdout, stderr } = ran(directoryWith(), ...args);
  expect({ code, stderr }).toEqual({ code: ExitCode.CLEAN, stderr: '' });
  expect(stdout).not.toBe('');
});

test.each([['--help'], ['check', '--help'], ['explain', '--help']])('%s %s documents the exit codes and the environment variable', (...args) => {
  const { stdout } = ran(directoryWith(), ...args);
  expect(stdout).toContain('CDK_S3_ENCRYPTION_DEBUG  if set, errors are printed with their stack traces');
  expect(stdout).toContain('  3  the output could not be written');
});

test('help names the choices', () => {
  const stdout = ran(directoryWith(), 'check', '--help').stdout.replace(/\s+/g, ' ');
  expect(stdout).toContain('the format of the report (choices: "text", "json", "markdown", "csv", "junit", "sarif", "html", default: "text")');
  expect(stdout).toContain('the rule set (choices: "recommended", "strict",');
});

test('what nobody expected is said in one line', () => {
  const cwd = directoryWith({ 'a.json': { Resources: {} } });
  jest.spyOn(JSON, 'stringify').mockImplementation(() => { throw new Error('first\nsecond'); });
  const { code, stderr } = ran(cwd, 'rules', '--format', 'json');
  jest.restoreAllMocks();
  expect({ code, stderr }).toEqual({ code: ExitCode.FAILURE, stderr: 'cdk-s3-encryption: unexpected error: first second\n' });
});
