import { reportOfApp, typesApp } from './html/apps';
import { exampleReport, show } from './support';
import { App } from '../../../src/template';
import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Posture } from '../../../src/validation/posture';
import { type Report, reportOf } from '../../../src/validation/reports';
import { RuleSet } from '../../../src/validation/rule-sets';

/** What the recommended rules find in a template, with a map. */
function reportOn(resources: object): Report {
  const json = { Resources: resources };
  const known = { constructPaths: new Map<string, string>(), acknowledgements: Acknowledgements.NONE };
  const file = { source: { name: 'a.json', json }, file: 'a.json', path: 'a.json', text: JSON.stringify(json), ...known };
  return reportOf(Posture.of(App.of([file.source])), RuleSet.recommended(), [file], { hasMap: true });
}

const COMPLIANT = { Topic: { Type: 'AWS::SNS::Topic' } };

describe('Markdown', () => {
  test('has violations in a table, the rest behind folds, and the summary at the end', () => {
    const markdown = show(exampleReport(), 'markdown');
    expect(markdown).toMatch(/^## S3 encryption\n\n1 error and 1 warning\.\n\n\| Severity \| Rule \| Resources \| Finding \|\n\| --- \| --- \| --- \| --- \|\n\| error \| \[SseCBlocked\]\(https:\/\/\S+\) \| App\/Loud\/Resource \(Loud\) \| .*\|\n\| warning \| \[BucketKeyEnabled\]/);
    expect([...markdown.matchAll(/<summary>(.*)<\/summary>/g)].map(([, title]) => title)).toEqual(['How to fix (2)', 'Information (2)', 'Acknowledged (1)']);
    expect(markdown).toContain('App/Quiet/Resource (Quiet) (clients need it)');
    expect(markdown).toMatch(/\n4 buckets in 2 templates: 1 error, 1 warning, 1 that cannot be determined, 1 acknowledged\n$/);
  });

  test('of what complies it is short', () => {
    expect(show(reportOn(COMPLIANT), 'markdown')).toBe('## S3 encryption\n\nNo errors and no warnings.\n\n0 buckets in 1 template: 0 errors, 0 warnings, 0 that cannot be determined, 0 acknowledged\n');
  });
});

describe('CSV', () => {
  const lines = show(exampleReport(), 'csv').split('\r\n');

  test('has a row for each resource, whatever became of its finding', () => {
    expect(lines.map((line) => line.split('","').slice(0, 3).join(' ').slice(1))).toEqual([
      'Status Severity Rule', 'acknowledged error SseCBlocked', 'violation error SseCBlocked', 'violation warning BucketKeyEnabled', 'violation info SseCBlocked',
      'unknown info BucketKeyEnabled', 'summary  ', '',
    ]);
    expect(lines[1]).toContain('"clients need it"');
  });

  test('has the controls of each framework', () => {
    expect(lines[0]).toContain('"AWS Security Hub CSPM","AWS Config","CIS AWS Foundations Benchmark v5","NIST SP 800-53 Rev. 5","PCI DSS v4"');
    expect(show(reportOn({ A: { Type: 'AWS::S3::Bucket' } }), 'csv')).toMatch(/"SecureTransportRequired".*"S3\.5","s3-bucket-ssl-requests-only","2\.1\.1","AC-17\(2\), /);
  });

  test('of what complies has a header and a summary', () => { expect(show(reportOn(COMPLIANT), 'csv').split('\r\n')).toHaveLength(3); });
});

describe('JUnit', () => {
  test('fails for errors, skips what is acknowledged, and has the rest as output', () => {
    const xml = show(exampleReport(), 'junit');
    expect(xml).toContain('<testsuites name="cdk-s3-encryption" tests="4" failures="1" errors="0" skipped="0">');
    expect(xml).toContain('<testsuite name="App" file="cdk.out/App.template.json" tests="2" failures="1" errors="0" skipped="0">');
    expect(xml).toMatch(/<testcase name="BucketKeyEnabled" classname="App"\/>/);
    expect(xml).toMatch(/<testcase name="SseCBlocked" classname="App">\n {6}<failure type="error" message="[^"]+">App\/Loud\/Resource \(Loud\) at cdk\.out\/App\.template\.json:32:17 /);
    expect(xml).toMatch(/<system-out>error, acknowledged: [^<]*App\/Quiet\/Resource/);
    expect(xml).toMatch(/<system-out>warning: [^<]*info, unknown: /);
    expect(xml).toContain('<system-out>4 buckets in 2 templates: 1 error, 1 warning, 1 that cannot be determined, 1 acknowledged</system-out>');
  });

  test('names what could not be read', () => {
    expect(show({ ...exampleReport(), failures: ['b.json: it is a link to nothing'] }, 'junit')).toContain('<error message="b.json: it is a link to nothing"/>');
  });

  test('of what complies has cases without anything in them', () => {
    const xml = show(reportOn(COMPLIANT), 'junit');
    expect(xml).toContain(' failures="0" errors="0" skipped="0">');
    expect(xml).not.toMatch(/<failure|<skipped/);
  });
});

const PUBLIC = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3tables:GetTableData', Resource: '*' }] };

describe('the map', () => {
  const encrypted = (key: object) => ({ BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', ...key } }] } });
  const replicated = {
    VersioningConfiguration: { Status: 'Enabled' },
    ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: [{ Status: 'Enabled', Destination: { Bucket: { 'Fn::GetAtt': ['Replicas', 'Arn'] } } }] },
  };
  const APP = {
    Data: { Type: 'AWS::S3::Bucket', Properties: { ...encrypted({ KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } }), ...replicated, LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } } },
    Logs: { Type: 'AWS::S3::Bucket' },
    Replicas: { Type: 'AWS::S3::Bucket', Properties: encrypted({}) },
    Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } },
  };

  test('shows buckets, keys, logs and replicas, and where errors are', () => {
    const { mermaid = '' } = reportOn(APP);
    const lines = mermaid.split('\n').map((line) => line.trim());
    const nodeOf = (name: string) => /^n\d+/.exec(lines.find((line) => line.includes(`"${name}`))!)![0];
    expect(lines[0]).toBe('flowchart LR');
    expect(lines).toContain(`${nodeOf('Data: SSE-KMS')} -->|encrypted by| ${nodeOf('Key')}`);
    expect(lines).toContain(`${nodeOf('Replicas: SSE-KMS')} -->|encrypted by| ${nodeOf('AWS managed key aws/s3')}`);
    expect(lines).toContain(`${nodeOf('Data')} -.->|S3 server access logs| ${nodeOf('Logs: SSE-S3 by default')}`);
    expect(lines).toContain(`${nodeOf('Data')} ==>|replicates to| ${nodeOf('Replicas')}`);
    expect(lines[lines.length - 1]).toMatch(/^class n\d+.* faulty$/);
  });

  test('shows buckets of each type, with the keys of what is in them, and the errors of their policies', () => {
    const { mermaid = '' } = reportOfApp(typesApp()).report;
    const lines = mermaid.split('\n').map((line) => line.trim());
    const nodeOf = (name: string) => /^n\d+/.exec(lines.find((line) => line.includes(`"${name}`))!)![0];
    for (const bucket of ['Sessions: directory bucket, SSE-KMS', 'Tables: table bucket, SSE-KMS', 'Vectors: vector bucket, SSE-KMS', 'Orders: SSE-KMS']) {
      expect(lines).toContain(`${nodeOf(bucket)} -->|encrypted by| ${nodeOf('Key')}`);
    }
    expect(lines).toContain(`${nodeOf('Vectors')} -->|vector index encrypted by| ${nodeOf('Key')}`);
    expect(lines).toContain(`${nodeOf('Orders')} -->|journal table encrypted by| ${nodeOf('Key')}`);
    expect(mermaid).not.toContain('aws/s3');
  });

  test('counts errors of policies on their bucket, and no error that is known', () => {
    const resources = {
      Tables: { Type: 'AWS::S3Tables::TableBucket', Properties: { TableBucketName: 'tables' } },
      Policy: { Type: 'AWS::S3Tables::TableBucketPolicy', Properties: { TableBucketARN: { 'Fn::GetAtt': ['Tables', 'TableBucketARN'] }, ResourcePolicy: PUBLIC } },
    };
    const { report } = reportOfApp([{ name: 'Stack', resources }]);
    expect(report.mermaid).toContain('"Tables: table bucket, SSE-S3 by default, 1 error"');
    const compared = reportOfApp([{ name: 'Stack', resources }], undefined, report).report;
    expect(compared.mermaid).toContain('"Tables: table bucket, SSE-S3 by default"');
    expect(compared.mermaid).not.toContain('faulty');
  });

  test('is in Markdown for small apps alone', () => {
    expect(show(reportOn(APP), 'markdown')).toMatch(/<summary>Map<\/summary>\n\n```mermaid\nflowchart LR\n/);
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`B${i}`, { Type: 'AWS::S3::Bucket' }]));
    expect(show(reportOn(many), 'markdown')).not.toContain('mermaid');
    expect(reportOn(COMPLIANT).mermaid).toBeUndefined();
  });
});
