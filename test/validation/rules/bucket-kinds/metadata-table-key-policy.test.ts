import { metadataTableKeyPolicy as rule } from '../../../../src/validation/rules/bucket-kinds/metadata-table-key-policy';
import { allowing, forTables, keyFor, SSE_KMS } from '../bucket-kinds-key-policies';
import { tableBucket, templateOf, withInventoryTable } from '../bucket-kinds-support';
import { bucket, findings, IF, merging } from '../support';

const METADATA = 'metadata.s3.amazonaws.com';
const MAINTENANCE = 'maintenance.s3tables.amazonaws.com';
const tablesOf = (name: string) => forTables({ 'Fn::Sub': `arn:aws:s3tables:\${AWS::Region}:\${AWS::AccountId}:bucket/${name}/*` });

const found = (Key: object, declared: object = SSE_KMS) => findings(rule, templateOf({ Key, Bucket: withInventoryTable(declared) }));

test.each([
  ['both services', allowing([METADATA, MAINTENANCE])],
  ['both services, for the tables that AWS manages', allowing([METADATA, MAINTENANCE], undefined, tablesOf('aws-s3'))],
])('compliant: %s', (_, statement) => {
  expect(found(keyFor(statement))).toEqual([]);
});

test.each([
  ['no statement', [], [METADATA, MAINTENANCE]],
  ['S3 Metadata alone', [allowing(METADATA)], [MAINTENANCE]],
  ['maintenance alone', [allowing(MAINTENANCE)], [METADATA]],
  ['the tables of another bucket', [allowing([METADATA, MAINTENANCE], undefined, tablesOf('tables'))], [METADATA, MAINTENANCE]],
])('violating: %s', (_, statements, services) => {
  const [first, ...others] = found(keyFor(...statements));
  expect([first, ...others].map(({ message }) => services.find((service) => message.includes(service))).sort()).toEqual([...services].sort());
  expect(first).toMatchObject({
    on: 'Key',
    status: 'violation',
    severity: 'error',
    message: expect.stringMatching(/for the inventory table of bucket Bucket\. Without it, S3 Metadata cannot create the table\.$/),
  });
});

describe('a table bucket of the app that a metadata configuration of the first version names', () => {
  const stack = (...statements: object[]) => templateOf({
    Key: keyFor(...statements),
    Tables: tableBucket(SSE_KMS),
    Bucket: bucket({
      MetadataTableConfiguration: { S3TablesDestination: { TableBucketArn: { 'Fn::GetAtt': ['Tables', 'TableBucketARN'] }, TableName: 'metadata' } },
    }),
  });

  test('violating: its key is not for S3 Metadata', () => {
    expect(findings(rule, stack(allowing(MAINTENANCE)))).toMatchObject([{
      on: 'Key', status: 'violation', message: expect.stringContaining('for the metadata table of bucket Bucket in table bucket Tables.'),
    }]);
  });

  test('compliant: its key is. Maintenance is the business of another rule', () => {
    expect(findings(rule, stack(allowing(METADATA, undefined, tablesOf('tables'))))).toEqual([]);
  });
});

test('cannot tell: the policy is a parameter', () => {
  expect(found({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Ref: 'Parameter' } } })).toMatchObject([{ status: 'unknown' }, { status: 'unknown' }]);
});

test('a table that is disabled needs no key; of one that may be, it cannot be determined', () => {
  const of = (state: unknown) => merging(() => findings(rule, templateOf({ Key: keyFor(), Bucket: withInventoryTable(SSE_KMS, state) })));
  expect(of('DISABLED')).toEqual([]);
  for (const state of [{ Ref: 'Parameter' }, IF('ENABLED', 'DISABLED')]) {
    const uncertain = { status: 'unknown', message: expect.stringContaining(': it is not known whether the inventory table is enabled') as string };
    expect(of(state)).toMatchObject([uncertain, uncertain]);
  }
});

test('not applicable: SSE-S3, no metadata tables, a table bucket that no metadata configuration names', () => {
  expect(found(keyFor(), { algorithm: 'AES256' })).toEqual([]);
  expect(findings(rule, templateOf({ Key: keyFor(), Bucket: bucket(), Tables: tableBucket(SSE_KMS) }))).toEqual([]);
});
