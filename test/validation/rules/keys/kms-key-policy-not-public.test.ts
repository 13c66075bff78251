import { kmsKeyPolicyNotPublic as rule } from '../../../../src/validation/rules/keys/kms-key-policy-not-public';
import { findings } from '../support';
import { KEY_ARN, unused, withKey } from './support';

const ROOT = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' };
const USE = { Effect: 'Allow', Principal: '*', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*' };
const VIA_S3 = { StringEquals: { 'kms:ViaService': { 'Fn::Sub': 's3.${AWS::Region}.amazonaws.com' } } };
const policy = (...Statement: unknown[]) => ({ KeyPolicy: { Version: '2012-10-17', Statement } });
const check = (...statements: unknown[]) => findings(rule, withKey(policy(...statements), { more: { Role: { Type: 'AWS::IAM::Role' } } }));

test.each<[string, object]>([
  ['the account root', { ...USE, Principal: { AWS: ROOT }, Action: 'kms:*' }],
  ['the own account by its number', { ...USE, Principal: { AWS: { Ref: 'AWS::AccountId' } } }],
  ['another account', { ...USE, Principal: { AWS: 'arn:aws:iam::444455556666:root' } }],
  ['a role of the app', { ...USE, Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } }],
  ['a service', { ...USE, Principal: { Service: 'delivery.logs.amazonaws.com' } }],
  ['callers of the account', { ...USE, Condition: { StringEquals: { 'kms:CallerAccount': { Ref: 'AWS::AccountId' } } } }],
  ['callers of the account through S3', { ...USE, Condition: { StringEquals: { ...VIA_S3.StringEquals, 'kms:CallerAccount': '111122223333' } } }],
  ['principals of the account', { ...USE, Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } }],
  ['the organization', { ...USE, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } } }],
  ['services for the account', { ...USE, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }],
  ['services for a resource', { ...USE, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } } }],
  ['one role', { ...USE, Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/one' } } }],
  ['the roles of an account', { ...USE, Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } } }],
  ['some roles of the account of the stack', { ...USE, Condition: { StringLike: { 'aws:PrincipalArn': { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/app-*' } } } }],
  ['an organization that is a parameter', { ...USE, Condition: { StringEquals: { 'aws:PrincipalOrgID': { Ref: 'Parameter' } } } }],
  ['a unit of an organization', { ...USE, Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-abc/r-def/ou-1/*' } } }],
  ['sessions of a role of the app', { ...USE, Condition: { StringLike: { 'aws:userid': { 'Fn::Sub': '${Role.RoleId}:*' } } } }],
  ['units of an organization that is a parameter', { ...USE, Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': { 'Fn::Sub': '${Parameter}/*' } } } }],
  ['federated users of an account', { ...USE, Condition: { StringLike: { 'aws:userid': '111122223333:*' } } }],
  ['a role of the app and its sessions', { ...USE, Condition: { StringLike: { 'aws:userid': { 'Fn::Sub': '${Role.RoleId}*' } } } }],
  ['a network that is a parameter', { ...USE, Condition: { StringEquals: { 'aws:SourceVpcArn': { Ref: 'Parameter' } } } }],
  ['sessions of a role', { ...USE, Condition: { StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE12:*' } } }],
  ['a network', { ...USE, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }],
  ['an endpoint', { ...USE, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }],
  ['a network by its ARN', { ...USE, Condition: { ArnEquals: { 'aws:SourceVpcArn': 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1' } } }],
  ['networks of an account', { ...USE, Condition: { ArnLike: { 'aws:SourceVpcArn': 'arn:aws:ec2:*:111122223333:vpc/*' } } }],
  ['endpoints of an account', { ...USE, Condition: { StringEquals: { 'aws:VpceAccount': '111122223333' } } }],
  ['endpoints of the organization', { ...USE, Condition: { StringEquals: { 'aws:VpceOrgID': 'o-abc' } } }],
  ['endpoints of a unit of an organization', { ...USE, Condition: { 'ForAnyValue:StringLike': { 'aws:VpceOrgPaths': 'o-abc/r-def/*' } } }],
  ['one user', { ...USE, Condition: { StringEquals: { 'aws:userid': 'AIDAEXAMPLEEXAMPLE12' } } }],
  ['addresses within a network', { ...USE, Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } } }],
  ['one address', { ...USE, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.7' } } }],
  ['addresses of IPv6', { ...USE, Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::/32' } } }],
  ['addresses of a network', { ...USE, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }],
  ['everybody until a date that is past', { ...USE, Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } }],
  ['everybody, to read what the key is', { ...USE, Action: ['kms:DescribeKey', 'kms:GetPublicKey'] }],
  ['requests about one bucket through S3', { ...USE, Condition: { ...VIA_S3, StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::one*' } } }],
])('compliant: a policy that lets in %s', (_, statement) => {
  expect(check(statement)).toEqual([]);
});

test('compliant: everybody is let in, and strangers are denied', () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*', Condition: { StringNotEquals: { 'kms:CallerAccount': '111122223333' } } };
  expect(check(USE, deny)).toEqual([]);
});

test.each<[string, object, string]>([
  ['without a condition', USE, 'kms:Decrypt'],
  ['as an AWS principal', { ...USE, Principal: { AWS: '*' } }, 'kms:Decrypt'],
  ['in a list', { ...USE, Principal: { AWS: [ROOT, '*'] } }, 'kms:Decrypt'],
  ['every action', { ...USE, Action: 'kms:*' }, 'kms:Decrypt'],
  ['to encrypt only', { ...USE, Action: 'kms:Encrypt' }, 'kms:Encrypt'],
  ['to create grants', { ...USE, Action: 'kms:CreateGrant' }, 'kms:CreateGrant'],
  ['through S3', { ...USE, Condition: VIA_S3 }, 'kms:Decrypt'],
  ['over TLS', { ...USE, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 'kms:Decrypt'],
  ['until a date', { ...USE, Condition: { DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } } }, 'kms:Decrypt'],
  ['by a name that roles of any account can have', { ...USE, Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app-*' } } }, 'kms:Decrypt'],
  ['by an ARN of whichever account', { ...USE, Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::1111*:role/app' } } }, 'kms:Decrypt'],
  ['as a member of any organization', { ...USE, Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }, 'kms:Decrypt'],
  ['by any number of an account', { ...USE, Condition: { StringLike: { 'kms:CallerAccount': '????????????' } } }, 'kms:Decrypt'],
  ['by the beginning of the number of an account', { ...USE, Condition: { StringLike: { 'aws:PrincipalAccount': '11*' } } }, 'kms:Decrypt'],
  ['with MFA', { ...USE, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }, 'kms:Decrypt'],
  ['for a key of a kind', { ...USE, Condition: { StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } } }, 'kms:Decrypt'],
  ['in a Region', { ...USE, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } } }, 'kms:Decrypt'],
  ['through any service', { ...USE, Condition: { StringLike: { 'kms:ViaService': '*.amazonaws.com' } } }, 'kms:Decrypt'],
  ['from any address', { ...USE, Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } }, 'kms:Decrypt'],
  ['from half of all addresses', { ...USE, Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1'] } } }, 'kms:Decrypt'],
  ['from a range of addresses that is too wide', { ...USE, Condition: { IpAddress: { 'aws:SourceIp': '16.0.0.0/7' } } }, 'kms:Decrypt'],
  ['from a range of IPv6 that is too wide', { ...USE, Condition: { IpAddress: { 'aws:SourceIp': '2001:db8::/31' } } }, 'kms:Decrypt'],
  ['by the first letters of ids', { ...USE, Condition: { StringLike: { 'aws:userid': 'ARO*' } } }, 'kms:Decrypt'],
  ['by the letters with which the ids of all roles begin', { ...USE, Condition: { StringLike: { 'aws:userid': 'AROA*' } } }, 'kms:Decrypt'],
  ['by the beginning of the id of an organization', { ...USE, Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-ab*' } } }, 'kms:Decrypt'],
  ['by an id of which a character is left open', { ...USE, Condition: { StringLike: { 'aws:userid': 'AROA?:*' } } }, 'kms:Decrypt'],
  ['from endpoints of the beginning of the id of an organization', { ...USE, Condition: { 'ForAnyValue:StringLike': { 'aws:VpceOrgPaths': 'o-ab*/*' } } }, 'kms:Decrypt'],
  ['from any network', { ...USE, Condition: { ArnLike: { 'aws:SourceVpcArn': 'arn:aws:ec2:*:*:vpc/*' } } }, 'kms:Decrypt'],
  ['from any endpoint', { ...USE, Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } }, 'kms:Decrypt'],
  ['through S3, about any bucket', { ...USE, Condition: { ...VIA_S3, StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::*' } } }, 'kms:Decrypt'],
  ['under a tag, which callers choose', { ...USE, Condition: { StringEquals: { 'aws:PrincipalTag/team': 'data' } } }, 'kms:Decrypt'],
  ['to re-encrypt', { ...USE, Action: 'kms:ReEncrypt*' }, 'kms:ReEncryptFrom'],
  ['to generate data keys without plaintext', { ...USE, Action: 'kms:GenerateDataKeyWithoutPlaintext' }, 'kms:GenerateDataKeyWithoutPlaintext'],
  ['to generate pairs of data keys', { ...USE, Action: 'kms:GenerateDataKeyPair*' }, 'kms:GenerateDataKeyPair'],
  ['to change the policy', { ...USE, Action: 'kms:PutKeyPolicy' }, 'kms:PutKeyPolicy'],
  ['by all but a principal', { ...USE, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }, 'kms:Decrypt'],
  ['with an encryption context, which callers choose', { ...USE, Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::one/*' } } }, 'kms:Decrypt'],
])('violating: everybody is let in, %s', (_, statement, action) => {
  expect(check({ ...USE, Principal: { AWS: ROOT }, Action: 'kms:*' }, statement)).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: expect.stringMatching(new RegExp(`^The key policy allows anyone in any account to use the key: it allows ${action} by a role`)),
  }]);
});

test.each<[string, unknown]>([
  ['a principal from a parameter', { ...USE, Principal: { AWS: { Ref: 'Parameter' } } }],
  ['a condition that is imported', { ...USE, Condition: { 'Fn::Transform': { Name: 'Macro' } } }],
  ['a statement from a macro', { 'Fn::Transform': { Name: 'Macro' } }],
  ['a statement that neither allows nor denies', { Principal: '*' }],
  ['what is no statement', 'Allow'],
])('cannot tell: %s', (_, statement) => {
  expect(check(statement)).toMatchObject([{ status: 'unknown' }]);
  expect(check({ ...USE, Principal: { AWS: ROOT } }, statement)).toMatchObject([{
    status: 'unknown', severity: 'warning', message: expect.stringMatching(/^It cannot be determined whether the key policy allows anyone in any account to use the key: .+\.$/),
  }]);
});

test('cannot tell: says which request may be allowed, or why it is not known', () => {
  const start = 'It cannot be determined whether the key policy allows anyone in any account to use the key: ';
  const [open] = check({ ...USE, Condition: { ArnLike: { 'aws:PrincipalArn': '*' } } });
  expect(open).toMatchObject({ status: 'unknown', message: expect.stringContaining(`${start}its policy may allow kms:Decrypt by a role`) });
  const [macro] = check({ 'Fn::Transform': { Name: 'Macro' } });
  expect(macro.message).toBe(`${start}statement 1 cannot be determined: Fn::Transform is run at deployment.`);
});

test.each([
  ['a key that no bucket uses', unused(policy(USE))],
  ['the policy that KMS gives to keys without one', withKey({})],
  ['a key from outside', withKey({}, { encryption: { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'abc' } }, more: { Other: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: KEY_ARN } } } })],
])('not applicable: %s', (_, template) => {
  expect(findings(rule, template)).toEqual([]);
});
