import { bucket, encrypted, findings } from './support';
import { accessWithoutKey } from '../../../src/validation/rules/access/access-without-key';
import { secureTransportRequired } from '../../../src/validation/rules/transport/secure-transport-required';

const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Sub': '${Bucket.Arn}/*' };
const ACCOUNT = { Ref: 'AWS::AccountId' };

describe('the policy of a bucket counts for requests through its access points', () => {
  const found = (condition: object, ofAccessPoint: object[] = []) => findings(secureTransportRequired, {
    Resources: {
      Bucket: bucket(),
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Bucket' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, OBJECTS], Condition: { Bool: { 'aws:SecureTransport': 'false' }, ...condition } }],
          },
        },
      },
      AccessPoint: {
        Type: 'AWS::S3::AccessPoint',
        Properties: { Bucket: { Ref: 'Bucket' }, Policy: { Version: '2012-10-17', Statement: ofAccessPoint } },
      },
    },
  });

  test.each([
    ['the access points of an account', { StringNotEquals: { 's3:DataAccessPointAccount': ACCOUNT } }],
    ['one access point', { ArnNotEquals: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:111122223333:accesspoint/one' } }],
    ['access points of VPCs', { StringNotEquals: { 's3:AccessPointNetworkOrigin': 'VPC' } }],
  ])('a Deny that exempts %s is found', (_, condition) => {
    expect(found({})).toEqual([]);
    // What the policy of the access point denies does not bind requests that go to the bucket.
    const denying = [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }];
    for (const policy of [[], denying]) {
      expect(found(condition, policy)).toMatchObject([{ on: 'Bucket', status: 'violation', message: expect.stringMatching(/s3:(?:DataAccessPoint|AccessPointNetwork)/i) }]);
    }
  });
});

describe('the role of a location of S3 Access Grants needs the key of the bucket', () => {
  const found = (actions: readonly string[]) => findings(accessWithoutKey, {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } }),
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'access-grants.s3.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
          Policies: [{
            PolicyName: 'objects',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: OBJECTS },
                ...actions.map((Action) => ({ Effect: 'Allow', Action, Resource: { 'Fn::GetAtt': ['Key', 'Arn'] } })),
              ],
            },
          }],
        },
      },
      Location: { Type: 'AWS::S3::AccessGrantsLocation', Properties: { LocationScope: { 'Fn::Sub': 's3://${Bucket}/*' }, IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    },
  });

  test('without it, it is found as every role is', () => {
    expect(found(['kms:Decrypt', 'kms:GenerateDataKey'])).toEqual([]);
    expect(found([])).toMatchObject([{ on: 'Role', status: 'violation', severity: 'error', message: expect.stringContaining('kms:GenerateDataKey and kms:Decrypt') }]);
  });
});
