import { App, type Environment } from '../../../src/template';
import { type KeyReference, Posture } from '../../../src/validation/posture';

const UUID = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** How a bucket names its key. */
function keysOf(KMSMasterKeyID: unknown, environment?: Environment): readonly KeyReference[] {
  const json = {
    Parameters: { Param: { Type: 'String' }, Name: { Type: 'String' } },
    Resources: {
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } }] } },
      },
      Key: { Type: 'AWS::KMS::Key' },
      Replica: { Type: 'AWS::KMS::ReplicaKey' },
      Topic: { Type: 'AWS::SNS::Topic' },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/data', TargetKeyId: { Ref: 'Key' } } },
      Unnamed: { Type: 'AWS::KMS::Alias', Properties: { AliasName: { Ref: 'Name' }, TargetKeyId: { Ref: 'Key' } } },
      Custom: { Type: 'Custom::KeyMaker' },
    },
  };
  return Posture.of(App.of([{ name: 'Stack', json, environment }])).buckets[0].keys;
}

function references(KMSMasterKeyID: unknown, environment?: Environment) {
  return keysOf(KMSMasterKeyID, environment).map(({ kind, key, region, account }) => ({ kind, key: key?.resource.logicalId, region, account }));
}

test.each<[string, unknown, object]>([
  ['nothing', undefined, { kind: 'none' }],
  ['AWS::NoValue', { Ref: 'AWS::NoValue' }, { kind: 'none' }],
  ['an empty text', '', { kind: 'none' }],
  ['an ARN', `arn:aws:kms:eu-west-1:111122223333:key/${UUID}`, { kind: 'ARN', region: 'eu-west-1', account: '111122223333' }],
  ['an ARN in the partition of the stack', { 'Fn::Sub': `arn:\${AWS::Partition}:kms:eu-west-1:111122223333:key/${UUID}` },
    { kind: 'ARN', region: 'eu-west-1', account: '111122223333' }],
  ['an ARN in the Region of the stack', { 'Fn::Sub': `arn:aws:kms:\${AWS::Region}:\${AWS::AccountId}:key/${UUID}` }, { kind: 'ARN' }],
  ['the ARN of a key of the app', { 'Fn::GetAtt': ['Key', 'Arn'] }, { kind: 'ARN', key: 'Key' }],
  ['the id of a key of the app', { Ref: 'Key' }, { kind: 'bare id', key: 'Key' }],
  ['the id of a replica of the app', { Ref: 'Replica' }, { kind: 'bare id', key: 'Replica' }],
  ['the ARN of a replica of the app', { 'Fn::GetAtt': ['Replica', 'Arn'] }, { kind: 'ARN', key: 'Replica' }],
  ['the name of something else of the app', { Ref: 'Topic' }, { kind: 'unknown' }],
  ['an ARN in no Region and no account', `arn:aws:kms:::key/${UUID}`, { kind: 'ARN' }],
  ['what only looks like an ARN', `urn:aws:kms:eu-west-1:111122223333:key/${UUID}`, { kind: 'bare id' }],
  ['a bare id', UUID, { kind: 'bare id' }],
  ['the id of a multi-Region key', 'mrk-1234abcd12ab34cd56ef1234567890ab', { kind: 'bare id' }],
  ['an alias', 'alias/data', { kind: 'alias name', key: 'Key' }],
  ['an alias of the app', { Ref: 'Alias' }, { kind: 'alias name', key: 'Key' }],
  ['an alias of the app whose name is not known', { Ref: 'Unnamed' }, { kind: 'alias name', key: 'Key' }],
  ['an alias with a part that is not known', { 'Fn::Sub': 'alias/${Param}' }, { kind: 'alias name' }],
  ['text with a part that is not known', { 'Fn::Sub': 'x-${Param}' }, { kind: 'unknown' }],
  ['the prefix of an alias in a word', 'my-alias/data', { kind: 'bare id' }],
  ['an alias of S3 in another word', 'alias/aws/s3-mine', { kind: 'alias name' }],
  ['an alias of somebody else', 'alias/other', { kind: 'alias name' }],
  ['the ARN of an alias', 'arn:aws:kms:eu-west-1:111122223333:alias/other', { kind: 'alias ARN', region: 'eu-west-1', account: '111122223333' }],
  ['aws/s3', 'alias/aws/s3', { kind: 'aws/s3' }],
  ['aws/s3 by the ARN of its alias', 'arn:aws:kms:eu-west-1:111122223333:alias/aws/s3', { kind: 'aws/s3', region: 'eu-west-1', account: '111122223333' }],
  ['what is no alias without its prefix', 'aws/s3', { kind: 'bare id' }],
  ['a parameter', { Ref: 'Param' }, { kind: 'unknown' }],
  ['what a custom resource returns', { 'Fn::GetAtt': ['Custom', 'KeyArn'] }, { kind: 'unknown' }],
])('%s', (_, value, expected) => {
  expect(references(value)).toEqual([{ key: undefined, region: undefined, account: undefined, ...expected }]);
});

test('either branch of a choice', () => {
  expect(references({ 'Fn::If': ['Undeclared', { 'Fn::GetAtt': ['Key', 'Arn'] }, UUID] }).map(({ kind }) => kind)).toEqual(['ARN', 'bare id']);
});

test('messages say how it is written, or what it is', () => {
  const said = (KMSMasterKeyID: unknown) => keysOf(KMSMasterKeyID).map(String);
  expect(['alias/data', { 'Fn::Sub': 'alias/${Param}' }, { Ref: 'Param' }, undefined, { 'Fn::Transform': { Name: 'Macro' } }].map(said))
    .toEqual([['alias/data'], ['alias/${Param}'], ['unknown'], ['none'], ['unknown']]);
});
