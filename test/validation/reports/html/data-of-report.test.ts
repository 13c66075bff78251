import { reportOfApp, smallApp } from './apps';
import { App, type TemplateSource } from '../../../../src/template';
import { Posture } from '../../../../src/validation/posture';
import { type Report, type ReportedFinding, ReportedStatus } from '../../../../src/validation/reports';
import { dataOfReport } from '../../../../src/validation/reports/html/data-of-report';
import { frameworkData } from '../../../../src/validation/reports/html/framework-data';
import { labelOf } from '../../../../src/validation/reports/html/labels';
import type { ReportData } from '../../../../src/validation/reports/html/report-data';
import { RuleSet } from '../../../../src/validation/rule-sets';
import { Severity } from '../../../../src/validation/rules';
import { acknowledged, CUSTOM, finding, PAGE, RESOLVED, reportWith, RULE, template } from '../made';

interface Given {
  readonly path: string;
  readonly source: TemplateSource;
  readonly stack?: string;
}

const BUCKETS = { Resources: { Data: { Type: 'AWS::S3::Bucket' } } };

/** The data of a report about templates. */
function dataOf(report: Report, templates: readonly Given[] = [{ path: 'cdk.out/a.json', source: { name: 'a.json', json: BUCKETS } }]): ReportData {
  const posture = Posture.of(App.of(templates.map(({ source }) => source)));
  return dataOfReport(report, { posture, templates, constructPathOf: () => undefined }, '1.2.3');
}

test('the data has its format, and the version of the library', () => {
  expect(dataOf(reportWith([]))).toMatchObject({ format: 1, version: '1.2.3' });
});

test('the summary counts what the report counts', () => {
  const findings = [
    finding(), finding({ severity: Severity.WARNING }), finding({ severity: Severity.WARNING, logicalId: 'B' }), finding({ status: ReportedStatus.UNKNOWN }), acknowledged(), acknowledged({ logicalId: 'B' }), acknowledged({ logicalId: 'C' }),
    ...['A', 'B', 'C', 'D'].map((logicalId) => finding({ logicalId, isKnown: true })),
  ];
  const report = reportWith(findings, { buckets: 7, templates: [template(), template('b.json')] });
  expect(dataOf(report).summary).toEqual({ templates: 2, buckets: 7, errors: 1, warnings: 2, unknown: 1, acknowledged: 3, known: 4 });
});

test('stacks are called by their names, and else by their files', () => {
  const source = (name: string, more: Partial<TemplateSource> = {}) => ({ name, json: {}, ...more });
  const templates = [
    { path: 'cdk.out/a.json', source: source('a', { stackName: 'Named', environment: { account: '111122223333', region: 'eu-west-1' } }), stack: 'Other' },
    { path: 'cdk.out/b.json', source: source('b', { environment: { region: 'us-east-1' } }), stack: 'Stack' },
    { path: 'cdk.out/c.json', source: source('c') },
    { path: 'd.json', source: source('d') },
  ];
  expect(dataOf(reportWith([]), templates).stacks).toEqual([
    { name: 'Named', template: 'cdk.out/a.json', account: '111122223333', region: 'eu-west-1' },
    { name: 'Stack', template: 'cdk.out/b.json', account: null, region: 'us-east-1' },
    { name: 'c.json', template: 'cdk.out/c.json', account: null, region: null },
    { name: 'd.json', template: 'd.json', account: null, region: null },
  ]);
});

test('rules have their texts, and their page before what AWS documents', () => {
  const texts = { title: RULE.title, why: RULE.why, fix: RULE.fix, severity: 'error' };
  expect(dataOf(reportWith([finding({ rule: { ...CUSTOM, why: RULE.why, links: ['https://wiki.example.com'] } })])).rules).toEqual([
    { ...texts, name: 'KeyNamed', topic: 'keys', links: [PAGE, ...RULE.links] }, { ...texts, name: 'AcmeTag', topic: 'custom rules', links: ['https://wiki.example.com'] },
  ]);
});

test('what could not be read comes before what is odd', () => {
  expect(dataOf(reportWith([], { problems: ['a.json: odd'], failures: ['b.json: gone'] })).problems).toEqual(['b.json: gone', 'a.json: odd']);
});

test('what is resolved has its former place', () => {
  const { fingerprint: _, ...gone } = RESOLVED;
  expect(dataOf(reportWith([], { resolved: [RESOLVED, { ...RESOLVED, constructPath: 'App/Gone' }] })).resolved).toEqual([{ ...gone, constructPath: null }, { ...gone, constructPath: 'App/Gone' }]);
  expect(dataOf(reportWith([])).resolved).toBeNull();
  expect(dataOf(reportWith([], { resolved: [] })).resolved).toEqual([]);
});

describe('a finding', () => {
  const second = { path: 'b.json', source: { name: 'b.json', json: BUCKETS } };
  const first = { path: 'a.json', source: { name: 'a.json', json: BUCKETS } };
  const of = (...findings: ReportedFinding[]) => dataOf(reportWith(findings), [first, second]);

  test('has all that the page shows of it', () => {
    const data = of(finding(), acknowledged({ template: template('b.json'), rule: CUSTOM, constructPath: 'App/Data', fix: 'Else.', isKnown: true, message: 'Another.' }));
    expect(data.findings).toEqual([
      {
        rule: 0,
        severity: 'error',
        status: 'violation',
        known: false,
        message: 0,
        witness: null,
        fix: null,
        stack: 0,
        logicalId: 'Data',
        constructPath: null,
        resourceType: 'AWS::S3::Bucket',
        property: 'Properties.BucketEncryption',
        line: 7,
        column: 3,
        reason: null,
        nodes: [0],
        edges: [],
      },
      {
        rule: 1,
        severity: 'error',
        status: 'acknowledged',
        known: true,
        message: 1,
        witness: null,
        fix: 2,
        stack: 1,
        logicalId: 'Data',
        constructPath: 'App/Data',
        resourceType: 'AWS::S3::Bucket',
        property: 'Properties.BucketEncryption',
        line: 7,
        column: 3,
        reason: 'it is public',
        nodes: [1],
        edges: [],
      },
    ]);
    expect(data.texts).toEqual(['No key is named.', 'Another.', 'Else.']);
  });

  test('shares its texts with others', () => {
    const data = of(finding(), finding({ logicalId: 'B', fix: 'Else.' }), finding({ logicalId: 'C', fix: 'Else.', message: 'Else.' }));
    expect(data.findings.map(({ message, fix }) => [message, fix])).toEqual([[0, null], [0, 1], [1, 1]]);
    expect(data.texts).toEqual(['No key is named.', 'Else.']);
  });

  test('of no resource is on no box', () => {
    expect(of(finding({ logicalId: 'Fn::Transform' }), finding({ template: template('c.json') })).findings.map(({ nodes, edges, stack }) => [nodes, edges, stack])).toEqual([[[], [], 0], [[], [], 0]]);
  });

  test.each<[string, string | undefined]>([
    ['The policy denies plain HTTP, but it does not deny s3:GetObject over HTTP.', 's3:GetObject over HTTP'],
    ['The policy denies some, but not s3:PutObject with TLS 1.1. This applies if A is true.', 's3:PutObject with TLS 1.1'],
    ['It does not deny s3:GetObject over HTTP', undefined],
    ['The policy may deny s3:GetObject.', undefined],
    ['Of all, it does not deny s3:GetObject\nwith a. b in it. More.', 's3:GetObject\\u000awith a. b in it'],
  ])('names the request of %j', (message, witness) => {
    const { findings: [one], texts } = of(finding({ message }));
    expect(one.witness === null ? undefined : texts[one.witness]).toBe(witness);
  });
});

describe('where findings are on the map', () => {
  const rules = Array.from({ length: 11 }, (_, i) => ({ Id: `r${i}`, Status: 'Enabled', Priority: i, Filter: { Prefix: `${i}/` }, Destination: { Bucket: `arn:aws:s3:::replica-${i}` } }));
  const [{ resources, ...stack }] = smallApp();
  const orders = resources.Orders as { readonly Properties: object };
  const { posture, templates } = reportOfApp([{
    ...stack,
    resources: {
      ...resources,
      Orders: { ...orders, Properties: { ...orders.Properties, ReplicationConfiguration: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Rules: rules } } },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/orders', TargetKeyId: { Ref: 'Key' } } },
    },
  }], RuleSet.recommended());
  const found = (logicalId: string, property: string) => {
    const report = reportWith([finding({ logicalId, property, template: template('a.json', { name: 'Data' }) })]);
    const data = dataOfReport(report, { posture, templates, constructPathOf: () => undefined }, '1.2.3');
    const [{ nodes, edges }] = data.findings;
    return [nodes.map((node) => data.nodes[node].label).join(), edges.map((edge) => `${data.edges[edge].kind} ${data.nodes[data.edges[edge].to].label}`).join()];
  };
  const REPLICAS = rules.map((_, i) => `replicates-to replica-${i}`).join();
  const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';

  test.each<[string, string]>([
    ['Properties', ''],
    ['Properties.BucketEncryption', ''],
    [`Properties.${ENCRYPTION}`, ''],
    [`Properties.${ENCRYPTION}.KMSMasterKeyID`, 'encrypted-by Key'],
    ['Properties.LoggingConfiguration', 'logs-to Logs'],
    ['Properties.LoggingConfiguration.DestinationBucketName', 'logs-to Logs'],
    ['Properties.LoggingConfiguration.LogFilePrefix', ''],
    ['Properties.Logging', ''],
    ['Properties.InventoryConfigurations.0', 'inventory-to Logs'],
    ['Properties.InventoryConfigurations.0.Destination.BucketArn', 'inventory-to Logs'],
    ['Properties.InventoryConfigurations.1', ''],
    ['Properties.ReplicationConfiguration', REPLICAS],
    ['Properties.ReplicationConfiguration.Role', REPLICAS],
    ['Properties.ReplicationConfiguration.Rules', REPLICAS],
    ['Properties.ReplicationConfiguration.Rules.1', 'replicates-to replica-1'],
    ['Properties.ReplicationConfiguration.Rules.10', 'replicates-to replica-10'],
    ['Properties.ReplicationConfiguration.Rules.0.Destination.EncryptionConfiguration.ReplicaKmsKeyID', 'replicates-to replica-0'],
    ['Properties.ReplicationConfiguration.Rules.11', ''],
  ])('a finding about %s', (property, edges) => { expect(found('Orders', property)).toEqual(['Orders', edges]); });

  test.each<[string, string, string]>([
    ['a bucket policy', 'OrdersPolicy', 'Orders'], ['a key', 'Key', 'Key'], ['an alias', 'Alias', 'Key'],
  ])('that about %s', (_, logicalId, node) => { expect(found(logicalId, 'Properties')).toEqual([node, '']); });

  test('that about a role of replication is on the arrows of its bucket', () => { expect(found('Role', 'Properties.Policies')).toEqual(['Orders', REPLICAS]); });
});

describe('frameworks', () => {
  const rule = (controls: object) => ({ ...RULE, controls });

  test('have the controls that rules serve, in the order of their numbers', () => {
    expect(frameworkData([rule({ nist80053r5: ['SC-13', 'SC-7(10)', 'AC-4'] }), rule({}), rule({ nist80053r5: ['SC-7', 'AC-4'], securityHub: ['S3.17', 'S3.5'], awsConfig: [] })])).toEqual([
      { title: 'NIST SP 800-53 Rev. 5', controls: [{ id: 'AC-4', rules: [0, 2] }, { id: 'SC-7', rules: [2] }, { id: 'SC-7(10)', rules: [0] }, { id: 'SC-13', rules: [0] }] },
      { title: 'AWS Security Hub CSPM', controls: [{ id: 'S3.5', rules: [2] }, { id: 'S3.17', rules: [2] }] },
    ]);
  });

  test('that no rule serves are left out', () => { expect(frameworkData([rule({ awsConfig: undefined })])).toEqual([]); });
});

test.each<[string | null, string]>([
  ['Stack/Data/Resource', 'Data'], ['Stack/Data', 'Data'], ['Stack/Service/Data/Default', 'Service/Data'], ['Stack/Resource/Data', 'Resource/Data'], ['Stack/Resource', 'Id'], ['Stack', 'Id'], ['', 'Id'], [null, 'Id'],
])('the map calls the construct %s %s', (constructPath, label) => { expect(labelOf(constructPath, 'Id')).toBe(label); });
