import { aws_kms as kms, aws_s3 as s3, CfnOutput, CfnParameter } from 'aws-cdk-lib';
import { type Mentioned, mentionedIn, readerFor, templateAround } from '../../../src/mixins/private/policy-reader';
import { aStack } from '../../support/stacks';

const shown = ({ owners, all }: Mentioned) => ({ owners, all: [...all] });

describe('what a policy refers to', () => {
  test.each<[string, unknown, { owners?: string[]; all?: string[] }]>([
    ['nothing', undefined, {}],
    ['text', 'Ref', {}],
    ['null within', { a: [null, 1, true] }, {}],
    ['a resource', { Ref: 'A' }, { all: ['A'] }],
    ['an attribute', { 'Fn::GetAtt': ['A', 'Arn'] }, { owners: ['A'], all: ['A'] }],
    ['an attribute as text', { 'Fn::GetAtt': 'A.Arn.B' }, { all: ['A'] }],
    ['a text with several', { 'Fn::Sub': 'a${A}b${ B }c${C.Arn}d${AWS::Region}' }, { all: ['A', 'B', 'C'] }],
    ['a text with variables', { 'Fn::Sub': ['${A}/${B}', { B: { Ref: 'C' } }] }, { all: ['A', 'B', 'C'] }],
    ['several, once each', { a: [{ Ref: 'A' }, { Ref: 'B' }], b: { 'Fn::Join': ['', [{ Ref: 'A' }, { 'Fn::GetAtt': ['B', 'Arn'] }]] } }, { owners: ['B'], all: ['A', 'B'] }],
    ['pseudo parameters', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::Partition' }], {}],
    ['what is no reference', [{ Ref: ['A'] }, { 'Fn::GetAtt': { A: 'B' } }, { 'Fn::Sub': [1] }, { 'Fn::Sub': { A: 'x' } }], {}],
  ])('%s', (_, document, expected) => {
    expect(shown(mentionedIn(document))).toEqual({ owners: [], all: [], ...expected });
  });

  test('others than the document may mention more, but ask for no attributes of this stack', () => {
    expect(shown(mentionedIn({ Ref: 'A' }, { 'Fn::GetAtt': ['Key', 'Arn'] }, undefined))).toEqual({ owners: [], all: ['A', 'Key'] });
  });
});

test('as much of the stack is read as is mentioned', () => {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketName: 'data' });
  new CfnParameter(stack, 'Parameter', { type: 'Number' });
  new kms.CfnKey(stack, 'Key');
  new s3.CfnBucket(stack, 'Unmentioned');
  new CfnOutput(stack, 'Output', { value: 'x' });
  const own = { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } } };
  expect(templateAround(bucket, mentionedIn([]))).toEqual({ Parameters: {}, Resources: own });
  expect(templateAround(bucket, mentionedIn([{ Ref: 'Parameter' }, { Ref: 'Key' }, { Ref: 'Output' }, { Ref: 'Bucket' }, { Ref: 'Nobody' }])))
    .toEqual({ Parameters: { Parameter: { Type: 'String' } }, Resources: { Key: { Type: 'AWS::KMS::Key' }, ...own } });
  // It may be a key of another stack, of which CDK makes an import later.
  const around = templateAround(bucket, mentionedIn({ 'Fn::GetAtt': ['Elsewhere', 'Arn'] }));
  expect(around).toEqual({ Parameters: {}, Resources: { Elsewhere: { Type: 'AWS::KMS::Key' }, ...own } });
  const { bucketArn, read } = readerFor(bucket, around);
  expect(String(bucketArn)).toMatch(/s3:::data$/);
  expect(String(read({ 'Fn::Sub': '${Bucket}/x' }))).toBe('data/x');
});
