import { tableMaintenanceKeyPolicy as rule } from '../../../../src/validation/rules/bucket-kinds/table-maintenance-key-policy';
import { allowing, forTables, keyFor, SSE_KMS } from '../bucket-kinds-key-policies';
import { directoryBucket, KEY_ARN, tableBucket, templateOf } from '../bucket-kinds-support';
import { findings } from '../support';

const MAINTENANCE = 'maintenance.s3tables.amazonaws.com';
const ofTables = (name: string) => ({ 'Fn::Sub': `arn:aws:s3tables:\${AWS::Region}:\${AWS::AccountId}:bucket/${name}` });

const found = (Key: object, declared: object = SSE_KMS) => findings(rule, templateOf({ Key, Tables: tableBucket(declared) }));

test.each([
  ['without a condition', allowing(MAINTENANCE)],
  ['kms:*', allowing(MAINTENANCE, 'kms:*')],
  ['for the tables of this bucket', allowing(MAINTENANCE, undefined, forTables(ofTables('tables/*')))],
  ['for the tables of all buckets', allowing(MAINTENANCE, undefined, forTables(ofTables('*')))],
  ['on behalf of this account', allowing(MAINTENANCE, undefined, { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } })],
])('compliant: %s', (_, statement) => {
  expect(found(keyFor(statement))).toEqual([]);
});

const BOTH = 'kms:GenerateDataKey and kms:Decrypt';

test.each([
  ['no statement', keyFor(), BOTH],
  ['the default key policy', { Type: 'AWS::KMS::Key', Properties: {} }, BOTH],
  ['another service', keyFor(allowing('metadata.s3.amazonaws.com')), BOTH],
  ['one action', keyFor(allowing(MAINTENANCE, 'kms:Decrypt')), 'kms:GenerateDataKey'],
  // The encryption context is the ARN of a table.
  ['the ARN of the bucket as the context', keyFor(allowing(MAINTENANCE, undefined, forTables(ofTables('tables')))), BOTH],
  ['another bucket', keyFor(allowing(MAINTENANCE, undefined, forTables(ofTables('others/*')))), BOTH],
  ['a statement that denies it', keyFor(allowing(MAINTENANCE), { ...allowing(MAINTENANCE), Effect: 'Deny' }), BOTH],
])('violating: %s', (_, key, actions) => {
  expect(found(key)).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: `The key policy does not allow ${actions} to ${MAINTENANCE} for table bucket Tables. Without it, tables cannot be created in it.`,
  }]);
});

test.each([
  ['the context is a parameter', keyFor(allowing(MAINTENANCE, undefined, forTables({ Ref: 'Parameter' }))), SSE_KMS],
  ['the policy is a parameter', { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Ref: 'Parameter' } } }, SSE_KMS],
  ['the algorithm is a parameter', keyFor(), { algorithm: { Ref: 'Parameter' }, key: KEY_ARN }],
])('cannot tell: %s', (_, key, declared) => {
  expect(found(key, declared)).toMatchObject([{
    on: 'Key', status: 'unknown', severity: 'warning', message: expect.stringMatching(/^It cannot be determined whether the key policy allows .+ to .+ for table bucket Tables: .+\.$/),
  }]);
});

test('not applicable: SSE-S3, a key outside the app, another kind of bucket', () => {
  expect(found(keyFor(), { algorithm: 'AES256' })).toEqual([]);
  expect(found(keyFor(), { ...SSE_KMS, key: 'arn:aws:kms:eu-west-1:111122223333:key/a' })).toEqual([]);
  expect(findings(rule, templateOf({ Key: keyFor(), Directory: directoryBucket(SSE_KMS) }))).toEqual([]);
});
