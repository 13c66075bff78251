import { shown, template } from './shown';
import { RESOURCE_ATTRIBUTES } from '../../src/template/attributes';
import { arnIdentity, holeOf, textKey } from '../../src/template/holes';
import { Hole, OneOf, Text, Unknown } from '../../src/template/value';

const HERE = 'eu-west-1:111111111111';

// After the page of each type in the CloudFormation reference, "Return values".
const DOCUMENTED: [type: string, nameProperty: string | undefined, ref: string, arn: string, attributes: object, uniqueIn: string][] = [
  ['AWS::CloudFront::Distribution', undefined, '{T/R}', 'arn:aws:cloudfront::111111111111:distribution/{T/R}', { Id: '{T/R}' }, 'partition'],
  ['AWS::CloudTrail::Trail', 'TrailName', 'n', `arn:aws:cloudtrail:${HERE}:trail/n`, { Arn: `arn:aws:cloudtrail:${HERE}:trail/n` }, 'region'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'Name', ...Array(2).fill(`arn:aws:elasticloadbalancing:${HERE}:loadbalancer/{T/R.LoadBalancerFullName}`) as [string, string], {
    LoadBalancerArn: `arn:aws:elasticloadbalancing:${HERE}:loadbalancer/{T/R.LoadBalancerFullName}`, LoadBalancerName: 'n',
  }, 'region'],
  ['AWS::IAM::Group', 'GroupName', 'n', 'arn:aws:iam::111111111111:group/p/n', { Arn: 'arn:aws:iam::111111111111:group/p/n' }, 'account'],
  ['AWS::IAM::ManagedPolicy', 'ManagedPolicyName', 'arn:aws:iam::111111111111:policy/p/n', 'arn:aws:iam::111111111111:policy/p/n', {
    PolicyArn: 'arn:aws:iam::111111111111:policy/p/n',
  }, 'account'],
  ['AWS::IAM::Role', 'RoleName', 'n', 'arn:aws:iam::111111111111:role/p/n', { Arn: 'arn:aws:iam::111111111111:role/p/n' }, 'account'],
  ['AWS::IAM::User', 'UserName', 'n', 'arn:aws:iam::111111111111:user/p/n', { Arn: 'arn:aws:iam::111111111111:user/p/n' }, 'account'],
  ['AWS::KMS::Alias', 'AliasName', 'n', `arn:aws:kms:${HERE}:n`, {}, 'region'],
  ['AWS::KMS::Key', undefined, '{T/R}', `arn:aws:kms:${HERE}:key/{T/R}`, { Arn: `arn:aws:kms:${HERE}:key/{T/R}`, KeyId: '{T/R}' }, 'region'],
  ['AWS::KMS::ReplicaKey', undefined, '{T/R}', `arn:aws:kms:${HERE}:key/{T/R}`, { Arn: `arn:aws:kms:${HERE}:key/{T/R}`, KeyId: '{T/R}' }, 'region'],
  ['AWS::Lambda::Function', 'FunctionName', 'n', `arn:aws:lambda:${HERE}:function:n`, { Arn: `arn:aws:lambda:${HERE}:function:n` }, 'region'],
  ['AWS::Logs::LogGroup', 'LogGroupName', 'n', `arn:aws:logs:${HERE}:log-group:n`, { Arn: `arn:aws:logs:${HERE}:log-group:n:*` }, 'region'],
  ['AWS::Redshift::Cluster', 'ClusterIdentifier', 'n', `arn:aws:redshift:${HERE}:cluster:n`, {}, 'region'],
  ['AWS::S3::Bucket', 'BucketName', 'n', 'arn:aws:s3:::n', {
    Arn: 'arn:aws:s3:::n',
    DomainName: 'n.s3.amazonaws.com',
    DualStackDomainName: 'n.s3.dualstack.eu-west-1.amazonaws.com',
    RegionalDomainName: 'n.s3.eu-west-1.amazonaws.com',
  }, 'partition'],
  ['AWS::S3Express::DirectoryBucket', 'BucketName', 'n', `arn:aws:s3express:${HERE}:bucket/n`, { Arn: `arn:aws:s3express:${HERE}:bucket/n` }, 'region'],
  ['AWS::S3Tables::Table', undefined, ...Array(2).fill(`arn:aws:s3tables:${HERE}:bucket/{T/R.TableBucketName}/table/{T/R}`) as [string, string], {
    TableARN: `arn:aws:s3tables:${HERE}:bucket/{T/R.TableBucketName}/table/{T/R}`,
  }, 'region'],
  ['AWS::S3Tables::TableBucket', 'TableBucketName', ...Array(2).fill(`arn:aws:s3tables:${HERE}:bucket/n`) as [string, string], {
    TableBucketARN: `arn:aws:s3tables:${HERE}:bucket/n`,
  }, 'region'],
  ['AWS::S3Vectors::VectorBucket', 'VectorBucketName', ...Array(2).fill(`arn:aws:s3vectors:${HERE}:bucket/n`) as [string, string], {
    VectorBucketArn: `arn:aws:s3vectors:${HERE}:bucket/n`,
  }, 'region'],
  ['AWS::SNS::Topic', 'TopicName', `arn:aws:sns:${HERE}:n`, `arn:aws:sns:${HERE}:n`, { TopicArn: `arn:aws:sns:${HERE}:n`, TopicName: 'n' }, 'region'],
  ['AWS::SQS::Queue', 'QueueName', 'https://sqs.eu-west-1.amazonaws.com/111111111111/n', `arn:aws:sqs:${HERE}:n`, {
    Arn: `arn:aws:sqs:${HERE}:n`, QueueName: 'n', QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111111111111/n',
  }, 'region'],
];

test('every type is in the table', () => {
  expect([...RESOURCE_ATTRIBUTES.keys()]).toEqual(DOCUMENTED.map(([type]) => type));
});

test.each(DOCUMENTED)('%s: what CloudFormation returns', (type, nameProperty, ref, arn, attributes, uniqueIn) => {
  const t = template({ Resources: { R: { Type: type, Properties: { Path: '/p/', ...nameProperty === undefined ? {} : { [nameProperty]: 'n' } } } } });
  const { identity } = t.resource('R')!;
  expect([shown(t.resolve({ Ref: 'R' })), shown(identity.arn), identity.nameIsUniqueIn]).toEqual([ref, arn, uniqueIn]);
  const known = Object.keys(RESOURCE_ATTRIBUTES.get(type)!.attributes);
  expect(Object.fromEntries(known.map((name) => [name, shown(t.resolve({ 'Fn::GetAtt': ['R', name] }))]))).toEqual(attributes);
  const all = [...new Set([arn, ref, ...Object.values(attributes) as string[]])];
  expect(identity.arns.map(shown)).toEqual(all.filter((one) => one.startsWith('arn:')));
  expect(identity.otherNames.map(shown)).toEqual(all.filter((one) => !one.startsWith('arn:') && one !== 'n' && one !== '{T/R}'));
});

describe('keys of texts', () => {
  const hole = new Hole('AWS::Partition');

  test('tell texts apart that look the same', () => {
    const texts = ['{H}', Text.of(new Hole('H')), new Hole('h'), Text.of('a', new Hole('H')), Text.of(new Hole('H'), 'a'), 'a', Text.of(new Hole('H'), new Hole('H'))];
    expect(new Set(texts.map(textKey)).size).toBe(texts.length);
    expect(textKey(Text.of(new Hole('H')))).toBe(textKey(new Hole('H', 'shown otherwise')));
  });

  test.each<[string, string | Text, string | Text, boolean]>([
    ['of two partitions', 'arn:aws:s3:::b', 'arn:aws-cn:s3:::b', true],
    ['of a partition that is not known', 'arn:aws:s3:::b', Text.of('arn:', hole, ':s3:::b'), true],
    ['of another service', 'arn:aws:s3:::b', 'arn:aws:kms:::b', false],
  ])('of ARNs leave out the partition: %s', (_, one, other, same) => {
    expect(arnIdentity(textKey(one)) === arnIdentity(textKey(other))).toBe(same);
    expect(arnIdentity(textKey(one))).toBe(':s3:::b');
  });

  test.each<[string | Text]>([['b'], [''], ['xarn:aws:s3:::b'], ['arn::s3:::b'], ['arn:aws'], [Text.of('arn:', hole)], [Text.of('arn:', hole, 'x:s3:::b')]])('%s is no ARN', (text) => {
    expect(arnIdentity(textKey(text))).toBeUndefined();
  });

  test('what stands for a value within text', () => {
    expect([holeOf(new Unknown('x', hole)), holeOf(new OneOf(['a', 'b'], hole)), holeOf(new Unknown('x')), holeOf('a'), holeOf(null), holeOf({ hole: 'a' }), holeOf(['a'])])
      .toEqual([hole, hole, undefined, undefined, undefined, undefined, undefined]);
  });
});
