import { finding, template } from './made';
import { App, type TemplateSource } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { mermaidOf, type ReportedFinding, ReportedStatus } from '../../../src/validation/reports';
import { Severity } from '../../../src/validation/rules';

const bucket = (properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });
const encrypted = (algorithm: unknown, key?: unknown) => (
  { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, KMSMasterKeyID: key } }] } }
);
const KEY = { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {} } };
const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function source(name: string, resources: object, more: Partial<TemplateSource> = {}): TemplateSource {
  return { name, json: { Parameters: { Some: { Type: 'String' } }, Resources: resources }, ...more };
}

const mapOf = (sources: readonly TemplateSource[], findings: readonly ReportedFinding[] = []) => mermaidOf(Posture.of(App.of(sources)), findings);
const linesOf = (resources: object, findings?: readonly ReportedFinding[]) => mapOf([source('a.json', resources)], findings)?.split('\n');

test('a whole map', () => {
  const replicated = {
    VersioningConfiguration: { Status: 'Enabled' },
    ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::replicas' } }] },
  };
  const all = {
    Data: bucket({ ...encrypted('aws:kms', { Ref: 'Key' }), ...replicated, LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } }),
    Logs: bucket(),
    Key: KEY,
    Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: { Ref: 'Logs' } } },
  };
  expect(linesOf(all, [finding({ logicalId: 'Logs' })])).toEqual([
    'flowchart LR',
    '  subgraph t0["a#46;json"]',
    '    n0[("Data: SSE-KMS")]',
    '    n1[("Logs: SSE-S3 by default, 1 error")]',
    '    n2{{"Key"}}',
    '    n3["Trail: AWS#58;#58;CloudTrail#58;#58;Trail"]',
    '  end',
    '  n4[("arn#58;aws#58;s3#58;#58;#58;replicas")]',
    '  n0 -->|encrypted by| n2',
    '  n0 -.->|S3 server access logs| n1',
    '  n3 -.->|CloudTrail logs| n1',
    '  n0 ==>|replicates to| n4',
    '  classDef faulty stroke:#d1242f,stroke-width:3px',
    '  class n1 faulty',
  ]);
});

test('each template has its own frame, called by its stack or its file', () => {
  const map = mapOf([source('cdk.out/x.json', { A: bucket() }, { stackName: 'App' }), source('templates/b.yaml', { B: bucket() }), source('win\\c.json', { C: bucket() })])!.split('\n');
  expect(map.filter((line) => !line.startsWith('    '))).toEqual([
    'flowchart LR', '  subgraph t0["App"]', '  end', '  subgraph t1["b#46;yaml"]', '  end', '  subgraph t2["c#46;json"]', '  end',
  ]);
  expect(map.filter((line) => line.startsWith('    '))).toEqual(['    n0[("A: SSE-S3 by default")]', '    n1[("B: SSE-S3 by default")]', '    n2[("C: SSE-S3 by default")]']);
});

test.each<[string, object, string]>([
  ['nothing is declared', {}, 'SSE-S3 by default'],
  ['SSE-S3', encrypted('AES256'), 'SSE-S3'],
  ['SSE-KMS', encrypted('aws:kms'), 'SSE-KMS'],
  ['DSSE-KMS', encrypted('aws:kms:dsse'), 'DSSE-KMS'],
  ['a parameter', encrypted({ Ref: 'Some' }), 'undetermined'],
])('encryption: %s', (_, properties, text) => { expect(linesOf({ Data: bucket(properties) })).toContain(`    n0[("Data: ${text}")]`); });

describe('keys', () => {
  const keysOf = (resources: object) => linesOf(resources)!.filter((line) => line.includes('{{') || line.includes('-->')).map((line) => line.trim());
  const managed = ['n1{{"AWS managed key aws/s3"}}', 'n0 -->|encrypted by| n1'];

  test('without a key, or with the alias of it, it is the AWS managed key', () => {
    expect(keysOf({ A: bucket(encrypted('aws:kms')) })).toEqual(managed);
    expect(keysOf({ A: bucket(encrypted('aws:kms', 'alias/aws/s3')) })).toEqual(managed);
    expect(keysOf({ A: bucket(encrypted('aws:kms:dsse')) })).toEqual(managed);
  });

  test('elsewhere it is called as the template names it, once', () => {
    const both = { A: bucket(encrypted('aws:kms', ARN)), B: bucket(encrypted('aws:kms', ARN)) };
    expect(keysOf(both)).toEqual([expect.stringMatching(/^n2\{\{"arn#58;aws#58;kms#58;/), 'n0 -->|encrypted by| n2', 'n1 -->|encrypted by| n2']);
  });

  test('what does not use AWS KMS has none', () => {
    expect(keysOf({ A: bucket(), B: bucket(encrypted('AES256')) })).toEqual([]);
  });

  test('what may use AWS KMS has one', () => {
    expect(keysOf({ A: bucket(encrypted({ Ref: 'Some' }, ARN)) })).toHaveLength(2);
  });

  test('only general purpose buckets have the AWS managed key', () => {
    expect(keysOf({ Tables: { Type: 'AWS::S3Tables::TableBucket', Properties: { EncryptionConfiguration: { SSEAlgorithm: 'aws:kms' } } } })).toEqual([]);
  });

  test('a key of another template stands in its frame', () => {
    const lines = mapOf([source('a.json', { A: bucket(encrypted('aws:kms', { 'Fn::ImportValue': 'key' })) }), {
      name: 'b.json', json: { Resources: { Key: KEY, B: bucket() }, Outputs: { Key: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'key' } } } },
    }])!.split('\n');
    expect(lines.indexOf('    n2{{"Key"}}')).toBeGreaterThan(lines.indexOf('  subgraph t1["b#46;json"]'));
    expect(lines).toContain('  n0 -->|encrypted by| n2');
  });
});

describe('errors', () => {
  const TWO = { A: bucket(), B: bucket() };
  const labels = (...findings: ReportedFinding[]) => linesOf(TWO, findings)!.filter((line) => line.includes('[(')).map((line) => /"(\w).*?(?:, (.*))?"/.exec(line)!.slice(1).join(' ').trim());

  test('are counted where they are', () => {
    expect(labels(finding({ logicalId: 'A' }), finding({ logicalId: 'A' }), finding({ logicalId: 'B' }))).toEqual(['A 2 errors', 'B 1 error']);
    expect(linesOf(TWO, [finding({ logicalId: 'A' }), finding({ logicalId: 'B' })])).toContain('  class n0,n1 faulty');
  });

  test.each<[string, Partial<ReportedFinding>]>([
    ['known', { isKnown: true }], ['a warning', { severity: Severity.WARNING }], ['information', { severity: Severity.INFO }], ['acknowledged', { status: ReportedStatus.ACKNOWLEDGED }],
    ['undetermined', { status: ReportedStatus.UNKNOWN }], ['of another template', { template: template('b.json') }],
  ])('what is %s is none', (_, more) => {
    expect(labels(finding({ logicalId: 'A', ...more }))).toEqual(['A', 'B']);
    expect(linesOf(TWO, [finding({ logicalId: 'A', ...more })])!.join()).not.toContain('faulty');
  });

  test('of policies are those of their bucket, with its own', () => {
    const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'B' }, PolicyDocument: { Statement: [] } } };
    const lines = linesOf({ ...TWO, Policy: policy }, [finding({ logicalId: 'Policy' }), finding({ logicalId: 'B' })])!;
    expect(lines).toContain('    n1[("B: SSE-S3 by default, 2 errors")]');
    expect(lines).toContain('    n0[("A: SSE-S3 by default")]');
  });

  test('of vector indexes are those of their vector bucket', () => {
    const index = { Type: 'AWS::S3Vectors::Index', Properties: { VectorBucketArn: { 'Fn::GetAtt': ['One', 'VectorBucketArn'] }, DataType: 'float32', Dimension: 3, DistanceMetric: 'cosine' } };
    const vectors = { Type: 'AWS::S3Vectors::VectorBucket' };
    const lines = linesOf({ One: vectors, Other: vectors, Index: index }, [finding({ logicalId: 'Index' })])!.join('\n');
    expect(lines).toMatch(/"One: vector bucket, [^"]*, 1 error"/);
    expect(lines).toMatch(/"Other: vector bucket, (?![^"]*error)/);
  });
});

describe('what is too large for a picture', () => {
  const many = (count: number, each: (i: number) => object = () => bucket()) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`B${i}`, each(i)]));

  test('more than 20 buckets', () => {
    expect(linesOf(many(20))).toBeDefined();
    expect(linesOf(many(21))).toBeUndefined();
    expect(linesOf({ ...many(20), Tables: { Type: 'AWS::S3Tables::TableBucket' } })).toBeUndefined();
    expect(linesOf({ ...many(19), Tables: { Type: 'AWS::S3Tables::TableBucket' } })).toBeDefined();
  });

  test('more than 80 arrows', () => {
    const trails = (count: number) => many(count, () => ({ Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: { Ref: 'Logs' } } }));
    expect(linesOf({ ...trails(80), Logs: bucket() })!.filter((line) => line.includes('-.->'))).toHaveLength(80);
    expect(linesOf({ ...trails(81), Logs: bucket() })).toBeUndefined();
  });

  test('and an app without buckets has none', () => {
    expect(linesOf({ Key: KEY })).toBeUndefined();
    expect(linesOf({ Tables: { Type: 'AWS::S3Tables::TableBucket' } })).toBeDefined();
  });
});

test.each<[string, string]>([['a'.repeat(90), 'a'.repeat(80)], ['😀'.repeat(90), '#128512;'.repeat(80)], ['"', '#34;'], ['a:b', 'a#58;b'], ['<b>', '#60;b#62;']])('the name of the stack %s', (stackName, said) => {
  expect(mapOf([source('a.json', { A: bucket() }, { stackName })])).toContain(`subgraph t0["${said}"]`);
});
