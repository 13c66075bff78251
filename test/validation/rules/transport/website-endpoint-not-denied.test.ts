import { websiteEndpointNotDenied as rule } from '../../../../src/validation/rules/transport/website-endpoint-not-denied';
import { bucket, CONDITIONS, findings, IF, merging, PARAMETERS } from '../support';

const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [ARN, '/*']] };
const HTTP = { Bool: { 'aws:SecureTransport': 'false' } };
const DENY = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, OBJECTS], Condition: HTTP };
const PUBLIC = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: OBJECTS };
const SITE = { IndexDocument: 'index.html' };
const NOTHING = { Ref: 'AWS::NoValue' };

function policy(...Statement: unknown[]) {
  return { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement } } };
}

function check(Policy: object | undefined, WebsiteConfiguration: unknown = SITE) {
  return findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: { Bucket: bucket({ WebsiteConfiguration }), ...(Policy === undefined ? {} : { Policy }) },
  });
}

const except = (condition: object) => ({ ...DENY, Condition: { ...HTTP, ...condition } });

test.each<[string, object | undefined]>([
  ['no policy', undefined],
  ['a policy that allows everybody to read', policy(PUBLIC)],
  ['plain HTTP denied to an account only', policy(PUBLIC, { ...DENY, Principal: { AWS: 'arn:aws:iam::111122223333:root' } })],
  ['plain HTTP denied to signed requests only', policy(PUBLIC, except({ StringNotEquals: { 'aws:PrincipalAccount': 'anonymous' } }))],
  ['plain HTTP denied for uploads only', policy(PUBLIC, { ...DENY, Action: 's3:PutObject' })],
  ['plain HTTP denied in a folder only', policy(PUBLIC, { ...DENY, Resource: { 'Fn::Sub': '${Bucket.Arn}/internal/*' } })],
  ['plain HTTP denied but for a folder', policy({ ...DENY, Resource: undefined, NotResource: { 'Fn::Sub': '${Bucket.Arn}/public/*' } })],
  ['visitors from an address', policy(except({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }))],
  ['requests with a referrer', policy(except({ StringNotEquals: { 'aws:Referer': 'secret' } }))],
  ...['aws:UserAgent', 'aws:SourceVpce'].map((key): [string, object] => (
    [`plain HTTP denied but for a value of ${key}, which visitors may have`, policy(except({ StringNotEquals: { [key]: 'x' } }))]
  )),
  ['requests with a referrer from an address',
    policy(except({ StringNotEquals: { 'aws:Referer': 'secret' } }), except({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }))],
  ['a referrer that a pattern means', policy(except({ StringNotLike: { 'aws:Referer': 'https://*.example.com/*' } }))],
  ['a referrer that is a parameter', policy(except({ StringNotEquals: { 'aws:Referer': { Ref: 'Parameter' } } }))],
  ['objects with a tag', policy(except({ StringNotEquals: { 's3:ExistingObjectTag/public': 'yes' } }))],
  ['pages', policy({ ...DENY, Resource: undefined, NotResource: { 'Fn::Sub': '${Bucket.Arn}/*.html' } })],
  ['what two statements leave out in common', policy(
    { ...DENY, Resource: undefined, NotResource: { 'Fn::Sub': '${Bucket.Arn}/a*' } }, { ...DENY, Resource: undefined, NotResource: { 'Fn::Sub': '${Bucket.Arn}/*.html' } },
  )],
  ['outdated TLS denied, which plain HTTP does not have', policy({ ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } })],
  ['Signature Version 2 denied, which anonymous requests do not have', policy({ ...DENY, Condition: { StringEquals: { 's3:signatureversion': 'AWS' } } })],
])('compliant: %s', (_, Policy) => {
  expect(check(Policy)).toEqual([]);
});

test.each<[string, object]>([
  ['the baseline form', policy(DENY)],
  ['beside an Allow', policy(PUBLIC, DENY)],
  ['objects only', policy({ ...DENY, Action: 's3:GetObject', Resource: OBJECTS })],
  ['services left out', policy(except({ BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }))],
  ['a role left out', policy(except({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin' } }))],
  ['in two parts', policy({ ...DENY, Resource: { 'Fn::Sub': '${Bucket.Arn}/a*' } }, { ...DENY, Resource: undefined, NotResource: { 'Fn::Sub': '${Bucket.Arn}/a*' } })],
  ['with a header that browsers do not send left out', policy(except({ Null: { 's3:x-amz-request-payer': 'true' } }))],
  ...[
    ['aws:PrincipalOrgID', 'o-1'], ['aws:userid', 'AIDAEXAMPLE'], ['aws:username', 'admin'], ['aws:CalledViaFirst', 'athena.amazonaws.com'],
    ['aws:FederatedProvider', 'provider'], ['aws:TokenIssueTime', '2026-01-01T00:00:00Z'], ['aws:MultiFactorAuthPresent', 'true'],
    ['aws:SourceArn', 'arn'], ['aws:SourceAccount', '111122223333'], ['aws:SourceOrgID', 'o-1'], ['aws:SourceIdentity', 'admin'],
    ['aws:Ec2InstanceSourceVPC', 'vpc-1'], ['aws:SSMDocument', 'arn'], ['s3:signatureAge', '1'], ['s3:authType', 'REST-HEADER'],
  ].map(([key, value]): [string, object] => [`those left out that have ${key}, which visitors never do`, policy(except({ StringNotEquals: { [key]: value } }))]),
  ['conditions of other statements', policy(DENY, { ...PUBLIC, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })],
])('violating: plain HTTP is denied, %s', (_, Policy) => {
  expect(check(Policy)).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.WebsiteConfiguration',
    message: 'The bucket is configured as a website, and its policy denies plain HTTP. Website endpoints support plain HTTP only, so the endpoint denies every request.',
  }]);
});

test.each<[string, object, unknown, string]>([
  ['a website', policy(DENY), IF(SITE, NOTHING), 'true'],
  ['a redirect', policy(DENY), IF(SITE, { RedirectAllRequestsTo: { HostName: 'example.com' } }), 'true'],
  ['a redirect that is taken away', policy(DENY), { ...SITE, RedirectAllRequestsTo: IF({ HostName: 'example.com' }, NOTHING) }, 'false'],
  ['a policy', { ...policy(DENY), Condition: 'Condition' }, SITE, 'true'],
])('violating in one branch: %s', (_, Policy, website, truth) => {
  expect(check(Policy, website)).toMatchObject([{
    status: 'violation', severity: 'warning', message: expect.stringMatching(`and its policy denies plain HTTP\\. .* This applies if Condition is ${truth}\\.$`),
  }]);
});

test('violating: anonymous requests are denied', () => {
  expect(check(policy({ ...DENY, Condition: { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } } }))).toMatchObject([{
    status: 'violation',
    message: 'The bucket is configured as a website, and its policy denies anonymous requests. Visitors send no signature, so the endpoint denies every request.',
  }]);
});

test.each<[string, object, unknown, string]>([
  ['a website in one branch', policy(DENY), IF(SITE, NOTHING), 'its website configuration depends on a choice at deployment'],
  ['a redirect in one branch', policy(DENY), IF(SITE, { RedirectAllRequestsTo: { HostName: 'example.com' } }), 'its website configuration depends on'],
  ['a redirect that may be absent', policy(DENY), { ...SITE, RedirectAllRequestsTo: IF({ HostName: 'example.com' }, NOTHING) }, 'its website configuration depends on'],
  ['a website from a macro', policy(DENY), { 'Fn::Transform': { Name: 'Macro' } }, '.+'],
  ['a policy under a condition', { ...policy(DENY), Condition: 'Condition' }, SITE, 'the bucket policy is created under the condition Condition'],
  ['a condition from a parameter', policy({ ...DENY, Condition: { Bool: { 'aws:SecureTransport': { Ref: 'Parameter' } } } }), SITE, 'its policy may not deny'],
  ['a module that may make the policy', { Type: 'My::Bucket::Policy::MODULE' }, SITE, 'Policy may make a policy'],
])('cannot tell: %s', (_, Policy, website, reason) => {
  expect(merging(() => check(Policy, website))).toMatchObject([{
    status: 'unknown',
    severity: 'info',
    message: expect.stringMatching(new RegExp(`^It cannot be determined whether the bucket is a website whose policy denies every request to the endpoint: ${reason}.*\\.$`)),
  }]);
});

test.each<[string, unknown]>([
  ['no website', undefined],
  ['a website that is taken away', NOTHING],
  ['redirects only', { RedirectAllRequestsTo: { HostName: 'www.example.com' } }],
  ['redirects to one of two hosts', { RedirectAllRequestsTo: IF({ HostName: 'a.example.com' }, { HostName: 'b.example.com' }) }],
])('not applicable: %s', (_, website) => {
  expect(findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: { Bucket: bucket(website === undefined ? {} : { WebsiteConfiguration: website }), Policy: policy(DENY) },
  })).toEqual([]);
});
