import { ran } from './support';
import { ExitCode } from '../../src/cli/io';
import type { ReportData } from '../../src/validation/reports/html/report-data';
import { directoryWith } from '../validation/assembly/support';
import { KEY_ARN, directoryBucket, tableBucket, templateOf, vectorBucket } from '../validation/rules/bucket-kinds-support';

const TEMPLATE = templateOf({
  Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } },
  Directory: directoryBucket({ algorithm: 'AES256' }),
  Tables: tableBucket({ algorithm: 'aws:kms', key: KEY_ARN }),
  Vectors: vectorBucket({ algorithm: 'aws:kms:dsse' }),
});

const checked = (...args: string[]) => ran(directoryWith({ 'a.json': TEMPLATE }), 'check', 'a.json', ...args);

test('a template with directory, table and vector buckets only is read as one with buckets', () => {
  const { code, stdout } = checked();
  expect(code).toBe(ExitCode.FINDINGS);
  expect(stdout).toContain('3 buckets in 1 template: 2 errors, 0 warnings');
  expect(stdout).toMatch(/error TableMaintenanceKeyPolicy a\.json:/);
  expect(stdout).toMatch(/error BucketKindEncryptionValid a\.json:/);
});

test('JSON, CSV and Markdown count and show them', () => {
  expect(JSON.parse(checked('--format', 'json').stdout)).toMatchObject({ summary: { buckets: 3 }, templates: [{ buckets: 3 }] });
  expect(checked('--format', 'csv').stdout).toContain('AWS::S3Vectors::VectorBucket');
  const { stdout } = checked('--format', 'markdown');
  expect(stdout).toContain('3 buckets in 1 template');
  expect(stdout).toContain('Directory: directory bucket, SSE-S3"');
  expect(stdout).toContain('Vectors: vector bucket, DSSE-KMS, 1 error"');
  // A vector bucket has no AWS managed key to fall back on.
  expect(stdout.match(/-->\|encrypted by\| \w+/g)).toHaveLength(1);
  expect(stdout).not.toContain('"AWS managed key');
});

test('HTML shows a box for each', () => {
  const { stdout } = checked('--format', 'html');
  const { nodes } = JSON.parse(/<script type="application\/json" id="data">([^<]*)<\/script>/.exec(stdout)![1]) as ReportData;
  expect(nodes.filter(({ kind }) => kind === 'bucket').map(({ bucket, label }) => [label, bucket!.type, bucket!.algorithm]))
    .toEqual([['Directory', 'directory', 'AES256'], ['Tables', 'table', 'aws:kms'], ['Vectors', 'vector', 'aws:kms:dsse']]);
});
