import { inventoryDestinationEncryption as rule } from '../../../../src/validation/rules/logs/inventory-destination-encryption';
import { bucket, IF, judged } from '../support';
import { allow, arn, AWS_MANAGED, check, ENVIRONMENT, inventory, key, logging, SSE_S3, withKey } from './support';

const SOURCE = {
  StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': { 'Fn::GetAtt': ['Source', 'Arn'] } },
};
const GENERATE = allow('s3.amazonaws.com', 'kms:GenerateDataKey', '*');

test.each<[string, object, object]>([
  ['SSE-S3', SSE_S3, key()],
  ['nothing declared, which is SSE-S3', bucket(), key()],
  ['a key that lets S3 in', withKey(), key(GENERATE)],
  ['a key that lets S3 in for the bucket that is listed', withKey(), key({ ...GENERATE, Condition: SOURCE })],
  ['a key that lets S3 in by a pattern', withKey(), key({ ...GENERATE, Action: ['kms:Encrypt', 'kms:GenerateDataKey*'] })],
  ['a key that lets S3 in for the ARN of the bucket as context, with a Bucket Key', withKey({ BucketKeyEnabled: true }), key({
    ...GENERATE, Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::*' } } },
  })],
])('compliant: %s', (_, Logs, Key) => {
  expect(check(rule, { Source: inventory(), Logs, Key })).toEqual([]);
});

test.each([
  ['aws/s3', inventory()],
  ['aws/s3, for a prefix', inventory({ Prefix: 'inventory' })],
  ['aws/s3, in one branch of a condition', inventory({ BucketArn: IF(arn(), 'arn:aws:s3:::elsewhere') })],
])('violating: %s', (_, Source) => {
  expect(check(rule, { Source, Logs: AWS_MANAGED })).toMatchObject([{
    on: 'Logs',
    status: 'violation',
    severity: 'error',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
  }]);
});

test.each([
  ['lets nobody in but the account', key()],
  ['lets another service in', key(allow('logging.s3.amazonaws.com', 'kms:GenerateDataKey', '*'))],
  ['lets S3 do something else', key(allow('s3.amazonaws.com', 'kms:Decrypt', '*'))],
  ['lets S3 in for another account', key({ ...GENERATE, Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } })],
  ['denies S3', key(GENERATE, { ...GENERATE, Effect: 'Deny' })],
  ['is the default one', { Type: 'AWS::KMS::Key' }],
])('violating: a key whose policy %s', (_, Key) => {
  expect(judged(rule, [{ name: 'Stack', json: { Resources: { Source: inventory(), Logs: withKey(), Key } }, environment: ENVIRONMENT }])).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: expect.stringMatching(/^The key policy does not allow s3\.amazonaws\.com to encrypt S3 Inventory reports of Source in Logs: it needs kms:GenerateDataKey\./),
  }]);
});

test.each<[string, object]>([
  ['a condition from a parameter', key({ ...GENERATE, Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'Parameter' } } } })],
  ['kms:ViaService, of which AWS does not say whether services send it', key({ ...GENERATE, Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } } })],
])('cannot tell: %s', (_, Key) => {
  expect(check(rule, { Source: inventory(), Logs: withKey(), Key })).toMatchObject([{ on: 'Key', status: 'unknown', severity: 'warning' }]);
});

test.each([
  ['no inventory', logging()],
  ['an inventory that is turned off', bucket({ InventoryConfigurations: [{ Id: 'All', Enabled: false, Destination: { BucketArn: arn() } }] })],
  ['a bucket elsewhere', inventory({ BucketArn: 'arn:aws:s3:::elsewhere' })],
])('not applicable: %s', (_, Source) => {
  expect(check(rule, { Source, Logs: AWS_MANAGED })).toEqual([]);
});
