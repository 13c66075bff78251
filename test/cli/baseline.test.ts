import * as fs from 'fs';
import * as path from 'path';
import type { Log } from 'sarif';
import { foundInJson, only, ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { directoryWith } from '../validation/assembly/support';

const RULES = only('SecureTransportRequired', 'DefaultEncryptionDeclared');
const bucket = (properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });
const ENCRYPTED = { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] } };

const OLD = { Resources: { Old: bucket(), Gone: bucket(ENCRYPTED) } };
const NEW = { Resources: { Old: bucket(), New: bucket(ENCRYPTED) } };

const check = (cwd: string, ...options: string[]) => ran(cwd, 'check', '.', ...RULES, ...options);

/** A directory whose baseline was written of other templates than are there now. */
function changed(before: object = OLD, after: object = NEW): string {
  const cwd = directoryWith({ 'a.json': before });
  expect(check(cwd, '--baseline', 'known.json', '--update-baseline').code).toBe(ExitCode.CLEAN);
  fs.renameSync(path.join(cwd, 'known.json'), path.join(cwd, 'known.txt'));
  fs.writeFileSync(path.join(cwd, 'a.json'), JSON.stringify(after));
  return cwd;
}

describe('--baseline', () => {
  test('only what is new fails; the rest is known, and what is gone is resolved', () => {
    const cwd = changed();
    const { code, stdout, stderr } = check(cwd, '--baseline', 'known.txt', '--format', 'json');
    expect([code, stderr]).toEqual([ExitCode.FINDINGS, '']);
    expect(foundInJson(stdout).map(({ rule, logicalId, known }) => `${logicalId} ${rule} ${known}`)).toEqual([
      'Old DefaultEncryptionDeclared true', 'Old SecureTransportRequired true', 'New SecureTransportRequired false',
    ]);
    const { resolved, summary } = JSON.parse(stdout) as { resolved: object[]; summary: object };
    expect(resolved).toMatchObject([{ rule: 'SecureTransportRequired', logicalId: 'Gone', template: 'a.json', constructPath: null }]);
    expect(summary).toEqual({ buckets: 2, errors: 1, warnings: 0, unknown: 0, acknowledged: 0, known: 2, resolved: 1 });
  });

  test('nothing new is no failure', () => {
    const cwd = changed(OLD, OLD);
    expect(check(cwd, '--baseline', 'known.txt')).toMatchObject({ code: ExitCode.CLEAN, stderr: '' });
    expect(check(cwd).code).toBe(ExitCode.FINDINGS);
  });

  test('every format says what is new, known and resolved', () => {
    const cwd = changed();
    const shown = (format: string) => check(cwd, '--baseline', 'known.txt', '--format', format).stdout;
    expect(shown('text')).toContain([
      'Known, in the baseline',
      '  warning DefaultEncryptionDeclared: Old',
      '  error SecureTransportRequired: Old',
      '',
      'Resolved since the baseline',
      '  error SecureTransportRequired: Gone',
      '',
      '2 buckets in 1 template: 1 error, 0 warnings, 0 that cannot be determined, 0 acknowledged, 2 known, 1 resolved',
      '',
    ].join('\n'));
    const [{ results }] = (JSON.parse(shown('sarif')) as Log).runs;
    expect(results!.map(({ baselineState, locations }) => `${baselineState} ${locations![0].logicalLocations![0].name}`))
      .toEqual(['unchanged Old', 'unchanged Old', 'new New', 'absent Gone']);
    expect(shown('markdown')).toContain('1 error and 0 warnings that are not in the baseline; 2 known, 1 resolved.');
    expect(shown('markdown')).toMatch(/<summary>Known, in the baseline \(2\)<\/summary>[^]*<summary>Resolved since the baseline \(1\)<\/summary>/);
    expect(shown('csv').split('\r\n').slice(1, 5).map((line) => /^"(\w+)"/.exec(line)![1])).toEqual(['known', 'known', 'violation', 'resolved']);
    expect(shown('junit')).toMatch(/<testcase name="DefaultEncryptionDeclared"[^>]*>\n\s*<skipped message="known, in the baseline"\/>/);
    expect(shown('junit')).toMatch(/ tests="2" failures="1" errors="0" skipped="1">/);
  });

  test('the baseline is not looked for among the templates, and can be any JSON report', () => {
    const cwd = directoryWith({ 'a.json': OLD });
    check(cwd, '--format', 'json', '--output', 'known.json');
    expect(check(cwd, 'a.json', '--baseline', 'known.json').code).toBe(ExitCode.CLEAN);
  });

  test('what became more severe is new', () => {
    const cwd = directoryWith({ 'a.json': OLD });
    ran(cwd, 'check', 'a.json', ...RULES, '--severity', 'SecureTransportRequired=warning', '--baseline', 'known.json', '--update-baseline');
    expect(check(cwd, '--baseline', 'known.json').code).toBe(ExitCode.FINDINGS);
    const { summary } = JSON.parse(ran(cwd, 'check', 'a.json', ...RULES, '--baseline', 'known.json', '--format', 'json').stdout) as { summary: object };
    expect(summary).toMatchObject({ errors: 2, known: 1, resolved: 0 });
  });

  test('what could not be read is not resolved', () => {
    const cwd = changed();
    fs.writeFileSync(path.join(cwd, 'a.json'), '{');
    fs.writeFileSync(path.join(cwd, 'b.json'), JSON.stringify(NEW));
    const { code, stdout } = ran(cwd, 'check', 'a.json', 'b.json', ...RULES, '--baseline', 'known.txt', '--format', 'json');
    expect([code, (JSON.parse(stdout) as { resolved: object[] }).resolved]).toEqual([ExitCode.FAILURE, []]);
  });
});

describe('--update-baseline', () => {
  test('says what is new, writes it, and ends with 0', () => {
    const cwd = changed();
    const { code, stdout } = check(cwd, '--baseline', 'known.txt', '--update-baseline');
    expect(code).toBe(ExitCode.CLEAN);
    expect(stdout).toContain('1 error, 0 warnings, 0 that cannot be determined, 0 acknowledged, 2 known, 1 resolved');
    expect(check(cwd, '--baseline', 'known.txt')).toMatchObject({ code: ExitCode.CLEAN });
    expect(JSON.parse(fs.readFileSync(path.join(cwd, 'known.txt'), 'utf8'))).toMatchObject({ version: 2, summary: { buckets: 2, errors: 2, warnings: 1 } });
  });

  test('writes nothing where something could not be read', () => {
    const cwd = changed();
    const before = fs.readFileSync(path.join(cwd, 'known.txt'), 'utf8');
    fs.writeFileSync(path.join(cwd, 'b.json'), '{"Resources": {"A": ');
    expect(check(cwd, 'b.json', '--baseline', 'known.txt', '--update-baseline').code).toBe(ExitCode.FAILURE);
    expect(fs.readFileSync(path.join(cwd, 'known.txt'), 'utf8')).toBe(before);
  });

  test('needs a file', () => {
    expect(check(directoryWith({ 'a.json': OLD }), '--update-baseline')).toEqual({
      code: ExitCode.FAILURE, stdout: '', stderr: 'cdk-s3-encryption: --update-baseline requires a file. Fix: specify it with --baseline.\n',
    });
  });

  test('a file that cannot be written ends with 3', () => {
    expect(check(directoryWith({ 'a.json': OLD }), '--baseline', 'no/such/folder.json', '--update-baseline').code).toBe(ExitCode.NOT_WRITTEN);
  });
});

describe('a baseline that is none', () => {
  const entry = (resource: object, more: object = {}) => JSON.stringify({
    version: 2, templates: [{ path: 'a.json' }], findings: [{ rule: 'R', severity: 'error', status: 'violation', message: 'm', resources: [resource], ...more }],
  });
  const RESOURCE = { template: 'a.json', logicalId: 'A', property: 'P', fingerprint: 'f' };

  test.each<[string, string, string]>([
    ['is no JSON', '{', 'it isn\'t valid JSON: '],
    ['is empty', '', 'it isn\'t valid JSON: '],
    ['is text that moves the cursor', '\u001b[2J', 'it isn\'t valid JSON: '],
    ['is a list', '[]', 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['is null', 'null', 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['is a template', '{"Resources": {}}', 'it isn\'t a JSON report of cdk-s3-encryption'],
    ['is of an older version', '{"version": 1, "templates": [], "findings": []}', 'it is a report of version 1, and baselines have version 2'],
    ['has a version that is no number', '{"version": {"a": 2}, "templates": [], "findings": []}', 'it is a report of version {"a":2}'],
    ['has findings that are none', '{"version": 2, "templates": [], "findings": [null]}', 'findings.0.rule is missing, not a string'],
    ['has no resources', entry(RESOURCE, { resources: 'A' }), 'findings.0.resources is "A", not a list'],
    ['has no fingerprint', entry({ ...RESOURCE, fingerprint: 7 }), 'findings.0.resources.0.fingerprint is 7, not a string'],
    ['has a severity that is none', entry(RESOURCE, { severity: 'constructor' }), 'findings.0.severity is "constructor"'],
    ['takes members from the prototype', '{"version": 2, "templates": [{"__proto__": {"path": "a"}}], "findings": []}', 'templates.0.path is missing'],
    ['is nested deeply', `{"version": 2, "templates": [], "findings": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'findings.0.rule is missing'],
  ])('%s', (_, text, message) => {
    const { code, stdout, stderr } = ran(directoryWith({ 'a.json': OLD, 'known.txt': text }), 'check', 'a.json', '--baseline', 'known.txt');
    expect([code, stdout]).toEqual([ExitCode.FAILURE, '']);
    expect(stderr).toContain(`cdk-s3-encryption: known.txt: the file isn't a baseline: ${message}`);
    expect(stderr).toMatch(/ Fix: create one with --format json or --update-baseline\.\n$/);
    // eslint-disable-next-line no-control-regex
    expect(stderr.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
  });

  test.each<[string, string, string]>([
    ['is not there', 'missing.json', 'the file doesn\'t exist'], ['is a directory', '.', 'it isn\'t a file'], ['never ends', '/dev/zero', 'it isn\'t a file'],
  ])('%s', (_, file, message) => {
    const { code, stdout, stderr } = ran(directoryWith({ 'a.json': OLD }), 'check', 'a.json', '--baseline', file);
    expect([code, stdout, stderr]).toEqual([
      ExitCode.FAILURE, '', `cdk-s3-encryption: ${file}: the baseline cannot be read: ${message}. Fix: create one with --format json or --update-baseline.\n`,
    ]);
  });

  test('what it says is data: names of objects are no findings', () => {
    const text = entry({ ...RESOURCE, fingerprint: '__proto__' });
    const { code, stderr } = ran(directoryWith({ 'a.json': OLD, 'known.txt': text }), 'check', 'a.json', ...RULES, '--baseline', 'known.txt');
    expect([code, stderr]).toEqual([ExitCode.FINDINGS, '']);
  });
});

describe('--fail-on', () => {
  const warns = directoryWith({ 'a.json': { Resources: { A: bucket() } } });
  const unknown = directoryWith({ 'a.json': { Resources: { A: bucket(), Macro: { Type: 'Company::S3::Bucket::MODULE' } } } });
  const code = (cwd: string, rule: string, ...options: string[]) => ran(cwd, 'check', 'a.json', ...only(rule), ...options).code;

  test('warnings fail where that is asked for', () => {
    expect(code(warns, 'DefaultEncryptionDeclared')).toBe(ExitCode.CLEAN);
    expect(code(warns, 'DefaultEncryptionDeclared', '--fail-on', 'error')).toBe(ExitCode.CLEAN);
    expect(code(warns, 'DefaultEncryptionDeclared', '--fail-on', 'warning')).toBe(ExitCode.FINDINGS);
  });

  test('so do warnings about what cannot be determined; information does not', () => {
    expect(code(unknown, 'SecureTransportRequired', '--fail-on', 'warning')).toBe(ExitCode.FINDINGS);
    expect(code(unknown, 'MinimumTlsVersion', '--fail-on', 'warning')).toBe(ExitCode.CLEAN);
  });

  test('errors fail in any case', () => {
    for (const level of ['error', 'warning']) { expect(code(warns, 'SecureTransportRequired', '--fail-on', level)).toBe(ExitCode.FINDINGS); }
  });

  test('JUnit counts what fails', () => {
    expect(ran(warns, 'check', 'a.json', ...only('DefaultEncryptionDeclared'), '--fail-on', 'warning', '--format', 'junit').stdout).toContain(' failures="1"');
    expect(ran(warns, 'check', 'a.json', ...only('DefaultEncryptionDeclared'), '--format', 'junit').stdout).toContain(' failures="0"');
  });

  test('other severities are none', () => {
    expect(ran(warns, 'check', 'a.json', '--fail-on', 'info')).toMatchObject({ code: ExitCode.FAILURE, stderr: expect.stringContaining('Allowed choices are error, warning') });
  });
});
