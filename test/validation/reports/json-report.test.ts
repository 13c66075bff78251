import { exampleReport } from './support';
import { jsonReport } from '../../../src/validation/reports';
import { foundInJson } from '../../cli/support';

interface Json {
  readonly templates: unknown[];
  readonly findings: readonly object[];
  readonly summary: unknown;
}

const report = () => JSON.parse(jsonReport(exampleReport())) as Json;

test('it is one object of version 2', () => {
  expect(Object.keys(report())).toEqual(['version', 'templates', 'findings', 'summary']);
  expect(report()).toMatchObject({ version: 2 });
});

test('it names the templates, with how many buckets are in them', () => {
  expect(report().templates).toEqual([
    { path: 'cdk.out/App.template.json', stack: 'App', buckets: 2 },
    { path: 'more templates/plain.yaml', stack: null, buckets: 2 },
  ]);
});

test('findings have a severity and a status, in the order of the templates', () => {
  expect(foundInJson(jsonReport(exampleReport())).map(({ rule, logicalId, severity, status }) => `${logicalId} ${rule} ${severity} ${status}`)).toEqual([
    'Quiet SseCBlocked error acknowledged',
    'Loud SseCBlocked error violation',
    'Absent BucketKeyEnabled warning violation',
    'Absent SseCBlocked info violation',
    'Unknown BucketKeyEnabled info unknown',
  ]);
});

test('a finding says all there is to say', () => {
  expect(report().findings[1]).toEqual({
    rule: 'SseCBlocked',
    severity: 'error',
    status: 'violation',
    resources: [{
      template: 'cdk.out/App.template.json',
      stack: 'App',
      logicalId: 'Loud',
      constructPath: 'App/Loud/Resource',
      resourceType: 'AWS::S3::Bucket',
      property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.BlockedEncryptionTypes.EncryptionType',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    }],
    page: 'https://github.com/cdk-s3-encryption/cdk-s3-encryption/blob/main/docs/rules/SseCBlocked.md',
    message: expect.stringContaining('SSE-C'),
    fix: expect.stringContaining('BlockedEncryptionType'),
  });
  expect(report().findings[2]).toMatchObject({ resources: [{ stack: null, constructPath: null }] });
});

test('the summary counts every finding once', () => {
  expect(report().summary).toEqual({ buckets: 4, errors: 1, warnings: 1, unknown: 1, acknowledged: 1 });
});
