import { aws_iam as iam, aws_s3 as s3, CfnCondition, CfnParameter, Fn, Lazy, type Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addToBucketPolicy, denyAnonymousRequests, denyInsecureTransport } from '../../src/policy';
import { aStack, resourcesOf } from '../support/stacks';

/** Every policy in the stack, as the Sids of its statements. */
function policies(stack: Stack): string[][] {
  return Object.values(resourcesOf(stack, 'AWS::S3::BucketPolicy'))
    .map((resource) => (resource.Properties?.PolicyDocument as { Statement: { Sid: string }[] }).Statement.map((statement) => statement.Sid));
}

function add(bucket: s3.CfnBucket) {
  addToBucketPolicy(bucket, denyInsecureTransport(bucket.attrArn));
}

function l1Of(bucket: s3.Bucket): s3.CfnBucket {
  return bucket.node.defaultChild as s3.CfnBucket;
}

const THEIRS = { Sid: 'Theirs', Effect: 'Allow', Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject', Resource: '*' };
const theirs = () => iam.PolicyStatement.fromJson(THEIRS);
const theirDocument = () => ({ Version: '2012-10-17', Statement: [THEIRS] });

describe('one policy, whoever made it', () => {
  test('a bucket without one gets one', () => {
    const stack = aStack();
    add(new s3.CfnBucket(stack, 'Bucket'));
    expect(policies(stack)).toEqual([['DenyInsecureTransport']]);
  });

  test('an L2 bucket gets one that later statements join', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    add(l1Of(bucket));
    bucket.addToResourcePolicy(theirs());
    expect(policies(stack)).toEqual([['DenyInsecureTransport', 'Theirs']]);
  });

  test('statements join the policy of an L2 bucket', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.addToResourcePolicy(theirs());
    add(l1Of(bucket));
    expect(policies(stack)).toEqual([['Theirs', 'DenyInsecureTransport']]);
  });

  test('statements join an L2 policy that was made beside its bucket, and so do later ones of the bucket', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    new s3.BucketPolicy(stack, 'Policy', { bucket, document: new iam.PolicyDocument({ statements: [theirs()] }) });
    add(l1Of(bucket));
    bucket.addToResourcePolicy(iam.PolicyStatement.fromJson({ ...THEIRS, Sid: 'Later' }));
    expect(policies(stack)).toEqual([['Theirs', 'DenyInsecureTransport', 'Later']]);
  });

  test.each<[string, (stack: Stack) => string]>([
    ['a parameter', (stack) => new CfnParameter(stack, 'Name').valueAsString],
    ['a text with pseudo parameters', () => Fn.sub('logs-${AWS::AccountId}')],
  ])('statements join a policy that names its bucket as the bucket does: by %s', (_, name) => {
    const stack = aStack();
    const bucketName = name(stack);
    const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketName });
    new s3.CfnBucket(stack, 'Other', { bucketName: Fn.sub('other-${AWS::AccountId}') });
    new s3.CfnBucketPolicy(stack, 'Theirs', { bucket: bucketName, policyDocument: theirDocument() });
    add(bucket);
    expect(policies(stack)).toEqual([['Theirs', 'DenyInsecureTransport']]);
  });

  test('a policy that is made for a bucket with a condition has it too', () => {
    const stack = aStack();
    const condition = new CfnCondition(stack, 'IsProduction', { expression: Fn.conditionEquals('a', 'b') });
    for (const bucket of [new s3.CfnBucket(stack, 'L1'), l1Of(new s3.Bucket(stack, 'L2'))]) {
      bucket.cfnOptions.condition = condition;
      add(bucket);
    }
    Template.fromStack(stack).allResources('AWS::S3::BucketPolicy', { Condition: 'IsProduction' });
  });

  test('statements join the policy of a bucket that Bucket.fromCfnBucket wraps', () => {
    const stack = aStack();
    const l1 = new s3.CfnBucket(stack, 'Bucket');
    const wrapped = s3.Bucket.fromCfnBucket(l1);
    add(l1);
    wrapped.addToResourcePolicy(theirs());
    expect(policies(stack)).toEqual([['DenyInsecureTransport', 'Theirs']]);
  });

  test.each<[string, (bucket: s3.CfnBucket) => string]>([
    ['by reference', (bucket) => bucket.ref],
    ['by its literal name', () => 'literal-name'],
  ])('statements join an L1 policy that names its bucket %s', (_, name) => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketName: 'literal-name' });
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: name(bucket), policyDocument: theirDocument() });
    add(bucket);
    addToBucketPolicy(bucket, denyAnonymousRequests(bucket.attrArn));
    expect(policies(stack)).toEqual([['Theirs', 'DenyInsecureTransport', 'DenyAnonymousRequests']]);
  });

  test('a policy of a bucket whose name contains ours is left alone', () => {
    const stack = aStack();
    const ours = new s3.CfnBucket(stack, 'Logs', { bucketName: 'logs' });
    const other = new s3.CfnBucket(stack, 'LogsArchive', { bucketName: 'my-logs-archive' });
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: other.ref, policyDocument: theirDocument() });
    add(ours);
    expect(policies(stack).sort()).toEqual([['DenyInsecureTransport'], ['Theirs']]);
  });
});

describe('any form of document', () => {
  const withDocument = (document: unknown) => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: bucket.ref, policyDocument: document });
    return { stack, bucket };
  };

  test.each<[string, () => unknown, string[]]>([
    ['a PolicyDocument', () => new iam.PolicyDocument({ statements: [theirs()] }), ['Theirs', 'DenyInsecureTransport']],
    ['an object', theirDocument, ['Theirs', 'DenyInsecureTransport']],
    ['a single statement that is no list', () => ({ Statement: THEIRS }), ['Theirs', 'DenyInsecureTransport']],
    ['no statement at all', () => ({}), ['DenyInsecureTransport']],
    ['a token', () => Lazy.any({ produce: theirDocument }), ['Theirs', 'DenyInsecureTransport']],
  ])('%s', (_, document, expected) => {
    const { stack, bucket } = withDocument(document());
    add(bucket);
    expect(policies(stack)).toEqual([expected]);
  });

  test('a choice between documents: either gets the statement', () => {
    const { stack, bucket } = withDocument({});
    const condition = new CfnCondition(stack, 'Strict', { expression: Fn.conditionEquals('a', 'b') });
    const policy = stack.node.findChild('Policy') as s3.CfnBucketPolicy;
    policy.policyDocument = Token.asAny({ 'Fn::If': [condition.logicalId, theirDocument(), { Statement: [] }] });
    add(bucket);
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy'));
    const [, strict, otherwise] = Properties.PolicyDocument['Fn::If'];
    expect([strict, otherwise].map((document) => document.Statement.map((s: { Sid: string }) => s.Sid)))
      .toEqual([['Theirs', 'DenyInsecureTransport'], ['DenyInsecureTransport']]);
  });

  test('a document that cannot be read is refused with its path', () => {
    const { stack, bucket } = withDocument(Fn.importValue('Policy'));
    add(bucket);
    expect(() => Template.fromStack(stack)).toThrow(/Stack\/Policy: cannot add a statement to PolicyDocument .*Fn::ImportValue.* Fix: /);
  });
});

test('a policy of a bucket whose name is put together from tokens is another bucket\'s', () => {
  const stack = aStack();
  new s3.CfnBucketPolicy(stack, 'Theirs', { bucket: `theirs-${stack.region}`, policyDocument: theirDocument() });
  add(new s3.CfnBucket(stack, 'Bucket'));
  expect(policies(stack)).toEqual([['Theirs'], ['DenyInsecureTransport']]);
});

test('the same statement twice is one statement', () => {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  add(bucket);
  add(bucket);
  expect(policies(stack)).toEqual([['DenyInsecureTransport']]);
});

test('statements are the same if their tokens stand for the same when the second is added', () => {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  let name = 'first';
  const lazily = () => denyInsecureTransport(Lazy.uncachedString({ produce: () => `arn:aws:s3:::${name}` }));
  addToBucketPolicy(bucket, lazily());
  name = 'second';
  addToBucketPolicy(bucket, lazily());
  expect(() => addToBucketPolicy(bucket, denyInsecureTransport('arn:aws:s3:::first'))).toThrow(/different content: .*arn:aws:s3:::second.* Fix: /);
  expect(policies(stack)).toEqual([['DenyInsecureTransport']]);
});

test('a statement that is changed after it was added is told from one that was not', () => {
  const bucket = new s3.CfnBucket(aStack(), 'Bucket');
  const statement = denyInsecureTransport(bucket.attrArn);
  addToBucketPolicy(bucket, statement);
  statement.addActions('s3:GetObject');
  add(bucket);
  expect(() => addToBucketPolicy(bucket, statement)).toThrow(/already has a statement DenyInsecureTransport with different content/);
});

test('another statement under the same Sid is refused', () => {
  const bucket = new s3.CfnBucket(aStack(), 'Bucket');
  add(bucket);
  expect(() => addToBucketPolicy(bucket, denyInsecureTransport('arn:aws:s3:::other')))
    .toThrow(/^Stack\/Bucket: the bucket policy already has a statement DenyInsecureTransport with different content: .* Fix: /);
});

test('a second policy that somebody adds later is refused at synth', () => {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  add(bucket);
  new s3.CfnBucketPolicy(stack, 'Second', { bucket: bucket.ref, policyDocument: theirDocument() });
  expect(() => Template.fromStack(stack))
    .toThrow(/the bucket has 2 bucket policies, of which S3 keeps only the one that is deployed last: Stack\/Bucket\/Policy, Stack\/Second\. Fix: /);
});
