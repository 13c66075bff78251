import { App, OneOf, Text, textOf, Value } from '../../src/template';

const TEMPLATE = {
  Parameters: { Stage: { Type: 'String' }, Size: { Type: 'String', Default: 'small' }, Names: { Type: 'CommaDelimitedList' } },
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket' },
    Key: { Type: 'AWS::KMS::Key' },
    Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/data' } },
    Role: { Type: 'AWS::IAM::Role' },
    Custom: { Type: 'Custom::Thing' },
    Nested: { Type: 'AWS::CloudFormation::Stack' },
  },
};

/** As on the machine of somebody. */
const HERE = App.ofOne('/home/somebody/app/cdk.out/stack.template.json', TEMPLATE, {});

test.each<[unknown, string]>([
  [{ Ref: 'Stage' }, '${Stage}'],
  [{ 'Fn::Sub': 'data-${Stage}-${Size}' }, 'data-${Stage}-${Size}'],
  [{ Ref: 'Bucket' }, '${Bucket}'],
  [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:${AWS::Partition}:s3:::${Bucket}'],
  [{ 'Fn::Sub': '${Bucket.Arn}/*' }, 'arn:${AWS::Partition}:s3:::${Bucket}/*'],
  [{ 'Fn::GetAtt': ['Key', 'Arn'] }, 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}'],
  [{ Ref: 'Alias' }, 'alias/data'],
  [{ 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Role}'],
  [{ 'Fn::GetAtt': ['Custom', 'Name'] }, '${Custom.Name}'],
  [{ Ref: 'Custom' }, '${Custom}'],
  [{ 'Fn::GetAtt': ['Nested', 'Outputs.Name'] }, '${Nested.Outputs.Name}'],
  [{ Ref: 'AWS::StackName' }, '${AWS::StackName}'],
  [{ Ref: 'AWS::NotificationARNs' }, '${AWS::NotificationARNs}'],
  [{ 'Fn::ImportValue': { 'Fn::Sub': '${Stage}-KeyArn' } }, '{Fn::ImportValue ${Stage}-KeyArn}'],
  ['{{resolve:ssm:/key}}', '{{resolve:ssm:/key}}'],
  [{ 'Fn::Sub': '{{resolve:ssm:/${Stage}/key}}' }, '{{resolve:ssm:/${Stage}/key}}'],
  [{ 'Fn::Base64': { 'Fn::Sub': 'a${Stage}' } }, '{Fn::Base64 of a${Stage}}'],
  [{ 'Fn::Split': ['-', { Ref: 'Stage' }] }, '{Fn::Split - of ${Stage}}'],
])('messages write %j as %s', (raw, expected) => {
  expect(textOf(HERE.resolve(raw))?.toString()).toBe(expected);
});

test('what cannot be determined is said without the place of the template', () => {
  const { Stage, Size } = { Stage: HERE.resolve({ 'Fn::ImportValue': { Ref: 'Stage' } }), Size: HERE.resolve({ 'Fn::ImportValue': { Ref: 'Size' } }) };
  expect([Stage, Size].flatMap((value) => (value instanceof OneOf ? [...value.options] : [value])).map(reasonOf)).toEqual([
    'no stack at hand provides ${Stage}', 'no stack at hand provides ${Size}',
  ]);
});

test('what is written alike is not for that the same', () => {
  const other = App.ofOne('other', TEMPLATE, {});
  const [mine, its] = [HERE, other].map((template) => textOf(template.resolve({ Ref: 'Stage' })));
  expect(String(mine)).toBe(String(its));
  expect((mine as Text).parts).not.toEqual((its as Text).parts);
});

function reasonOf(value: Value): unknown {
  return typeof value === 'object' && value !== null && 'reason' in value ? value.reason : value;
}
