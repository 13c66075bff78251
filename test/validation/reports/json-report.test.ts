import { acknowledged, CUSTOM, finding, PAGE, RESOLVED, reportWith, RULE, template } from './made';
import { exampleReport } from './support';
import { jsonReport, type Report, type ReportedFinding, ReportedStatus } from '../../../src/validation/reports';
import { Severity } from '../../../src/validation/rules';
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

interface Compared {
  readonly [name: string]: unknown;
  readonly findings: readonly { readonly [name: string]: unknown; readonly resources: readonly object[] }[];
}

const jsonOf = (given: Report) => JSON.parse(jsonReport(given)) as Compared;
const found = (more: Partial<ReportedFinding>) => jsonOf(reportWith([finding(more)])).findings[0];

describe('a finding', () => {
  test('has the members of a finding and no others', () => {
    const nested = template('b.json', { stack: 'B', stackTemplate: 'a.json' });
    expect(jsonOf(reportWith([finding(), finding({ logicalId: 'Other', constructPath: 'App/Other', template: nested, fingerprint: 'f1' })])).findings).toEqual([{
      rule: 'KeyNamed',
      severity: 'error',
      status: 'violation',
      message: 'No key is named.',
      fix: 'Name a key.',
      page: PAGE,
      resources: [
        { template: 'a.json', stack: null, logicalId: 'Data', constructPath: null, resourceType: 'AWS::S3::Bucket', property: 'Properties.BucketEncryption', fingerprint: 'f0' },
        { template: 'b.json', stack: 'B', logicalId: 'Other', constructPath: 'App/Other', resourceType: 'AWS::S3::Bucket', property: 'Properties.BucketEncryption', fingerprint: 'f1' },
      ],
    }]);
  });

  test('has the rules that are undetermined for the same reason', () => {
    const also = [{ rule: CUSTOM, severity: Severity.INFO, fingerprint: 'f1' }];
    expect(found({ also, status: ReportedStatus.UNKNOWN })).toMatchObject({ status: 'unknown', resources: [{ fingerprint: 'f0', also: [{ rule: 'AcmeTag', severity: 'info', fingerprint: 'f1' }] }] });
    expect(found({}).resources[0]).not.toHaveProperty('also');
  });

  test('has a line that fixes all, a reason and a page where there is one', () => {
    const both = ['A', 'B'].map((logicalId) => finding({ logicalId, constructPath: `App/${logicalId}` }));
    expect(jsonOf(reportWith(both)).findings[0]).toHaveProperty('fixForAll', RULE.fixForAll);
    expect(jsonOf(reportWith([acknowledged()])).findings[0]).toMatchObject({ status: 'acknowledged', reason: 'it is public' });
    expect(found({ rule: CUSTOM })).not.toHaveProperty('page');
    for (const member of ['fixForAll', 'reason', 'known']) { expect(found({})).not.toHaveProperty(member); }
  });
});

describe('without a baseline', () => {
  test('nothing is said of what is known', () => {
    const json = jsonOf(reportWith([finding({ isKnown: true })]));
    expect(json).not.toHaveProperty('resolved');
    expect(json.findings[0]).not.toHaveProperty('known');
    expect(json.summary).toEqual({ buckets: 1, errors: 0, warnings: 0, unknown: 0, acknowledged: 0 });
  });
});

describe('compared with a baseline', () => {
  test('says what is known, and what is resolved', () => {
    const json = jsonOf(reportWith([finding({ isKnown: true }), finding({ logicalId: 'New' })], { resolved: [RESOLVED, { ...RESOLVED, constructPath: 'App/Gone' }] }));
    expect(json.findings.map(({ known }) => known)).toEqual([true, false]);
    expect(json.resolved).toEqual([{ ...RESOLVED, constructPath: null }, { ...RESOLVED, constructPath: 'App/Gone' }]);
    expect(json.summary).toEqual({ buckets: 1, errors: 1, warnings: 0, unknown: 0, acknowledged: 0, known: 1, resolved: 2 });
  });

  test('says that nothing is resolved', () => {
    expect(jsonOf(reportWith([], { resolved: [] }))).toMatchObject({ findings: [], resolved: [], summary: { known: 0, resolved: 0 } });
  });
});

test('what could not be read is named, if there is any', () => {
  expect(jsonOf(reportWith([], { failures: ['b.json: it is a link to nothing'] }))).toHaveProperty('unread', ['b.json: it is a link to nothing']);
  expect(jsonOf(reportWith([]))).not.toHaveProperty('unread');
});

test('it ends with a line break', () => { expect(jsonReport(reportWith([]))).toMatch(/[^\n]\n$/); });
