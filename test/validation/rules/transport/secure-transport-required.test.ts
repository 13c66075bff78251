import { secureTransportRequired as rule } from '../../../../src/validation/rules/transport/secure-transport-required';
import { bucket, CONDITIONS, findings, merging, PARAMETERS } from '../support';

const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [ARN, '/*']] };
const DENY = {
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, OBJECTS], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };

/** The statement under more conditions. */
function and(condition: object) {
  return { ...DENY, Condition: { ...DENY.Condition, ...condition } };
}

/** The statement with other elements in the place of one. */
function without(element: string, others: object) {
  return { ...Object.fromEntries(Object.entries(DENY).filter(([name]) => name !== element)), ...others };
}

function folder(pattern: string) {
  return { 'Fn::Join': ['', [ARN, `/${pattern}`]] };
}

function policy(statement: unknown, Bucket: unknown = { Ref: 'Bucket' }) {
  return { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, PolicyDocument: { Version: '2012-10-17', Statement: statement } } };
}

function check(resources: { [logicalId: string]: object }, properties: object = {}) {
  return findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Bucket: bucket(properties), Role: ROLE, ...resources } });
}

describe('compliant', () => {
  test.each<[string, unknown]>([
    ['the baseline form', [DENY]],
    ['Statement as an object', DENY],
    ['Principal as a map', { ...DENY, Principal: { AWS: '*' } }],
    ['a boolean', { ...DENY, Condition: { Bool: { 'aws:SecureTransport': false } } }],
    ['an exempt role that another statement names', [
      and({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } }), { ...DENY, Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } },
    ]],
    ['two statements that divide the actions', [{ ...DENY, Action: 's3:Get*' }, without('Action', { NotAction: 's3:Get*' })]],
    ['two statements that divide the objects', [{ ...DENY, Resource: [ARN, folder('a*')] }, without('Resource', { NotResource: folder('a*') })]],
    ['a service that is left out if there is one', and({ StringNotEqualsIfExists: { 'aws:PrincipalServiceName': 'cloudtrail.amazonaws.com' } })],
    ['a date that is always past', and({ DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } })],
    ['a list', { ...DENY, Condition: { Bool: { 'aws:SecureTransport': ['false'] } } }],
    ['another case', { ...DENY, Condition: { bool: { 'aws:securetransport': 'False' } } }],
    ['Fn::Sub', { ...DENY, Resource: [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Bucket}' }, { 'Fn::Sub': '${Bucket.Arn}/*' }] }],
    ['the partition in writing', { ...DENY, Resource: ['arn:aws-cn:s3:::data', 'arn:aws-cn:s3:::data/*'] }],
    ['a partition by a condition', {
      ...DENY, Resource: ['', '/*'].map((end) => ({ 'Fn::Join': ['', ['arn:', { 'Fn::If': ['Condition', 'aws', 'aws-us-gov'] }, ':s3:::', { Ref: 'Bucket' }, end]] })),
    }],
    ['every action', { ...DENY, Action: '*' }],
    ['every resource', { ...DENY, Resource: '*' }],
    ['a wider pattern', { ...DENY, Resource: { 'Fn::Sub': '${Bucket.Arn}*' } }],
    ['a statement each for bucket and objects', [{ ...DENY, Resource: ARN }, { ...DENY, Resource: OBJECTS }]],
    ['what is not over TLS', { ...DENY, Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
    ['NotAction of something else', { ...DENY, Action: undefined, NotAction: 'ec2:*' }],
    ['another statement beside it', [{ ...DENY, Sid: 'A' }, { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: OBJECTS }]],
  ])('%s', (_, statement) => {
    expect(check({ Policy: policy(statement) }, { BucketName: 'data' })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['its literal name', 'literal-name'],
    ['Fn::Sub', { 'Fn::Sub': '${Bucket}' }],
    ['Fn::Join', { 'Fn::Join': ['-', ['literal', 'name']] }],
  ])('a policy that names its bucket by %s', (_, name) => {
    expect(check({ Policy: policy(DENY, name) }, { BucketName: 'literal-name' })).toEqual([]);
  });

  test('a policy under the same condition as its bucket', () => {
    const conditional = { Condition: 'Condition' };
    expect(findings(rule, {
      Parameters: PARAMETERS,
      Conditions: CONDITIONS,
      Resources: { Bucket: { ...bucket(), ...conditional }, Policy: { ...policy(DENY), ...conditional } },
    })).toEqual([]);
  });
});

describe('violating', () => {
  test('no policy', () => {
    expect(check({})).toEqual([{
      on: 'Bucket',
      status: 'violation',
      severity: 'error',
      property: 'Properties',
      message: 'The bucket has no policy, so requests over plain HTTP are not denied.',
    }]);
  });

  test('a policy that may not be made', () => {
    expect(check({ Policy: { ...policy(DENY), Condition: 'Condition' } })).toMatchObject([{
      status: 'violation', severity: 'error', message: 'The bucket has no policy, so requests over plain HTTP are not denied. This applies if Condition is false.',
    }]);
  });

  test.each<[string, unknown, string]>([
    ['the bucket only', { ...DENY, Resource: ARN }, 's3:GetObject by a role'],
    ['objects only', { ...DENY, Resource: OBJECTS }, 's3:ListBucket by a role'],
    ['one action only', { ...DENY, Action: 's3:GetObject' }, 's3:PutObject by a role'],
    ['some actions only', { ...DENY, Action: ['s3:Get*', 's3:Put*', 's3:List*', 's3:Delete*'] }, 's3:AbortMultipartUpload by a role'],
    ['a folder only', { ...DENY, Resource: [ARN, { 'Fn::Sub': '${Bucket.Arn}/folder/*' }] }, 's3:GetObject by a role'],
    ['one account only', { ...DENY, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, 's3:GetObject by a role of an account that the policy does not name'],
    ['another condition', { ...DENY, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 's3:GetObject by a role'],
    ['an Allow instead', { ...DENY, Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, 's3:GetObject by a role'],
    ['narrowed to strangers', { ...DENY, Condition: { ...DENY.Condition, StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } } },
      's3:GetObject by a role with aws:PrincipalOrgID o-abc'],
    ['narrowed to an address', { ...DENY, Condition: { ...DENY.Condition, IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } } }, 's3:GetObject by a role'],
    ['one role exempt by condition', { ...DENY, Condition: { ...DENY.Condition, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin' } } },
      's3:GetObject by arn:aws:iam::111122223333:role/Admin'],
    ['one role exempt by NotPrincipal', {
      ...DENY, Principal: undefined, NotPrincipal: { AWS: ['arn:aws:iam::111122223333:role/Admin', 'arn:aws:iam::111122223333:root'] },
    }, 'by arn:aws:iam::111122223333:role/Admin'],
    ['another bucket', { ...DENY, Resource: ['arn:aws:s3:::another', 'arn:aws:s3:::another/*'] }, 's3:GetObject by a role'],
    ['callers outside of a network', and({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), 's3:GetObject by a role with aws:SourceIp 10.0.0.0'],
    ['callers of other accounts', and({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }), 's3:GetObject by a role of account 111122223333'],
    ['callers outside of the own account', and({ StringNotEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } }), 's3:GetObject by a role of account'],
    ['all but a folder', without('Resource', { NotResource: folder('public/*') }), 's3:GetObject of object public/'],
    ['all but an object', without('Resource', { NotResource: folder('index.html') }), 's3:GetObject of object index.html'],
    ['actions that are named after objects and buckets', { ...DENY, Action: ['s3:*Object*', 's3:*Bucket*'] }, 's3:AbortMultipartUpload by a role'],
    ['all but an action on objects', without('Action', { NotAction: 's3:GetObjectVersion' }), 's3:GetObjectVersion by a role'],
    ['all but an action on the bucket', without('Action', { NotAction: 's3:GetBucketCORS' }), 's3:GetBucketCORS by a role'],
    ['each of two circumstances, but not of both at once', [
      and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), and({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }),
    ], 's3:GetObject by a role with aws:SourceVpc vpc-1 and aws:PrincipalOrgID o-1'],
    ['requests without MFA, whatever the transport', { ...DENY, Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }, 's3:GetObject by a role'],
    ['requests without MFA', and({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }), 's3:GetObject by a role with aws:MultiFactorAuthPresent true'],
    ['callers without a tag', and({ StringNotEquals: { 'aws:PrincipalTag/team': 'ops' } }), 's3:GetObject by a role with aws:PrincipalTag/team ops'],
    ['one role', { ...DENY, Principal: { AWS: 'arn:aws:iam::111122223333:role/any' } }, 's3:GetObject by a role'],
    ['the two most common actions', { ...DENY, Action: ['s3:GetObject', 's3:ListBucket'] }, 's3:PutObject by a role'],
    ['some objects', { ...DENY, Resource: [ARN, folder('a*')] }, 's3:GetObject by a role'],
    ['objects with a dash', { ...DENY, Resource: [ARN, folder('*-*')] }, 's3:GetObject by a role'],
    ['two accounts only', { ...DENY, Principal: { AWS: ['111122223333', '444455556666'] } }, 's3:GetObject by a role of an account that the policy does not name'],
    ['all but root users', and({ StringNotEquals: { 'aws:PrincipalType': 'Account' } }), 's3:GetObject by the root user of'],
    ['all but an account', without('Principal', { NotPrincipal: { AWS: '111122223333' } }), 's3:GetObject by the root user of account 111122223333'],
    ['all but the members of an organization that is a parameter', and({ StringNotEquals: { 'aws:PrincipalOrgID': { Ref: 'Parameter' } } }),
      's3:GetObject by a role with aws:PrincipalOrgID'],
    ['all but an endpoint that is imported', and({ StringNotEquals: { 'aws:SourceVpce': { 'Fn::ImportValue': 'Endpoint' } } }),
      's3:GetObject by a role with aws:SourceVpce'],
    ['all but a role of the template', and({ ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': ['Role', 'Arn'] } } }), 's3:GetObject by'],
    ['TLS versions only', { ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }, 's3:GetObject by a role'],
  ])('a deny of %s', (_, statement, missed) => {
    expect(check({ Policy: policy(statement) }, { BucketName: 'data' })).toMatchObject([{
      on: 'Bucket',
      status: 'violation',
      severity: 'error',
      message: expect.stringMatching(new RegExp(`^The bucket policy does not deny every request over plain HTTP: it does not deny .*${missed.replace(/[/.]/g, '\\$&')}`)),
    }]);
  });

  test.each<[string, unknown, string[]]>([
    ['the opposite', { ...DENY, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, ['Statement 1 denies it only with aws:SecureTransport true.']],
    ['two statements, each with an exemption', [
      { ...and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), Sid: 'Network' }, and({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }),
    ], ['Statement Network denies it, but not with aws:SourceVpc vpc-1.', 'Statement 2 denies it, but not with aws:PrincipalOrgID o-1.']],
    ['the bucket only', { ...DENY, Resource: ARN }, ['Statement 1 denies it on other resources only.']],
    ['two things', { ...DENY, Resource: ARN, Action: 's3:ListBucket' }, []],
    ['nothing of it', { Effect: 'Deny', Principal: '*', Action: 's3:DeleteBucket', Resource: '*' }, []],
  ])('says what nearly denies it: %s', (_, statement, sentences) => {
    const [{ message }] = check({ Policy: policy(statement) }, { BucketName: 'data' });
    expect(message.split(/(?<=\.) (?=Statement)/).slice(1)).toEqual(sentences);
  });

  test('the policy of another bucket whose name contains this one\'s', () => {
    expect(check({ Other: bucket({ BucketName: 'my-logs' }), Policy: policy({ ...DENY, Resource: '*' }, 'my-logs') }, { BucketName: 'logs' }))
      .toMatchObject([{ on: 'Bucket', status: 'violation' }]);
  });

  test.each<[string, object, string]>([
    ['AWS services', { Bool: { 'aws:SecureTransport': 'false' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }, 'by an AWS service'],
    ['anonymous requests', { Bool: { 'aws:SecureTransport': 'false' }, StringNotEquals: { 'aws:PrincipalAccount': 'anonymous' } }, 'without a signature'],
  ])('warns where only %s are left out', (_, Condition, missed) => {
    expect(check({ Policy: policy({ ...DENY, Condition }) })).toMatchObject([{
      status: 'violation', severity: 'warning', message: expect.stringContaining(missed),
    }]);
  });
});

test('cannot tell: a module that may make the policy', () => {
  expect(check({ Policy: { Type: 'My::Bucket::Policy::MODULE' } })).toMatchObject([{
    on: 'Bucket',
    status: 'unknown',
    message: 'It cannot be determined whether every request over plain HTTP is denied: Policy may make a policy for the bucket at deployment.',
  }]);
});

describe('cannot tell', () => {
  test.each<[string, object, string]>([
    ['a policy from outside', {
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { 'Fn::Transform': { Name: 'Macro' } } } },
    }, 'in its policy, '],
    ['a condition from a parameter', { Policy: policy({ ...DENY, Condition: { Bool: { 'aws:SecureTransport': { Ref: 'Parameter' } } } }) }, 'its policy may not deny'],
    ['resources from a parameter, which may be all', { Policy: policy({ ...DENY, Resource: { Ref: 'Parameter' } }) }, 'its policy may not deny'],
    ['resources from another stack', { Policy: policy({ ...DENY, Resource: { 'Fn::ImportValue': 'Resources' } }) }, 'its policy may not deny'],
    ['a policy that may not be made', { Policy: { ...policy(DENY), Condition: 'Condition' } }, 'the bucket policy is created under the condition Condition'],
    ['a policy that may be another bucket\'s', { Policy: policy(DENY, { Ref: 'Parameter' }) }, 'it is not known to which bucket the policy Policy belongs'],
  ])('%s', (_, resources, reason) => {
    const found = merging(() => check(resources as { [id: string]: object }));
    expect(found.filter(({ on }) => on === 'Bucket')).toMatchObject([{
      status: 'unknown',
      severity: 'warning',
      message: expect.stringMatching(new RegExp(`^It cannot be determined whether every request over plain HTTP is denied: ${reason}`)),
    }]);
  });
});

test('not applicable: no bucket, and no policy of one', () => {
  expect(findings(rule, { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).toEqual([]);
});
