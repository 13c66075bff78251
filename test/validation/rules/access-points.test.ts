import * as fs from 'fs';
import * as path from 'path';
import { fileSystem as fileSystemWith, withInventoryTable } from './bucket-kinds-support';
import { bucket, encrypted, findings, judged, type Sections } from './support';
import { RULES } from '../../../src/validation/rules';
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

const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const RECORDED = allow(['s3:GetObject', 's3:PutObject'], OBJECTS);
const EVERYWHERE = allow(['s3:GetObject', 's3:PutObject'], '*');
const WITH_KEY = allow(['kms:Decrypt', 'kms:GenerateDataKey'], KEY_ARN);

/** A role that AWS assumes for a bucket that is encrypted with a key of the app. */
function roleFor(assumes: object, statements: readonly object[], more: object = {}) {
  return findings(accessWithoutKey, {
    Parameters: { Name: { Type: 'String' } },
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      Other: { Type: 'AWS::KMS::Key', Properties: {} },
      Logs: bucket(),
      Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN } }),
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'access-grants.s3.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
          Policies: [{ PolicyName: 'objects', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
          ...more,
        },
      },
      ...assumes,
    },
  });
}

const location = (LocationScope: unknown) => ({
  Location: { Type: 'AWS::S3::AccessGrantsLocation', Properties: { LocationScope, IamRoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
});
const grant = (AccessGrantsLocationId: unknown, S3SubPrefix: unknown = { 'Fn::Sub': '${Bucket}/*' }) => ({
  Grant: { Type: 'AWS::S3::AccessGrant', Properties: { AccessGrantsLocationId, AccessGrantsLocationConfiguration: { S3SubPrefix }, Permission: 'READ' } },
});
const fileSystem = { Files: { Type: 'AWS::S3Files::FileSystem', Properties: { Bucket: ARN, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } } } };

describe.each<[string, object]>([
  ['a location of S3 Access Grants', location({ 'Fn::Sub': 's3://${Bucket}/*' })],
  ['a location with a whole bucket', location({ 'Fn::Sub': 's3://${Bucket}' })],
  ['a location with a prefix', location({ 'Fn::Join': ['', ['s3://', { Ref: 'Bucket' }, '/teams/a*']] })],
  ['the default location, with a grant for the bucket', { ...location('s3://'), ...grant('default') }],
  ['a location with all buckets, with a grant for the bucket', { ...location('s3://'), ...grant({ Ref: 'Location' }) }],
  ['an S3 Files file system', fileSystem],
])('the role of %s needs the key of the bucket', (_, assumes) => {
  test.each<[string, readonly object[]]>([
    ['it names bucket and key', [RECORDED, WITH_KEY]],
    ['it has all buckets and the key', [EVERYWHERE, WITH_KEY]],
    ['it has all buckets and all keys', [EVERYWHERE, allow(['kms:Decrypt', 'kms:GenerateDataKey'], '*')]],
    ['it has every service', [allow('*', '*')]],
    ['all buckets but this one', [allow(['s3:GetObject', 's3:PutObject'], undefined, { NotResource: OBJECTS })]],
    ['other buckets by a pattern', [allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::AnotherBucket/*')]],
    ['other services', [allow('sqs:*', '*')]],
  ])('compliant: %s', (__, statements) => {
    expect(roleFor(assumes, statements)).toEqual([]);
  });

  const missing = {
    on: 'Role',
    status: 'violation',
    severity: 'error',
    message: 'Role Role can read and write objects of bucket Bucket, but is not allowed kms:GenerateDataKey and kms:Decrypt with the bucket\'s key Key. Add them with '
      + 'key.grantEncryptDecrypt(), or a statement on the ARN of the key.',
  };

  test.each<[string, readonly object[]]>([
    ['it names the bucket', [RECORDED]],
    ['all buckets by *', [EVERYWHERE]],
    ['all buckets by their ARN', [allow(['s3:*Object'], 'arn:aws:s3:::*')]],
    ['all objects by their ARN', [allow(['s3:GetObject', 's3:PutObject'], { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::*/*' })]],
    ['all of S3', [allow('s3:*', '*')]],
    ['all but other buckets', [allow('s3:*', undefined, { NotResource: { 'Fn::GetAtt': ['Logs', 'Arn'] } })]],
    ['another key', [EVERYWHERE, allow(['kms:Decrypt', 'kms:GenerateDataKey'], { 'Fn::GetAtt': ['Other', 'Arn'] })]],
  ])('violating: %s', (__, statements) => {
    expect(roleFor(assumes, statements)).toMatchObject([missing]);
  });

  test('violating: by a managed policy of AWS', () => {
    const managed = (name: string) => ({ ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] });
    expect(roleFor(assumes, [], managed('AmazonS3FullAccess'))).toMatchObject([{ ...missing, property: 'Properties.ManagedPolicyArns' }]);
    expect(roleFor(assumes, [WITH_KEY], managed('AmazonS3FullAccess'))).toEqual([]);
    expect(roleFor(assumes, [], managed('AmazonS3ReadOnlyAccess'))).toMatchObject([{ on: 'Role', message: expect.stringContaining('can read objects') }]);
    expect(roleFor(assumes, [], managed('AmazonSQSFullAccess'))).toEqual([]);
  });

  test('cannot tell: what may allow it is not in the app', () => {
    expect(roleFor(assumes, [EVERYWHERE], { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/keys'] })).toMatchObject([{ on: 'Role', status: 'unknown' }]);
  });
});

describe('not applicable: all buckets are not this one', () => {
  test.each<[string, object]>([
    ['a role that AWS assumes for nothing in particular', {}],
    ['a location with another bucket', location('s3://another-bucket/*')],
    ['the default location, with a grant for another bucket', { ...location('s3://'), ...grant('default', 'another-bucket/*') }],
    ['the default location without a grant', location('s3://')],
    ['a grant at a location that is not in the app', { ...location('s3://'), ...grant('a1b2c3d4-5678-90ab-cdef-EXAMPLE11111') }],
    ['a location that is a parameter', location({ Ref: 'Name' })],
    ['an access point as location', location('arn:aws:s3:eu-west-1:111122223333:accesspoint/one')],
  ])('%s', (_, assumes) => {
    expect(roleFor(assumes, [EVERYWHERE])).toEqual([]);
    expect(roleFor(assumes, [RECORDED])).toHaveLength(1);
  });
});

describe('the table of the guide', () => {
  const guide = fs.readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'guides', 'other-buckets.md'), 'utf8');
  const rows = guide.split('| | What has to hold | Rules |')[1].split('\n\n')[0].split('\n').slice(2).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const rulesIn = (cell: string) => [...cell.matchAll(/\[(\w+)\]/g)].map(([, name]) => name);
  const Policy = (Condition: object, more: object = {}) => ({
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, OBJECTS], Condition, ...more }] } },
  });
  const Role = {
    Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, Policies: [{ PolicyName: 'Objects', PolicyDocument: { Statement: [EVERYWHERE] } }] },
  };
  const withKey = (more: object) => ({
    Role, Key: { Type: 'AWS::KMS::Key', Properties: {} }, Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN } }), ...more,
  });
  const rsa = { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048', KeyPolicy: { Statement: [] } } };

  /** For each row, apps with a fault that its rules are to find. */
  const FAULTS: { readonly [row: string]: readonly Sections['Resources'][] } = {
    'Access points': [{ Bucket: bucket(), Policy: Policy({ Bool: { 'aws:SecureTransport': 'false' }, StringNotEquals: { 's3:DataAccessPointAccount': ACCOUNT } }) }],
    'Multi-Region Access Points': [{
      Bucket: bucket(),
      Point: { Type: 'AWS::S3::MultiRegionAccessPoint', Properties: { Regions: [{ Bucket: { Ref: 'Bucket' } }] } },
      Policy: Policy({ NumericLessThan: { 's3:TlsVersion': '1.3' } }),
    }],
    'S3 Access Grants': [withKey(location({ 'Fn::Sub': 's3://${Bucket}/*' }))],
    'S3 Files': [
      { Bucket: bucket(), Role, ...fileSystem },
      { Bucket: bucket({ VersioningConfiguration: { Status: 'Enabled' } }), Role, ...fileSystem, Policy: Policy({}) },
      withKey(fileSystem),
    ],
    'The key of an S3 Files file system': [
      { Key: rsa, Files: fileSystemWith({ key: KEY_ARN }) },
      { Files: fileSystemWith({ key: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' }) },
    ],
    'S3 Metadata tables': [{ Key: { Type: 'AWS::KMS::Key', Properties: {} }, Bucket: withInventoryTable({ algorithm: 'aws:kms', key: KEY_ARN }) }],
    'Object Lambda access points': [],
  };

  test.each(rows)('%s', (row, _, named) => {
    const rules = RULES.filter(({ metadata: { name } }) => rulesIn(named).includes(name));
    expect(rules).toHaveLength(rulesIn(named).length);
    const found = rules.map((rule) => FAULTS[row].map((Resources) => judged(rule, [{ name: 'Stack', json: { Resources }, environment: { region: 'eu-west-1' } }]).length));
    // Each rule finds one of the faults, and each fault is found.
    expect(found.map((ofRule) => ofRule.some((count) => count > 0))).toEqual(rules.map(() => true));
    expect(FAULTS[row].map((__, i) => found.some((ofRule) => ofRule[i] > 0))).toEqual(FAULTS[row].map(() => true));
  });

  test('has a row for everything', () => {
    expect(rows.map(([row]) => row)).toEqual(Object.keys(FAULTS));
  });
});
