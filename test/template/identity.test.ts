import { shown, template } from './shown';
import { RESOURCE_ATTRIBUTES } from '../../src/template/attributes';

/** `Ref`, the ARN and an attribute of a resource R. */
function names(type: string, properties = {}, attribute = 'Arn') {
  const t = template({
    Parameters: { P: {}, D: { Default: 'd' } },
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
    Resources: { R: { Type: type, Properties: properties } },
  });
  return [t.resolve({ Ref: 'R' }), t.resource('R')!.identity.arn, t.resolve({ 'Fn::GetAtt': ['R', attribute] })].map(shown);
}

const IN = 'eu-west-1:111111111111';

test.each([
  ['AWS::S3::Bucket', {}, 'Arn', '{T/R}', 'arn:aws:s3:::{T/R}', 'arn:aws:s3:::{T/R}'],
  ['AWS::S3::Bucket', { BucketName: 'b' }, 'RegionalDomainName', 'b', 'arn:aws:s3:::b', 'b.s3.eu-west-1.amazonaws.com'],
  ['AWS::S3::Bucket', { BucketName: 'b' }, 'DomainName', 'b', 'arn:aws:s3:::b', 'b.s3.amazonaws.com'],
  ['AWS::S3::Bucket', { BucketName: 'b' }, 'WebsiteURL', 'b', 'arn:aws:s3:::b', '{T/R.WebsiteURL}'],
  ['AWS::KMS::Key', {}, 'Arn', '{T/R}', `arn:aws:kms:${IN}:key/{T/R}`, `arn:aws:kms:${IN}:key/{T/R}`],
  ['AWS::KMS::ReplicaKey', {}, 'KeyId', '{T/R}', `arn:aws:kms:${IN}:key/{T/R}`, '{T/R}'],
  ['AWS::KMS::Alias', { AliasName: 'alias/a' }, 'Novelty', 'alias/a', `arn:aws:kms:${IN}:alias/a`, '{T/R.Novelty}'],
  ['AWS::IAM::Role', {}, 'Arn', '{T/R}', 'arn:aws:iam::111111111111:role/{T/R}', 'arn:aws:iam::111111111111:role/{T/R}'],
  ['AWS::IAM::Role', { RoleName: 'r', Path: '/p/' }, 'RoleId', 'r', 'arn:aws:iam::111111111111:role/p/r', '{T/R.RoleId}'],
  ['AWS::IAM::User', { UserName: 'u' }, 'Arn', 'u', 'arn:aws:iam::111111111111:user/u', 'arn:aws:iam::111111111111:user/u'],
  ['AWS::IAM::Group', { GroupName: 'g' }, 'Arn', 'g', 'arn:aws:iam::111111111111:group/g', 'arn:aws:iam::111111111111:group/g'],
  ['AWS::IAM::ManagedPolicy', {}, 'PolicyArn', ...Array(3).fill('arn:aws:iam::111111111111:policy/{T/R}')],
  ['AWS::CloudTrail::Trail', { TrailName: 't' }, 'Arn', 't', `arn:aws:cloudtrail:${IN}:trail/t`, `arn:aws:cloudtrail:${IN}:trail/t`],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer', {}, 'LoadBalancerArn',
    ...Array(3).fill(`arn:aws:elasticloadbalancing:${IN}:loadbalancer/{T/R.LoadBalancerFullName}`),
  ],
  ['AWS::CloudFront::Distribution', {}, 'Id', '{T/R}', 'arn:aws:cloudfront::111111111111:distribution/{T/R}', '{T/R}'],
  ['AWS::S3Express::DirectoryBucket', {}, 'Arn', '{T/R}', `arn:aws:s3express:${IN}:bucket/{T/R}`, `arn:aws:s3express:${IN}:bucket/{T/R}`],
  ['AWS::S3Tables::TableBucket', { TableBucketName: 't' }, 'TableBucketARN', ...Array(3).fill(`arn:aws:s3tables:${IN}:bucket/t`)],
  ['AWS::S3Tables::Table', { TableName: 't' }, 'TableARN', ...Array(3).fill(`arn:aws:s3tables:${IN}:bucket/{T/R.TableBucketName}/table/{T/R}`)],
  ['AWS::S3Vectors::VectorBucket', {}, 'VectorBucketArn', ...Array(3).fill(`arn:aws:s3vectors:${IN}:bucket/{T/R}`)],
  ['AWS::SNS::Topic', { TopicName: 't' }, 'TopicName', `arn:aws:sns:${IN}:t`, `arn:aws:sns:${IN}:t`, 't'],
  ['AWS::SQS::Queue', { QueueName: 'q' }, 'Arn', 'https://sqs.eu-west-1.amazonaws.com/111111111111/q', `arn:aws:sqs:${IN}:q`, `arn:aws:sqs:${IN}:q`],
  ['AWS::Logs::LogGroup', { LogGroupName: '/l' }, 'Arn', '/l', `arn:aws:logs:${IN}:log-group:/l`, `arn:aws:logs:${IN}:log-group:/l:*`],
  ['AWS::Lambda::Function', {}, 'Arn', '{T/R}', `arn:aws:lambda:${IN}:function:{T/R}`, `arn:aws:lambda:${IN}:function:{T/R}`],
  ['Custom::Thing', {}, 'Arn', '{T/R}', undefined, '{T/R.Arn}'],
])('%s %j: Ref, ARN and %s', (type, properties, attribute, ...expected) => {
  expect(names(type, properties, attribute)).toEqual(expected);
});

test.each([
  ['is made from what is known', { 'Fn::Sub': 'logs-${AWS::AccountId}' }, 'logs-111111111111'],
  ['is a parameter', { Ref: 'P' }, '{T/parameter P}'],
  ['is a parameter with a default', { Ref: 'D' }, '{T/parameter D}'],
  ['has a parameter in it', { 'Fn::Sub': 'logs-${P}' }, 'logs-{T/parameter P}'],
  ['is a choice', { 'Fn::If': ['C', 'a', 'b'] }, '{T/R}'],
  ['may be left out', { 'Fn::If': ['C', { Ref: 'P' }, { Ref: 'AWS::NoValue' }] }, '{T/R}'],
  ['cannot be determined', { 'Fn::Transform': {} }, '{T/R}'],
  ['is no text', ['a'], '{T/R}'],
  ['refers to the resource', { 'Fn::Sub': '${R}-x' }, '{T/R}-x'],
])('a bucket whose name %s', (_, BucketName, expected) => {
  expect(names('AWS::S3::Bucket', { BucketName })[0]).toBe(expected);
});

test('a partition that is not known is a hole', () => {
  const t = template({ Resources: { B: { Type: 'AWS::S3::Bucket' } } }, {});
  expect(shown(t.resolve({ 'Fn::GetAtt': ['B', 'Arn'] }))).toBe('arn:{AWS::Partition}:s3:::{T/B}');
});

test.each([...RESOURCE_ATTRIBUTES])('the patterns of %s have only placeholders that mean something', (_, { ref, arn, attributes }) => {
  for (const pattern of [ref, arn, ...Object.values(attributes)]) {
    for (const [, placeholder] of pattern.matchAll(/<(\w*)>/g)) {
      expect(placeholder).toMatch(/^(name|path|partition|account|region|suffix|[A-Z]\w+)$/);
    }
  }
});
