import { bucketKindPolicyEffective as rule } from '../../../../src/validation/rules/bucket-kinds/bucket-kind-policy-effective';
import { ARN_OF, INSIDE, type Kind, policyOf, statement, withDocument, withPolicy } from '../bucket-kinds-policies';
import { tableBucket, templateOf } from '../bucket-kinds-support';
import { findings } from '../support';

const INSECURE = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const OTHER_ALGORITHMS = (key: string) => ({ Condition: { StringNotEquals: { [key]: 'aws:kms' } } });
const READER = { Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' } };

test.each<[string, Kind, unknown]>([
  ['TLS only, directory', 'directory', statement('Deny', 's3express:*', ARN_OF.directory, INSECURE)],
  ['TLS only, tables', 'table', statement('Deny', 's3tables:*', [ARN_OF.table, INSIDE.table], INSECURE)],
  ['TLS only, vectors', 'vector', statement('Deny', 's3vectors:*', [ARN_OF.vector, INSIDE.vector], INSECURE)],
  ['every action of every service', 'table', statement('Deny', '*', '*', INSECURE)],
  ['sessions with another algorithm', 'directory', statement('Deny', 's3express:CreateSession', ARN_OF.directory, OTHER_ALGORITHMS('s3express:x-amz-server-side-encryption'))],
  ['tables with another algorithm', 'table', statement('Deny', 's3tables:CreateTable', ARN_OF.table, OTHER_ALGORITHMS('s3tables:SSEAlgorithm'))],
  ['indexes with another algorithm', 'vector', statement('Deny', 's3vectors:CreateIndex', INSIDE.vector, OTHER_ALGORITHMS('s3vectors:sseType'))],
  ['one table only', 'table', statement('Deny', 's3tables:*', { 'Fn::Sub': '${Bucket.TableBucketARN}/table/1234' })],
  // As an example of AWS's user guide has it.
  ['CreateTable on what is in the bucket', 'table', statement('Deny', 's3tables:CreateTable', INSIDE.table, OTHER_ALGORITHMS('s3tables:SSEAlgorithm'))],
  // Actions on the bucket know nothing of names and tags of tables.
  ['some tables by name', 'table', statement('Deny', 's3tables:*', INSIDE.table, { Condition: { StringEquals: { 's3tables:tableName': 'orders' } } })],
  ['all tables but one', 'table', statement('Deny', 's3tables:*', INSIDE.table, { Condition: { StringNotEquals: { 's3tables:tableName': 'orders' } } })],
  ['some tables by a tag', 'table', statement('Deny', 's3tables:*', INSIDE.table, { Condition: { StringEquals: { 'aws:ResourceTag/secret': 'yes' } } })],
  ['all that is in the bucket', 'table', statement('Deny', 's3tables:*', INSIDE.table)],
  ['delegation to access points of an account', 'directory', statement('Allow', '*', ARN_OF.directory,
    { Condition: { StringEquals: { 's3express:DataAccessPointAccount': '111122223333' } } })],
  ['an access point', 'directory', statement('Deny', 's3express:CreateSession', ARN_OF.directory,
    { Condition: { ArnNotLike: { 's3express:DataAccessPointArn': 'arn:aws:s3express:eu-west-1:111122223333:accesspoint/a--euw1-az1--xa-s3' } } })],
  ['sessions through the internet', 'directory', statement('Deny', 's3express:CreateSession', ARN_OF.directory,
    { Condition: { StringEquals: { 's3express:AccessPointNetworkOrigin': 'Internet' } } })],
  ['a reader', 'table', statement('Allow', ['s3tables:GetTableData', 's3tables:GetTable'], INSIDE.table, READER)],
  ['a policy as text', 'vector', statement('Deny', 's3vectors:QueryVectors', '*')],
])('compliant: %s', (_, kind, one) => {
  expect(findings(rule, withPolicy(kind, one))).toEqual([]);
  if (JSON.stringify(one).includes('Fn::')) { return; }
  expect(findings(rule, withDocument(kind, JSON.stringify(policyOf(one))))).toEqual([]);
});

test.each<[string, Kind, unknown, string]>([
  ['s3:* for a directory bucket', 'directory', statement('Deny', 's3:*', ARN_OF.directory, INSECURE),
    'denies no request to the directory bucket: it names no action of s3express on the directory bucket.'],
  ['s3:* for a table bucket', 'table', statement('Deny', 's3:*', [ARN_OF.table, INSIDE.table], INSECURE),
    'denies no request to the table bucket: it names no action of s3tables on the table bucket.'],
  ['objects of a directory bucket', 'directory', statement('Deny', 's3express:*', { 'Fn::Sub': '${Bucket.Arn}/*' }),
    'denies no request to the directory bucket: its resources have to include the ARN of the directory bucket.'],
  ['CreateIndex on the bucket', 'vector', statement('Deny', 's3vectors:CreateIndex', ARN_OF.vector),
    'denies no request to the vector bucket: its actions are on vector indexes, so its resources have to include the ARN of the vector bucket followed by /*.'],
  ['the condition key of another service', 'table', statement('Deny', 's3tables:*', [ARN_OF.table, INSIDE.table], { Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }),
    'denies no request to the table bucket: no request for its actions has what its condition asks for.'],
  ['the ARN of another bucket', 'vector', statement('Deny', 's3vectors:*', ['arn:aws:s3:::vectors', 'arn:aws:s3:::vectors/*']),
    'denies no request to the vector bucket: its resources have to include the ARN of the vector bucket, and that ARN followed by /*.'],
  ['an Allow of S3 actions', 'table', statement('Allow', 's3:GetObject', INSIDE.table, READER),
    'allows no request to the table bucket: it names no action of s3tables on the table bucket.'],
  ['tables left out', 'table', statement('Deny', 's3tables:*', ARN_OF.table, INSECURE),
    'does not deny its actions on tables: its resources have to include the ARN of the table bucket followed by /*.'],
  ['the bucket left out', 'vector', statement('Deny', 's3vectors:*', INSIDE.vector, INSECURE),
    'does not deny its actions on the vector bucket: its resources have to include the ARN of the vector bucket itself.'],
])('violating: %s', (_, kind, one, message) => {
  expect(findings(rule, withPolicy(kind, one))).toEqual([{
    on: 'Policy',
    status: 'violation',
    severity: 'warning',
    property: expect.stringMatching(/^Properties\.(PolicyDocument|ResourcePolicy|Policy)\.Statement\.0$/),
    message: `Statement One ${message}`,
  }]);
});

describe('the policy of a table', () => {
  const ofTable = (one: object) => findings(rule, templateOf({
    Tables: tableBucket({}),
    Table: { Type: 'AWS::S3Tables::Table', Properties: { TableBucketARN: { 'Fn::GetAtt': ['Tables', 'TableBucketARN'] }, Namespace: 'n', TableName: 't', OpenTableFormat: 'ICEBERG' } },
    Policy: { Type: 'AWS::S3Tables::TablePolicy', Properties: { TableARN: { Ref: 'Table' }, ResourcePolicy: policyOf(one) } },
  }));

  test('compliant: actions on the table', () => {
    expect(ofTable(statement('Deny', 's3tables:GetTableData', { 'Fn::GetAtt': ['Table', 'TableARN'] }))).toEqual([]);
  });

  test('violating: the creation of tables', () => {
    expect(ofTable(statement('Deny', 's3tables:CreateTable', { Ref: 'Table' }))).toMatchObject([{ status: 'violation' }]);
  });

  test('violating: actions on the bucket, or what is below the table', () => {
    expect(ofTable(statement('Deny', 's3tables:ListTables', { Ref: 'Table' }))).toMatchObject([{
      message: 'Statement One denies no request to the table: it names no action of s3tables on the table.',
    }]);
    expect(ofTable(statement('Deny', 's3tables:GetTableData', { 'Fn::Sub': '${Table}/*' }))).toMatchObject([{
      message: 'Statement One denies no request to the table: its resources have to include the ARN of the table.',
    }]);
  });
});

test('cannot tell: the resource is a parameter', () => {
  expect(findings(rule, withPolicy('table', statement('Deny', 's3tables:*', { Ref: 'Parameter' })))).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/^It cannot be determined whether statement One denies any request to the table bucket: .+\.$/),
  }]);
});

test('not applicable: policies of general purpose buckets, and buckets without a policy', () => {
  const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'b', PolicyDocument: policyOf(statement('Deny', 's3tables:*', '*')) } };
  expect(findings(rule, templateOf({ Policy, Tables: tableBucket({}) }))).toEqual([]);
});
