import { cloudFrontReadsKmsBucket as rule } from '../../../../src/validation/rules/access/cloud-front-reads-kms-bucket';
import { judged, PARAMETERS } from '../support';
import { HOME, key, KEY_ARN, kms } from './support';

const DISTRIBUTION = { 'Fn::Sub': 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}' };
const OAC = { OriginAccessControlId: { 'Fn::GetAtt': ['Control', 'Id'] }, S3OriginConfig: { OriginAccessIdentity: '' } };
const OAI = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } } };
const REGIONAL = { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] };

const decrypting = (Condition?: unknown) =>
  ({ Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' }, Action: ['kms:Decrypt', 'kms:Encrypt'], Resource: '*', Condition });
const GRANTING = key(decrypting({ StringEquals: { 'AWS:SourceArn': DISTRIBUTION } }));

function check(origin: object, { Bucket = kms(KEY_ARN), Key = GRANTING, DomainName = REGIONAL, more = {}, others = {} }: {
  Bucket?: object; Key?: object; DomainName?: unknown; more?: object; others?: object;
} = {}) {
  return judged(rule, [{
    name: 'Stack',
    environment: HOME,
    json: {
      Parameters: PARAMETERS,
      Resources: {
        Bucket,
        Key,
        ...others,
        Control: { Type: 'AWS::CloudFront::OriginAccessControl' },
        Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity' },
        Distribution: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: { DistributionConfig: { Origins: [{ Id: 'other', DomainName: 'example.com' }, { Id: 'bucket', DomainName, ...origin }], ...more } },
        },
      },
    },
  }]);
}

test.each<[string, object]>([
  ['the distribution', GRANTING],
  ['every distribution of the account', key(decrypting({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/*' } }))],
  ['the account', key(decrypting({ StringEquals: { 'aws:SourceAccount': '111122223333' } }))],
  ['CloudFront', key(decrypting())],
])('compliant: origin access control, and a key policy that lets in %s', (_, Key) => {
  expect(check(OAC, { Key })).toEqual([]);
});

test('compliant: an origin access identity, and SSE-S3', () => {
  expect(check(OAI, { Bucket: kms(undefined, 'AES256') })).toEqual([]);
});

test.each<[string, unknown]>([
  ['its Regional domain name', REGIONAL],
  ['its domain name', { 'Fn::GetAtt': ['Bucket', 'DomainName'] }],
  ['a name that is put together', { 'Fn::Sub': '${Bucket}.s3.eu-west-1.amazonaws.com' }],
  ['a name of old style', { 'Fn::Sub': '${Bucket}.s3-eu-west-1.amazonaws.com' }],
  ['a literal name', 'my-bucket.s3.amazonaws.com'],
])('violating: an origin access identity, where the bucket is named by %s', (_, DomainName) => {
  expect(check(OAI, { DomainName, Bucket: kms(KEY_ARN, 'aws:kms', { BucketName: 'my-bucket' }) })).toEqual([{
    on: 'Distribution',
    status: 'violation',
    severity: 'error',
    property: 'Properties.DistributionConfig.Origins.1.S3OriginConfig.OriginAccessIdentity',
    message: 'The distribution reads bucket Bucket, which encrypts with KMS, with an origin access identity, which cannot use KMS keys.',
  }]);
});

test('violating: no signature', () => {
  expect(check({ S3OriginConfig: {} })).toMatchObject([{
    on: 'Distribution', status: 'violation', message: 'The distribution reads bucket Bucket, which encrypts with KMS, without a signature.',
  }]);
});

test('violating: the AWS managed key', () => {
  expect(check(OAC, { Bucket: kms() })).toMatchObject([{
    on: 'Bucket',
    status: 'violation',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
    message: 'The bucket encrypts with the AWS managed key aws/s3, with which distribution Distribution cannot decrypt.',
  }]);
});

test.each<[string, object]>([
  ['the own account only', key()],
  ['another distribution', key(decrypting({ StringEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::444455556666:distribution/E1' } }))],
  ['some of the objects', key(decrypting({ StringLike: { 'kms:EncryptionContext:aws:s3:arn': { 'Fn::Sub': '${Bucket.Arn}/a*' } } }))],
  ['nobody, having no policy of its own', { Type: 'AWS::KMS::Key' }],
])('violating: a key policy that lets in %s', (_, Key) => {
  expect(check(OAC, { Key })).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: 'The key policy does not allow CloudFront to decrypt objects of bucket Bucket for distribution Distribution.',
  }]);
});

describe('the encryption context of objects', () => {
  const CONTEXT = 'kms:EncryptionContext:aws:s3:arn';
  const inContext = (...patterns: string[]) => decrypting({ StringLike: { [CONTEXT]: patterns.map((one) => ({ 'Fn::Sub': `\${Bucket.Arn}${one}` })) } });
  const denying = (pattern: string) => ({ ...inContext(pattern), Effect: 'Deny', Action: 'kms:*' });

  test.each<[string, object, object?]>([
    ['every object', key(inContext('/*'))],
    ['every object, by two statements', key(inContext('/a*'), decrypting({
      StringLike: { [CONTEXT]: { 'Fn::Sub': '${Bucket.Arn}/*' } }, StringNotLike: { [CONTEXT]: { 'Fn::Sub': '${Bucket.Arn}/a*' } },
    }))],
    ['the bucket, as Bucket Keys have it', key(inContext(''))],
    ['the objects of the path of the origin', key(inContext('/web/*')), { OriginPath: '/web' }],
  ])('compliant: %s', (_, Key, origin = {}) => {
    expect(check({ ...OAC, ...origin }, { Key })).toEqual([]);
  });

  test.each<[string, object, string, object?]>([
    ['a folder is denied', key(inContext('/*'), denying('/private/*')), 'object private/'],
    ['a folder is denied beside a path', key(inContext('/*'), denying('/web/private/*')), 'object web/private/', { OriginPath: '/web' }],
    ['another path than that of the origin', key(inContext('/web/*')), 'object app/', { OriginPath: '/app' }],
  ])('violating: %s', (_, Key, object, origin = {}) => {
    expect(check({ ...OAC, ...origin }, { Key })).toEqual([expect.objectContaining({
      on: 'Key', status: 'violation', message: `The key policy does not allow CloudFront to decrypt ${object} of bucket Bucket for distribution Distribution.`,
    })]);
  });

  test('cannot tell: a path from a parameter', () => {
    expect(check({ ...OAC, OriginPath: { Ref: 'Parameter' } }, { Key: key(inContext('/web/*')) })).toMatchObject([{ status: 'unknown' }]);
  });
});

test('violating: a function at the edge that only sees what viewers send', () => {
  const more = { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: 'arn' }] } };
  expect(check({ S3OriginConfig: {} }, { more })).toMatchObject([{ status: 'violation', message: expect.stringContaining('without a signature') }]);
});

test.each<[string, object, Parameters<typeof check>[1]]>([
  ['an algorithm from a parameter', OAI, { Bucket: kms(KEY_ARN, { Ref: 'Parameter' }) }],
  ['a key from outside', OAC, { Bucket: kms('arn:aws:kms:eu-west-1:111122223333:key/1234') }],
  ['a distribution from a parameter', OAC, { Key: key(decrypting({ StringEquals: { 'aws:SourceArn': { Ref: 'Parameter' } } })) }],
  ['a function at the edge that may sign', { S3OriginConfig: {} }, {
    more: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: 'arn' }] } },
  }],
])('cannot tell: %s', (_, origin, options) => {
  expect(check(origin, options)).toMatchObject([{ status: 'unknown', severity: 'warning', message: expect.stringMatching(/^It cannot be determined /) }]);
});

describe('a key policy that a custom resource may change', () => {
  const custom = (given: object, ServiceToken: unknown = { 'Fn::GetAtt': ['Function', 'Arn'] }, Type = 'Custom::KeyPolicy') =>
    ({ Custom: { Type, Properties: { ServiceToken, ...given } } });
  const lambda = (id = 'Function', Role: unknown = { 'Fn::GetAtt': [`${id}Role`, 'Arn'] }, more: object = {}) => ({ [id]: { Type: 'AWS::Lambda::Function', Properties: { Role, ...more } } });
  const role = (statement: object | undefined, id = 'FunctionRole', more: object = {}) => ({
    [id]: {
      Type: 'AWS::IAM::Role',
      Properties: { ...statement ? { Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }] } : {}, ...more },
    },
  });
  const KEY_ID = { KeyId: { Ref: 'Key' } };
  const PUT = { Effect: 'Allow', Action: ['kms:GetKeyPolicy', 'kms:PutKeyPolicy'], Resource: KEY_ARN };
  const BASIC = { ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' }] };
  const call = { 'Fn::Join': ['', ['{"service":"KMS","action":"putKeyPolicy","parameters":{"KeyId":"', KEY_ARN, '"}}']] };

  test.each<[string, object]>([
    ['with the key\'s id, whose function may', { ...custom(KEY_ID), ...lambda(), ...role(PUT) }],
    ['with the key\'s ARN in a list', { ...custom({ Keys: [{ Arn: KEY_ARN }] }), ...lambda(), ...role(PUT) }],
    ['that makes an API call, as CDK writes it', { ...custom({ Create: call }, undefined, 'Custom::AWS'), ...lambda(), ...role(PUT, 'FunctionRole', BASIC) }],
    ['whose function is given the key', { ...custom({}), ...lambda('Function', undefined, { Environment: { Variables: { KEY: KEY_ARN } } }), ...role(PUT) }],
    ['whose function may in some circumstances', { ...custom(KEY_ID), ...lambda(), ...role({ ...PUT, Condition: { StringEquals: { 'kms:CallerAccount': '1' } } }) }],
    ['whose framework calls another function, which may', { ...custom(KEY_ID), ...lambda(), ...role(undefined, 'FunctionRole', BASIC), ...lambda('Other'), ...role(PUT, 'OtherRole') }],
    ['whose function is elsewhere', custom(KEY_ID, 'arn:aws:lambda:eu-west-1:111122223333:function:keys')],
    ['whose role is elsewhere', { ...custom(KEY_ID), ...lambda('Function', 'arn:aws:iam::111122223333:role/keys') }],
    ['whose function is an administrator', { ...custom(KEY_ID), ...lambda(), ...role(undefined, 'FunctionRole', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }) }],
    ['whose function has policies from elsewhere', { ...custom(KEY_ID), ...lambda(), ...role(undefined, 'FunctionRole', { ManagedPolicyArns: [{ Ref: 'Parameter' }] }) }],
    ['of AWS::CloudFormation::CustomResource', { ...custom(KEY_ID, undefined, 'AWS::CloudFormation::CustomResource'), ...lambda(), ...role(PUT) }],
  ])('cannot tell: one %s', (_, others) => {
    const what = 'bucket Bucket for distribution Distribution';
    expect(check(OAC, { Key: key(), others })).toEqual([{
      on: 'Key',
      status: 'unknown',
      severity: 'warning',
      property: 'Properties.KeyPolicy',
      message: `It cannot be determined whether the key policy allows CloudFront to decrypt objects of ${what}: Custom may change the key policy at deployment.`,
    }]);
    expect(check(OAC, { others })).toEqual([]);
  });

  test.each<[string, object]>([
    ['that is not given the key', { ...custom({ Name: 'x' }), ...lambda(), ...role(PUT) }],
    ['with another key', { ...custom({ KeyId: { Ref: 'OtherKey' } }), OtherKey: key(), ...lambda(), ...role(PUT) }],
    ['whose function may not', { ...custom(KEY_ID), ...lambda(), ...role({ ...PUT, Action: ['kms:Decrypt', 'kms:GetKeyPolicy'] }) }],
    ['whose function may with another key', { ...custom(KEY_ID), ...lambda(), ...role({ ...PUT, Resource: { 'Fn::GetAtt': ['OtherKey', 'Arn'] } }), OtherKey: key() }],
    ['whose function has a managed policy for logs', { ...custom(KEY_ID), ...lambda(), ...role(undefined, 'FunctionRole', BASIC) }],
  ])('violating: one %s', (_, others) => {
    expect(check(OAC, { Key: key(), others })).toMatchObject([{ on: 'Key', status: 'violation', severity: 'error' }]);
  });
});

test.each<[string, object, unknown]>([
  ['a bucket from outside', OAI, 'somebody-elses.s3.amazonaws.com'],
  ['a custom origin, which may be signed at the edge', { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }, REGIONAL],
])('not applicable: %s', (_, origin, DomainName) => {
  expect(check(origin, { DomainName })).toEqual([]);
});
