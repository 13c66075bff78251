import { App, aws_iam as iam, aws_s3 as s3, CfnOutput, CfnResource, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { MarkedReferences } from '../../src/cdk';

function read(make: (stack: Stack, bucket: s3.CfnBucket) => unknown): { readonly value: unknown; readonly referred: string[] } {
  const stack = new Stack(new App(), 'Stack');
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  const references = new MarkedReferences();
  const resource = new CfnResource(stack, 'Resource', { type: 'Some::Type', properties: { Value: make(stack, bucket) } });
  const value = references.resource(resource).Properties?.Value;
  return { value, referred: references.referredBy(value).map(({ node }) => node.path) };
}

test.each<[string, (stack: Stack, bucket: s3.CfnBucket) => unknown]>([
  ['a reference', (_, bucket) => bucket.ref],
  ['an attribute', (_, bucket) => bucket.attrArn],
  ['a reference in a text', (_, bucket) => `${bucket.attrArn}/folder/*`],
  ['a reference in a function', (_, bucket) => Fn.conditionIf('Condition', bucket.ref, 'other')],
  ['a reference that is computed later', (_, bucket) => Lazy.any({ produce: () => ({ deep: [bucket.ref] }) })],
  ['a reference from another stack', (stack) => new s3.CfnBucket(new Stack(stack.node.root as App, 'Other'), 'Bucket').ref],
])('%s is found again', (_, make) => {
  expect(read(make).referred).toEqual([expect.stringMatching(/^(Stack|Other)\/Bucket$/)]);
});

test('a text goes on behind its reference, whatever the rest is', () => {
  const { value } = read((_, bucket) => `arn:${Fn.ref('AWS::Partition')}:s3:::${bucket.ref}/folder`);
  expect(value).toMatch(/^arn:\{"Ref":"AWS::Partition"\}:s3:::\[\[construct 0\]\]\/folder$/);
});

test('what is no reference is as it is', () => {
  expect(read(() => ({ text: 'text', number: 1, list: [true] }))).toEqual({ value: { text: 'text', number: 1, list: [true] }, referred: [] });
});

test('typed properties may be references', () => {
  const stack = new Stack(new App(), 'Stack');
  const target = new s3.CfnBucket(stack, 'Target');
  const bucket = new s3.CfnBucket(stack, 'Bucket', { loggingConfiguration: { destinationBucketName: target.ref } });
  const references = new MarkedReferences();
  expect(references.referredBy(references.resource(bucket))).toEqual([target]);
  expect(references.referredBy(references.rendered(new CfnOutput(stack, 'Output', { value: target.attrArn })))).toEqual([target]);
});

test('statements that were read can still be changed', () => {
  const stack = new Stack(new App(), 'Stack');
  const bucket = new s3.Bucket(stack, 'Bucket');
  const statement = new iam.PolicyStatement({ principals: [new iam.AccountRootPrincipal()], actions: ['s3:GetObject'], resources: [bucket.bucketArn] });
  bucket.addToResourcePolicy(statement);
  const references = new MarkedReferences();
  const policy = bucket.policy!.node.defaultChild as s3.CfnBucketPolicy;
  expect(references.referredBy(references.resource(policy).Properties?.PolicyDocument)).toEqual([bucket.node.defaultChild]);
  statement.addActions('s3:ListBucket');
  expect(references.resource(policy).Properties?.PolicyDocument).toMatchObject({ Statement: [{ Action: ['s3:GetObject', 's3:ListBucket'] }] });
});
