import * as fs from 'fs';
import * as path from 'path';
import { only, ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { run } from '../../src/cli/run';
import { directoryWith } from '../validation/assembly/support';

const bucket = (properties: object = {}) => ({ Resources: { A: { Type: 'AWS::S3::Bucket', Properties: properties } } });
const PUBLIC = bucket({ AccessControl: 'PublicRead' });
const PRIVATE = bucket();
const UNKNOWN = bucket({ AccessControl: { 'Fn::ImportValue': 'Acl' } });
const LOGS = bucket({ AccessControl: 'LogDeliveryWrite' });

const cwd = directoryWith({ 'public.json': PUBLIC, 'private.json': PRIVATE, 'unknown.json': UNKNOWN, 'logs.json': LOGS, 'broken.json': '{', 'list.json': '[]' });
const diff = (before: string, after: string, ...options: string[]) => ran(cwd, 'diff', before, after, ...only(), ...options);

test('says what changes between two templates', () => {
  expect(diff('private.json', 'public.json')).toEqual({
    code: ExitCode.FINDINGS,
    stdout: [
      'A AWS::S3::Bucket in public.json',
      '  weaker        ACL: Private -> PublicRead',
      '',
      'private.json (1 bucket, 0 keys) to public.json (1 bucket, 0 keys): 1 weaker, 0 undetermined, 0 other, 0 stronger',
      '',
    ].join('\n'),
    stderr: '',
  });
});

describe('ends with 1', () => {
  const CHANGES = { weaker: ['private', 'public'], undetermined: ['private', 'unknown'], other: ['private', 'logs'], stronger: ['public', 'private'] };
  const failing = (...options: string[]) => Object.entries(CHANGES)
    .filter(([, [before, after]]) => diff(`${before}.json`, `${after}.json`, ...options).code === ExitCode.FINDINGS).map(([effect]) => effect);

  test.each<[readonly string[], readonly string[]]>([
    [[], ['weaker']],
    [['--fail-on', 'weaker'], ['weaker']],
    [['--fail-on', 'undetermined'], ['weaker', 'undetermined']],
    [['--fail-on', 'any'], ['weaker', 'undetermined', 'other', 'stronger']],
    [['--fail-on', 'never'], []],
  ])('with %j for changes that are %j', (options, expected) => {
    expect(failing(...options)).toEqual(expected);
  });

  test('for no change never', () => {
    expect(diff('public.json', 'public.json', '--fail-on', 'any').code).toBe(ExitCode.CLEAN);
  });

  test('for a finding that is new', () => {
    const open = directoryWith({ 'a.json': { Resources: {} }, 'b.json': PRIVATE });
    const code = (...rules: string[]) => ran(open, 'diff', 'a.json', 'b.json', ...rules).code;
    expect([code(), code(...only('SecureTransportRequired')), code(...only())]).toEqual([ExitCode.FINDINGS, ExitCode.FINDINGS, ExitCode.CLEAN]);
    expect(code(...only('SecureTransportRequired'), '--severity', 'SecureTransportRequired=warning')).toBe(ExitCode.CLEAN);
  });
});

describe('what cannot be read', () => {
  test.each<[string, string, string]>([
    ['nothing.json', 'private.json', 'nothing.json: no such file or directory'],
    ['private.json', 'broken.json', 'broken.json:1:2: '],
    ['list.json', 'private.json', 'list.json: it isn\'t a template: it has no Resources section'],
    ['', 'private.json', 'a path is empty'],
  ])('%j and %j end with 2, and nothing is compared', (before, after, message) => {
    const { code, stdout, stderr } = diff(before, after);
    expect([code, stdout]).toEqual([ExitCode.FAILURE, '']);
    expect(stderr).toContain(`cdk-s3-encryption: ${message}`);
  });

  test('nor is the rest of a folder: what is not read would be as if it had been removed', () => {
    const folders = directoryWith({ 'a/one.json': PRIVATE, 'a/two.json': PUBLIC, 'b/one.json': PRIVATE, 'b/two.json': '{"Resources": ' });
    expect(ran(folders, 'diff', 'a', 'b')).toMatchObject({ code: ExitCode.FAILURE, stdout: '' });
  });

  test('two paths are wanted, and no other options', () => {
    expect(ran(cwd, 'diff', 'a.json')).toMatchObject({ code: ExitCode.FAILURE, stderr: expect.stringContaining('missing required argument') });
    expect(ran(cwd, 'diff', 'a.json', 'b.json', 'c.json').code).toBe(ExitCode.FAILURE);
    expect(diff('private.json', 'public.json', '--fail-on', 'worse')).toMatchObject({ code: ExitCode.FAILURE, stderr: expect.stringContaining('weaker, undetermined, any, never') });
  });
});

describe('a key that appears twice', () => {
  const twice = (acl: string) => `{"Resources": {"A": {"Type": "AWS::S3::Bucket", "Properties": {"AccessControl": "${acl}", "AccessControl": "Private"}}}}`;

  test('fails where the comparison depends on which one counts, on either side', () => {
    const files = directoryWith({ 'a.json': twice('PublicRead'), 'b.json': PRIVATE, 'same.json': twice('Private') });
    for (const [before, after] of [['a.json', 'b.json'], ['b.json', 'a.json']]) {
      const { code, stderr } = ran(files, 'diff', before, after, ...only());
      expect([code, stderr]).toEqual([ExitCode.FAILURE, expect.stringMatching(/a\.json:1:\d+: error: the key "AccessControl" appears twice/)]);
    }
    expect(ran(files, 'diff', 'same.json', 'b.json', ...only())).toMatchObject({ code: ExitCode.CLEAN, stderr: expect.stringContaining('warning: the key') });
    expect(ran(files, 'diff', 'same.json', 'b.json', ...only(), '--quiet').stderr).toBe('');
  });
});

test('writes to a file, without colours, and says nothing then', () => {
  const file = path.join(cwd, 'report.md');
  let shown = '';
  const io = { cwd, colors: true, debug: false, stdout: (text: string) => { shown += text; }, stderr: (text: string) => { shown += text; } };
  expect(run(['diff', 'private.json', 'public.json', ...only(), '--output', 'report.txt'], io)).toBe(ExitCode.FINDINGS);
  expect(shown).toBe('');
  expect(fs.readFileSync(path.join(cwd, 'report.txt'), 'utf8')).toMatch(/^A AWS::S3::Bucket/);
  expect(diff('private.json', 'public.json', '--format', 'markdown', '--output', 'report.md').stdout).toBe('');
  expect(fs.readFileSync(file, 'utf8')).toMatch(/^## Changes in S3 encryption/);
  expect(diff('private.json', 'public.json', '--output', 'no/such/folder').code).toBe(ExitCode.NOT_WRITTEN);
  expect(run(['diff', 'private.json', 'public.json', ...only()], io)).toBe(ExitCode.FINDINGS);
  expect(shown).toContain('\u001b[31m');
});
