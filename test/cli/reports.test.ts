import * as fs from 'fs';
import * as path from 'path';
import { only, ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { directoryWith, withBucket } from '../validation/assembly/support';

const RULES = only('SecureTransportRequired');

describe('--report', () => {
  test('writes reports beside the one that is printed, all of one run', () => {
    const cwd = directoryWith({ 'a.json': withBucket() });
    const { code, stdout } = ran(cwd, 'check', 'a.json', ...RULES, '--report', 'sarif=a.sarif', '--report', 'markdown=m=1.md', '--report', 'html=page.html');
    expect([code, stdout]).toEqual([ExitCode.FINDINGS, expect.stringContaining('error SecureTransportRequired')]);
    const written = (file: string) => fs.readFileSync(path.join(cwd, file), 'utf8');
    expect(JSON.parse(written('a.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(written('m=1.md')).toContain('```mermaid');
    expect(written('page.html')).toMatch(/^<!doctype html>/i);
    expect(written('m=1.md')).toBe(ran(cwd, 'check', 'a.json', ...RULES, '--format', 'markdown').stdout);
  });

  test.each(['sarif', '=a', 'sarif=', 'pdf=a.pdf', 'constructor=a', ''])('%j is no format and file', (given) => {
    const { code, stderr } = ran(directoryWith({ 'a.json': withBucket() }), 'check', 'a.json', '--report', given);
    expect([code, stderr]).toEqual([ExitCode.FAILURE, expect.stringContaining('Use FORMAT=FILE, where FORMAT is one of text, json, markdown, csv, junit, sarif, html.')]);
  });

  test('that cannot be written ends with 3', () => {
    expect(ran(directoryWith({ 'a.json': withBucket() }), 'check', 'a.json', '--report', 'json=no/such/folder').code).toBe(ExitCode.NOT_WRITTEN);
  });
});

describe('a report of more buckets than a page can show', () => {
  const cwd = directoryWith({
    'a.json': { Resources: Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`B${i}`, { Type: 'AWS::S3::Bucket' }])) }, 'page.html': 'former',
  });
  const refused = 'cdk-s3-encryption: the HTML report shows up to 20,000 buckets, and these templates have 20,001. '
    + 'Fix: check fewer templates at a time, for example those of one stage, or use a format without a limit, such as csv or json.\n';

  test('is refused as HTML, with 2, and the file stays as it is', () => {
    expect(ran(cwd, 'check', 'a.json', ...RULES, '--quiet', '--format', 'html', '--output', 'page.html')).toEqual({ code: ExitCode.FAILURE, stdout: '', stderr: refused });
    expect(ran(cwd, 'check', 'a.json', ...RULES, '--quiet', '--format', 'csv', '--report', 'html=page.html')).toEqual({ code: ExitCode.FAILURE, stdout: '', stderr: refused });
    expect(fs.readFileSync(path.join(cwd, 'page.html'), 'utf8')).toBe('former');
  });

  test('is written in another format', () => {
    expect(ran(cwd, 'check', 'a.json', ...RULES, '--quiet', '--format', 'markdown')).toMatchObject({ code: ExitCode.FINDINGS, stderr: '' });
  });
});

describe('--ignore-other-files', () => {
  const cwd = directoryWith({
    'a.json': withBucket(),
    'b.yaml': 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n',
    'package.json': { name: 'a', version: '1.0.0' },
    'pods.yaml': 'kind: Pod\n---\nkind: Pod\n',
    'pods.tpl.yaml': 'kind: {{ .Kind }}\n',
    'broken.yaml': 'Resources:\n  A: [\n',
  });
  const OTHERS = ['package.json', 'pods.yaml', 'pods.tpl.yaml'];

  test('leaves out what is named and is no template', () => {
    const { code, stdout, stderr } = ran(cwd, 'check', '--ignore-other-files', ...OTHERS, 'a.json', 'b.yaml', ...RULES);
    expect([code, stderr]).toEqual([ExitCode.FINDINGS, '']);
    expect(stdout).toContain('2 buckets in 2 templates: 2 errors');
    expect(ran(cwd, 'check', ...OTHERS, 'a.json', ...RULES).code).toBe(ExitCode.FAILURE);
  });

  test('ends with 0 where none is left', () => {
    expect(ran(cwd, 'check', '--ignore-other-files', ...OTHERS)).toMatchObject({
      code: ExitCode.CLEAN, stderr: '', stdout: expect.stringContaining('0 buckets in 0 templates'),
    });
  });

  test('says what could be a template and cannot be read, and what is not there', () => {
    expect(ran(cwd, 'check', '--ignore-other-files', 'broken.yaml')).toMatchObject({ code: ExitCode.FAILURE, stderr: expect.stringContaining('broken.yaml:') });
    expect(ran(cwd, 'check', '--ignore-other-files', 'nothing.json').code).toBe(ExitCode.FAILURE);
  });
});
