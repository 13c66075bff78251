import { encrypted, findings, PARAMETERS } from './support';
import { kmsKeyPolicyNotPublic } from '../../../src/validation/rules/keys/kms-key-policy-not-public';
import { kmsKeyRotation } from '../../../src/validation/rules/keys/kms-key-rotation';

const ROOT = { Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' };
const PUBLIC = { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' };
const key = (properties: object = {}, ...statements: object[]) =>
  ({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: statements.length > 0 ? statements : [PUBLIC] }, ...properties } });
const alias = (AliasName: unknown) => ({ Type: 'AWS::KMS::Alias', Properties: { AliasName, TargetKeyId: { Ref: 'Key' } } });
const under = (Condition: object) => ({ ...ROOT, Condition });
const QUEUE = { Queue: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { Ref: 'Key' } } } };
const rotation = (Resources: { [id: string]: object }) => findings(kmsKeyRotation, { Parameters: PARAMETERS, Resources });
const openness = (Resources: { [id: string]: object }) => findings(kmsKeyPolicyNotPublic, { Parameters: PARAMETERS, Resources });

describe('keys with which no bucket of the app encrypts', () => {
  test('are judged where there are keys only', () => {
    expect(rotation({ Key: key() })).toEqual([{
      on: 'Key', status: 'violation', severity: 'warning', property: 'Properties.EnableKeyRotation', message: 'The key does not rotate.',
    }]);
    expect(openness({ Key: key(), Other: alias('alias/data') })).toMatchObject([{
      on: 'Key', status: 'violation', severity: 'error', message: 'The key policy allows anyone in any account to use the key: it allows kms:Decrypt by a role.',
    }]);
  });

  test('comply where they rotate and are not public', () => {
    expect(rotation({ Key: key({ EnableKeyRotation: true }) })).toEqual([]);
    expect(openness({ Key: key({}, ROOT) })).toEqual([]);
  });

  test('cannot be determined where parameters decide', () => {
    expect(rotation({ Key: key({ EnableKeyRotation: { Ref: 'Parameter' } }) })).toMatchObject([{
      status: 'unknown', message: 'It cannot be determined whether the key rotates: parameter Parameter has no default.',
    }]);
    expect(openness({ Key: key({ KeyPolicy: { Ref: 'Parameter' } }) })).toMatchObject([{ status: 'unknown' }]);
  });

  test.each<[string, { [id: string]: object }]>([
    ['that allows S3', { Key: key({}, under({ StringEquals: { 'kms:ViaService': { 'Fn::Sub': 's3.${AWS::Region}.amazonaws.com' } } })) }],
    ['that allows several services, S3 among them', { Key: key({}, under({ StringEquals: { 'kms:ViaService': ['sqs.eu-west-1.amazonaws.com', 's3.eu-west-1.amazonaws.com'] } })) }],
    ['with the encryption context of S3', { Key: key({}, under({ StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::b*' } })) }],
    ['with an alias that speaks of S3', { Key: key({}, ROOT), Alias: alias('alias/team/s3') }],
    ['with an alias that speaks of buckets, and of a parameter', { Key: key({}, ROOT), Alias: alias({ 'Fn::Sub': 'alias/${Parameter}-data-bucket' }) }],
  ])('are judged beside other resources where they have a policy or alias %s', (_, resources) => {
    expect(rotation({ ...QUEUE, ...resources })).toMatchObject([{ on: 'Key', status: 'violation' }]);
  });

  test.each<[string, { [id: string]: object }]>([
    ['nothing says that it is for S3', { Key: key() }],
    ['its policy speaks of another service', { Key: key({}, under({ StringEquals: { 'kms:ViaService': 'sqs.eu-west-1.amazonaws.com' } })) }],
    ['its alias speaks of something else', { Key: key(), Alias: alias('alias/msg3-s30') }],
  ])('are the business of other resources where %s', (_, resources) => {
    expect([...rotation({ ...QUEUE, ...resources }), ...openness({ ...QUEUE, ...resources })]).toEqual([]);
  });

  test('are judged once where a bucket encrypts with them, too', () => {
    const Bucket = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } });
    expect(rotation({ Bucket, Key: key(), Alias: alias('alias/s3') })).toMatchObject([{ message: 'The key encrypts bucket Bucket and does not rotate.' }]);
  });
});
