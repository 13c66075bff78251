import { BUCKET_POLICY_ACTIONS, Outcome, PolicySearch, Wanted } from '../../../../src/policy-evaluation';
import type { ValueMap } from '../../../../src/template';
import { servicesNotBlocked as rule } from '../../../../src/validation/rules/transport/services-not-blocked';
import { bucket, CONDITIONS, findings, IF, PARAMETERS } from '../support';

const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [ARN, '/*']] };
const ALLOW = {
  Sid: 'Trail',
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: { 'Fn::Join': ['', [ARN, '/AWSLogs/*']] },
  Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
};
const EXEMPT = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };
const OWN_NETWORK = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } };

function deny(Condition: unknown, more: object = {}) {
  return { Sid: 'Guard', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, OBJECTS], Condition, ...more };
}

function policy(...Statement: unknown[]) {
  return { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement } } };
}

function check(...statements: unknown[]) {
  return findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Bucket: bucket(), Policy: policy(...statements) } });
}

describe('compliant', () => {
  test.each<[string, unknown]>([
    ['plain HTTP', deny({ Bool: { 'aws:SecureTransport': 'false' } })],
    ['old TLS, services exempt', deny({ NumericLessThan: { 's3:TlsVersion': '1.2' }, ...EXEMPT })],
    ['other networks, services exempt', deny({ ...OWN_NETWORK, ...EXEMPT })],
    ['other networks, services exempt by Bool', deny({ ...OWN_NETWORK, Bool: { 'aws:PrincipalIsAWSService': 'false' } })],
    ['other networks, this service exempt', deny({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1', 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } })],
    ['other networks where they are told', deny({ StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' }, Null: { 'aws:SourceVpce': 'false' } })],
    ['addresses that are named', deny({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
    ['a network that is named', deny({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } })],
    ['an organization that is named', deny({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
    ['units of an organization that are named', deny({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-1/*' } })],
    ['an account whose endpoints are named', deny({ StringEquals: { 'aws:VpceAccount': '111122223333' } })],
    ['users by their ids', deny({ StringLike: { 'aws:userid': 'AIDA*' } })],
    ['what another condition key holds', deny({ StringNotEquals: { 'aws:PrincipalTag/team': 'data' } })],
    ['anonymous requests', deny({ StringEquals: { 'aws:PrincipalAccount': 'anonymous' } })],
    ['Signature Version 2', deny({ StringEquals: { 's3:signatureversion': 'AWS' }, ...EXEMPT })],
    ['other requests', deny(OWN_NETWORK, { Action: 's3:DeleteObject' })],
    ['another folder', deny(OWN_NETWORK, { Resource: { 'Fn::Join': ['', [ARN, '/private/*']] } })],
    ['roles only', deny(OWN_NETWORK, { Principal: { AWS: 'arn:aws:iam::111122223333:root' } })],
    ['the service itself, which is meant', deny(OWN_NETWORK, { Principal: { Service: 'cloudtrail.amazonaws.com' } })],
    ['services of other organizations', deny({
      StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-1' }, Null: { 'aws:SourceAccount': 'false' }, Bool: { 'aws:PrincipalIsAWSService': 'true' },
    })],
    ['the folder that the Allow is not about', deny(OWN_NETWORK, { Resource: undefined, NotResource: [ARN, { 'Fn::Join': ['', [ARN, '/AWSLogs/*']] }] })],
    ['uploads without the ACL that the Allow asks for', deny({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1', 's3:x-amz-acl': 'bucket-owner-full-control' } })],
    ['TLS versions and networks at once, services exempt', deny({ ...OWN_NETWORK, NumericLessThan: { 's3:TlsVersion': '1.2' }, ...EXEMPT })],
    ['uploads that name no encryption, which is another rule\'s business', deny({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } })],
  ])('a deny of %s', (_, statement) => {
    expect(check(ALLOW, statement)).toEqual([]);
  });
});

describe('violating', () => {
  test('a deny of all other networks', () => {
    expect(check(deny(OWN_NETWORK), ALLOW)).toEqual([{
      on: 'Policy',
      status: 'violation',
      severity: 'warning',
      property: 'Properties.PolicyDocument.Statement.0',
      message: 'The bucket policy blocks cloudtrail.amazonaws.com, although statement Trail allows it: statement Guard denies s3:PutObject of '
        + 'object AWSLogs/ and does not exempt AWS services.',
    }]);
  });

  test.each<[string, unknown]>([
    ['addresses', { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] } }],
    ['addresses, what is forwarded exempt', { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] }, Bool: { 'aws:ViaAWSService': 'false' } }],
    ['organizations', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }],
    ['accounts', { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }],
    ['roles', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Application' } }],
    ['addresses within networks', { NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } }],
    ['networks by their ids', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }],
    ['networks by their ARNs', { ArnNotLike: { 'aws:SourceVpcArn': 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1' } }],
    ['accounts with endpoints', { StringNotEquals: { 'aws:VpceAccount': '111122223333' } }],
    ['organizations with endpoints', { StringNotEquals: { 'aws:VpceOrgID': 'o-1' } }],
    ['units of organizations with endpoints', { 'ForAllValues:StringNotLike': { 'aws:VpceOrgPaths': 'o-1/*' } }],
    ['units of organizations', { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-1/*' } }],
    ['networks, in one branch', IF(OWN_NETWORK, { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } })],
    ['networks, which a parameter names', { StringNotEquals: { 'aws:SourceVpce': { Ref: 'Parameter' } } }],
  ])('a deny of all other %s', (_, condition) => {
    expect(check(ALLOW, deny(condition))).toMatchObject([{ on: 'Policy', status: 'violation', property: 'Properties.PolicyDocument.Statement.1' }]);
  });

  const EVERYTHING = { ...ALLOW, Action: 's3:*', Resource: [ARN, OBJECTS], Condition: undefined };

  test.each<[string, unknown, unknown, string]>([
    ['one action of those that a wildcard allows', EVERYTHING, deny(OWN_NETWORK, { Action: 's3:PutObjectTagging' }), 's3:PutObjectTagging'],
    ['an action on the bucket', EVERYTHING, deny(OWN_NETWORK, { Action: 's3:ListBucketVersions', Resource: ARN }), 's3:ListBucketVersions'],
    ['one folder of those that a wildcard allows', EVERYTHING, deny(OWN_NETWORK, { Resource: { 'Fn::Join': ['', [ARN, '/private/*']] } }), 's3:GetObject of object private/'],
    ['all but a folder', EVERYTHING, deny(OWN_NETWORK, { Resource: undefined, NotResource: [ARN, { 'Fn::Join': ['', [ARN, '/AWSLogs/*']] }] }), 's3:GetObject'],
    ['objects in a folder of the allowed one', ALLOW, deny(OWN_NETWORK, { Resource: { 'Fn::Join': ['', [ARN, '/*/CloudTrail/*']] } }),
      's3:PutObject of object AWSLogs/'],
    ['requests on behalf of all but one of two accounts that are allowed',
      { ...ALLOW, Condition: { StringEquals: { 'aws:SourceAccount': ['111122223333', '444455556666'] } } },
      deny({ ...OWN_NETWORK, StringNotEquals: { 'aws:SourceVpce': 'vpce-1', 'aws:SourceAccount': '111122223333' } }),
      's3:PutObject of object AWSLogs/ with aws:SourceAccount 444455556666'],
    ['a service that a condition allows', { ...ALLOW, Principal: '*', Condition: { StringEquals: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } } },
      deny(OWN_NETWORK), 's3:PutObject of object AWSLogs/'],
    ['another service than the one left out', { ...ALLOW, Principal: { Service: ['delivery.logs.amazonaws.com', 'cloudtrail.amazonaws.com'] } },
      deny({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1', 'aws:PrincipalServiceName': 'delivery.logs.amazonaws.com' } }), 's3:PutObject of object AWSLogs/'],
  ])('%s', (_, allow, denial, deed) => {
    const [finding, ...others] = check(allow, denial);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      status: 'violation',
      message: expect.stringContaining(`The bucket policy blocks cloudtrail.amazonaws.com, although statement Trail allows it: statement Guard denies ${deed}`),
    });
  });

  test('any AWS service', () => {
    expect(check({ ...ALLOW, Principal: '*', Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } }, deny(OWN_NETWORK)))
      .toMatchObject([{ status: 'violation', message: expect.stringContaining('blocks an AWS service, although') }]);
  });

  test('a deny that is left out in the other branch', () => {
    expect(check(ALLOW, IF(deny(OWN_NETWORK), { Ref: 'AWS::NoValue' }))).toMatchObject([{ status: 'violation' }]);
  });

  test.each<[string, object, string]>([
    ['access logs', { LoggingConfiguration: { DestinationBucketName: { Ref: 'Bucket' } } },
      'logging.s3.amazonaws.com, although it delivers the access logs of Source'],
    ['an inventory', { InventoryConfigurations: [{ Destination: { BucketArn: { 'Fn::Sub': '${Bucket.Arn}' } } }] },
      's3.amazonaws.com, although it delivers an inventory of Source'],
  ])('%s of another bucket', (_, properties, message) => {
    expect(findings(rule, { Resources: { Bucket: bucket(), Policy: policy(deny(OWN_NETWORK)), Source: bucket(properties) } }))
      .toMatchObject([{ on: 'Policy', status: 'violation', message: expect.stringContaining(message) }]);
  });

  test.each<[string, string, number]>([
    ['the folder of the logs', 'logs/*', 1],
    ['a part of it', 'logs/2*-01-*', 1],
    ['another folder', 'private/*', 0],
  ])('access logs, a deny in %s', (_, keys, found) => {
    const Policy = policy(deny(OWN_NETWORK, { Resource: { 'Fn::Join': ['', [ARN, `/${keys}`]] } }));
    const Source = bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Bucket' }, LogFilePrefix: 'logs/' } });
    expect(findings(rule, { Resources: { Bucket: bucket(), Policy, Source } })).toHaveLength(found);
  });

  test('access logs of a bucket in another stack, and of the bucket itself', () => {
    const log = { Resources: { Bucket: bucket({ BucketName: 'logs' }), Policy: policy(deny(OWN_NETWORK)) } };
    expect(findings(rule, log, { Resources: { Source: bucket({ LoggingConfiguration: { DestinationBucketName: 'logs' } }) } })).toHaveLength(1);
    expect(findings(rule, { Resources: { Bucket: bucket({ LoggingConfiguration: { LogFilePrefix: 'x' } }), Policy: policy(deny(OWN_NETWORK)) } })).toHaveLength(1);
  });
});

test.each<[string, ValueMap]>([
  ['networks', OWN_NETWORK],
  ['TLS versions', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
  ['organizations', { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }],
])('the exemption that is recognised stops no service: %s', (_, Condition) => {
  const search = new PolicySearch({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
      { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: { ...Condition, ...EXEMPT } },
    ],
  });
  const space = { callers: search.services, actions: BUCKET_POLICY_ACTIONS, resource: 'arn:aws:s3:::data' };
  expect(search.find(Wanted.STOPPED, space)).toEqual({ outcome: Outcome.NONE });
});

describe('cannot tell', () => {
  test.each<[string, unknown, string]>([
    ['old TLS without an exemption', deny({ NumericLessThan: { 's3:TlsVersion': 1.2 } }), 'AWS does not document the value of s3:TlsVersion in requests by AWS services'],
    ['other signatures without an exemption', deny({ StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }),
      'AWS does not document the value of s3:signatureversion in requests by AWS services'],
    ['something unknown', { 'Fn::Transform': { Name: 'Macro' } }, 'what the statement says is known at deployment only'],
  ])('a deny of %s', (_, statement, reason) => {
    expect(check(ALLOW, statement)).toMatchObject([{
      on: 'Policy', status: 'unknown', severity: 'info', message: expect.stringMatching(new RegExp(`^It cannot be determined whether the bucket policy blocks cloudtrail.*: ${reason}\\.$`)),
    }]);
  });
});

describe('not applicable', () => {
  test.each<[string, unknown[]]>([
    ['no service is meant to use the bucket', [deny(OWN_NETWORK)]],
    ['a service is allowed something in another bucket', [deny(OWN_NETWORK), { ...ALLOW, Resource: 'arn:aws:s3:::another/*' }]],
  ])('%s', (_, statements) => {
    expect(findings(rule, { Resources: { Bucket: bucket({ BucketName: 'data' }), Policy: policy(...statements) } })).toEqual([]);
  });
});
