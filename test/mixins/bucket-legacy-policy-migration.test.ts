import * as fs from 'fs';
import * as path from 'path';
import {
  App, AspectPriority, Aspects, aws_iam as iam, aws_kms as kms, aws_s3 as s3, CfnCondition, CfnParameter,
  CfnResource, Fn, Lazy, Mixins, NestedStack, Stack, Token,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, mixins } from '../../src';
import type { UploadDefault } from '../../src/legacy-policy';
import {
  ALGORITHM_HEADER as ALGORITHM, AWS_MANAGED, deny, documentOf, harm, KEY, KEY_HEADER, SSE_KMS, SSE_S3, turnsBareUploadsAway,
} from '../legacy-policy/support';
import { arnOf } from '../support/concrete';
import { aStack, theResource } from '../support/stacks';

const NO_HEADER = deny({ Null: { [ALGORITHM]: 'true' } }, { Sid: 'NoHeader' });
const NOT = (algorithm: string, more: object = {}) => deny({ StringNotEquals: { [ALGORITHM]: algorithm } }, { Sid: 'Other', ...more });
const migrated = () => new mixins.BucketLegacyPolicyMigration();

/** A bucket of the name that the support's statements speak of. */
function aBucket(stack: Stack, props: s3.CfnBucketProps = {}): s3.CfnBucket {
  return new s3.CfnBucket(stack, 'data', { bucketName: 'data', ...props });
}

function withPolicy(bucket: s3.CfnBucket, policyDocument: unknown): s3.CfnBucketPolicy {
  return new s3.CfnBucketPolicy(bucket.stack, 'Policy', { bucket: bucket.ref, policyDocument });
}

function byDefault(stack: Stack): { [property: string]: any } | undefined {
  return theResource(stack, 'AWS::S3::Bucket').BucketEncryption?.ServerSideEncryptionConfiguration[0];
}

function policyOf(stack: Stack): any {
  return theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument;
}

function backups(stack: Stack): { [name: string]: unknown } {
  const { directory } = (stack.node.root as App).synth();
  return Object.fromEntries(fs.readdirSync(directory).filter((name) => name.endsWith('.replaced-bucket-policy.json'))
    .map((name) => [name, JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8')) as unknown]));
}

const legacyStatement = (bucketArn: string, algorithm = 'aws:kms') => new iam.PolicyStatement({
  sid: 'Other',
  effect: iam.Effect.DENY,
  principals: [new iam.AnyPrincipal()],
  actions: ['s3:PutObject'],
  resources: [`${bucketArn}/*`],
  conditions: { StringNotEquals: { [ALGORITHM]: algorithm } },
});

describe('as deployed, nothing is weakened, and uploads that name nothing are served', () => {
  test.each<[string, unknown[], UploadDefault]>([
    ['no header', [NO_HEADER], SSE_S3],
    ['another header than AES256', [NOT('AES256'), NO_HEADER], SSE_S3],
    ['another header than aws:kms', [NOT('aws:kms'), NO_HEADER], AWS_MANAGED],
    ['another header than aws:kms:dsse', [NOT('aws:kms:dsse')], { algorithm: 'aws:kms:dsse', key: undefined }],
    ['another key', [deny({ StringNotEquals: { [KEY_HEADER]: KEY } })], SSE_KMS],
  ])('%s', (_, statements, serving) => {
    const stack = aStack();
    const bucket = aBucket(stack);
    withPolicy(bucket, documentOf(...statements));
    bucket.with(migrated());
    expect(turnsBareUploadsAway(documentOf(...statements), SSE_S3)).toBe(true);
    expect(harm(documentOf(...statements), policyOf(stack), SSE_S3, serving).slice(0, 5)).toEqual([]);
    expect(turnsBareUploadsAway(policyOf(stack), serving)).toBe(false);
    expect(byDefault(stack)).toEqual({
      ServerSideEncryptionByDefault: { SSEAlgorithm: serving.algorithm, ...(serving.key === undefined ? {} : { KMSMasterKeyID: serving.key }) },
    });
  });
});

describe('wherever the policy is', () => {
  test('the policy of an L2 bucket, with statements that are added later', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.with(migrated());
    bucket.addToResourcePolicy(legacyStatement(bucket.bucketArn));
    bucket.addToResourcePolicy(new iam.PolicyStatement({ sid: 'Read', actions: ['s3:GetObject'], principals: [new iam.AccountRootPrincipal()], resources: [bucket.arnForObjects('*')] }));
    expect(policyOf(stack).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['Other', 'OtherCustomerKey', 'OtherPlainHttp', 'Read']);
    expect(byDefault(stack)).toEqual({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
  });

  test('statements that an aspect adds', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket').with(migrated()) as s3.Bucket;
    let done = false;
    Aspects.of(stack).add({
      visit: () => {
        if (!done) { bucket.addToResourcePolicy(legacyStatement(bucket.bucketArn)); }
        done = true;
      },
    });
    expect(policyOf(stack).Statement).toHaveLength(3);
    expect(byDefault(stack)).toMatchObject({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
  });

  test.each<[string, number, boolean]>([
    ['changes the tree last', AspectPriority.READONLY - 2, false],
    ['only looks', AspectPriority.READONLY, true],
  ])('an aspect that %s sees the default encryption that the policy demands', (_, priority, expected) => {
    const stack = aStack();
    const bucket = aBucket(stack);
    withPolicy(bucket, Lazy.any({ produce: () => documentOf(NOT('aws:kms')) }));
    let seen: unknown;
    // Made first, so that only its priority puts it behind the migration.
    Aspects.of(bucket).add({ visit: (node) => { if (node === bucket) { seen = bucket.bucketEncryption; } } }, { priority });
    bucket.with(migrated());
    (stack.node.root as App).synth();
    expect(seen !== undefined).toBe(expected);
  });

  test('a document that is produced late', () => {
    const stack = aStack();
    const bucket = aBucket(stack);
    withPolicy(bucket, Lazy.any({ produce: () => documentOf(NOT('aws:kms')) }));
    bucket.with(migrated());
    expect(policyOf(stack).Statement).toHaveLength(3);
    expect(byDefault(stack)).toMatchObject({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
  });

  test('with our own statements beside them, before and after', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.with(new mixins.BucketSecureTransport());
    bucket.addToResourcePolicy(legacyStatement(bucket.bucketArn));
    bucket.with(migrated(), new mixins.BucketUploadEncryption(), new mixins.BucketSseCBlocked());
    expect(policyOf(stack).Statement.map(({ Sid }: { Sid: string }) => Sid))
      .toEqual(['DenyInsecureTransport', 'DenyOutdatedTls', 'DenyOtherEncryptionAlgorithms', 'DenyCustomerProvidedKeys']);
  });

  test('in an L1 policy to which statements are added afterwards', () => {
    const stack = aStack();
    const bucket = aBucket(stack);
    withPolicy(bucket, documentOf(NO_HEADER));
    bucket.with(migrated(), new mixins.BucketSecureTransport());
    expect(policyOf(stack).Statement.map(({ Sid }: { Sid: string }) => Sid))
      .toEqual(['NoHeaderCustomerKey', 'NoHeaderPlainHttp', 'DenyInsecureTransport', 'DenyOutdatedTls']);
  });

  test('below any scope, and twice', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.addToResourcePolicy(legacyStatement(bucket.bucketArn, 'AES256'));
    Mixins.of(stack).apply(migrated());
    Mixins.of(stack).apply(migrated());
    expect(policyOf(stack).Statement).toHaveLength(3);
  });

  test('in a nested stack', () => {
    const app = new App();
    const nested = new NestedStack(new Stack(app, 'Stack'), 'Nested');
    const bucket = new s3.Bucket(nested, 'Bucket');
    bucket.addToResourcePolicy(legacyStatement(bucket.bucketArn));
    bucket.with(migrated());
    expect(policyOf(nested).Statement).toHaveLength(3);
    expect(Object.keys(backups(nested))).toEqual([expect.stringMatching(/^StackNested.*\.nested\.BucketPolicy\w+\.replaced-bucket-policy\.json$/)]);
  });
});

describe('the key that the policy names', () => {
  const wrongKey = (key: unknown) => deny({ StringNotEquals: { [KEY_HEADER]: key } });

  test('a key of the stack, which grants then include', () => {
    const stack = aStack();
    const key = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.addToResourcePolicy(new iam.PolicyStatement({ ...legacyProps(bucket), conditions: { StringNotEquals: { [KEY_HEADER]: key.keyArn } } }));
    bucket.with(migrated());
    expect(bucket.encryptionKey).toBe(key);
    expect(byDefault(stack)).toMatchObject({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arnOf('AWS::KMS::Key', stack.resolve((key.node.defaultChild as kms.CfnKey).logicalId)) } });
  });

  test('a key of another stack', () => {
    const app = new App();
    const key = new kms.Key(new Stack(app, 'Keys'), 'Key');
    const stack = new Stack(app, 'Stack');
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.addToResourcePolicy(new iam.PolicyStatement({ ...legacyProps(bucket), conditions: { StringNotEquals: { [KEY_HEADER]: key.keyArn } } }));
    bucket.with(migrated());
    const imported = { 'Fn::ImportValue': expect.stringContaining('Keys:ExportsOutput') };
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Match.objectLike({ 'Fn::ImportValue': Match.anyValue() }) } }] },
    });
    const [policy] = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    expect(policy.Properties.PolicyDocument.Statement[0].Condition.StringNotEquals[KEY_HEADER]).toEqual(imported);
    expect(policy.Metadata['cdk-s3-encryption:replacedBucketPolicy'].Statement[0].Condition.StringNotEquals[KEY_HEADER]).toEqual(imported);
  });

  test.each<[string, (stack: Stack) => unknown, unknown]>([
    ['an L1 key', (stack) => new kms.CfnKey(stack, 'Key', { keyPolicy: {} }).attrArn, { 'Fn::GetAtt': ['Key', 'Arn'] }],
    ['a function', (stack) => { new kms.CfnKey(stack, 'Key', { keyPolicy: {} }); return { 'Fn::GetAtt': ['Key', 'Arn'] }; }, { 'Fn::GetAtt': ['Key', 'Arn'] }],
    ['a parameter', (stack) => new CfnParameter(stack, 'KeyArn').valueAsString, { Ref: 'KeyArn' }],
    ['an ARN', () => KEY, KEY],
  ])('%s', (_, key, expected) => {
    const stack = aStack();
    const bucket = aBucket(stack);
    withPolicy(bucket, documentOf(wrongKey(key(stack))));
    bucket.with(migrated());
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: expected }, BucketKeyEnabled: Match.absent() }] },
    });
  });

  test('a key that S3 cannot encrypt with is refused', () => {
    const stack = aStack();
    const key = new kms.Key(stack, 'Key', { enabled: false });
    const bucket = aBucket(stack);
    withPolicy(bucket, documentOf(wrongKey(key.keyArn)));
    expect(() => bucket.with(migrated())).toThrow(/^Stack\/data: cannot encrypt with key Stack\/Key with Enabled false/);
  });
});

test('a default encryption that is chosen serves also what only some have to name', () => {
  const stack = aStack();
  const bucket = aBucket(stack);
  const before = documentOf(NOT('aws:kms', { Resource: 'arn:aws:s3:::data/logs/*' }));
  withPolicy(bucket, before);
  bucket.with(new mixins.BucketLegacyPolicyMigration({ defaultEncryption: DefaultEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Key', KEY) }) }));
  expect(byDefault(stack)).toEqual({ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } });
  expect(harm(before, policyOf(stack), SSE_S3, SSE_KMS).slice(0, 5)).toEqual([]);
  Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
});

describe('the policy that is replaced', () => {
  test('is kept in the metadata of its resource and beside the template', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.addToResourcePolicy(legacyStatement(bucket.bucketArn));
    const plain = aStack();
    const other = new s3.Bucket(plain, 'Bucket');
    other.addToResourcePolicy(legacyStatement(other.bucketArn));
    bucket.with(migrated());
    const original = Template.fromStack(plain).toJSON().Resources.BucketPolicyE9A3008A.Properties.PolicyDocument as unknown;
    const policy = Template.fromStack(stack).toJSON().Resources.BucketPolicyE9A3008A;
    expect(policy.Metadata).toEqual({ 'cdk-s3-encryption:replacedBucketPolicy': original });
    expect(backups(stack)).toEqual({ 'Stack.BucketPolicyE9A3008A.replaced-bucket-policy.json': original });
    Annotations.fromStack(stack).hasInfo('/Stack/Bucket/Resource', Match.stringLikeRegexp(
      'encrypted by default .aws:kms., and no longer denied by statement Other of Stack/Bucket/Policy/Resource\\. '
      + 'The replaced policy is kept in Stack\\.BucketPolicyE9A3008A\\.replaced-bucket-policy\\.json\\. S3 supports SSE-KMS only over TLS'));
  });

  test('is kept only where it is replaced', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Ours').with(migrated());
    const plain = aStack();
    new EncryptedBucket(plain, 'Ours');
    expect(Template.fromStack(stack).toJSON()).toEqual(Template.fromStack(plain).toJSON());
    expect(backups(stack)).toEqual({});
    Annotations.fromStack(stack).hasNoInfo('*', Match.anyValue());
  });

  test('with SSE-S3 there are no clients to look after', () => {
    const stack = aStack();
    const bucket = aBucket(stack);
    withPolicy(bucket, documentOf(NO_HEADER));
    bucket.with(migrated());
    Annotations.fromStack(stack).hasInfo('/Stack/data', Match.stringLikeRegexp('replaced-bucket-policy\\.json\\. \\['));
  });
});

describe('what is left alone is said, and as it was', () => {
  test.each<[string, unknown, string, s3.CfnBucketProps?]>([
    ['Fn::If', documentOf(Fn.conditionIf('Condition', NO_HEADER, { Ref: 'AWS::NoValue' })), 'statement 1: it depends on a CloudFormation intrinsic function'],
    ['Fn::If within a document that is produced late', Lazy.any({ produce: () => documentOf({ 'Fn::If': ['Condition', NO_HEADER, NO_HEADER] }) }), 'it depends on a CloudFormation intrinsic function'],
    ['an algorithm that is a token', documentOf(NOT(Token.asString({ Ref: 'Algorithm' }))), 'statement Other: no default encryption is known'],
    ['more than uploads', documentOf({ ...NO_HEADER, Action: 's3:*' }), 'statement NoHeader: it denies more than uploads'],
    ['one folder', documentOf(NOT('aws:kms', { Resource: 'arn:aws:s3:::data/logs/*' })), 'statement Other: it requires another default encryption, but applies only to some principals or some objects'],
    ['a default encryption of which the key cannot be determined', documentOf(NO_HEADER), 'KMSMasterKeyID is alias/data', {
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'alias/data' } }] },
    }],
  ])('%s', (_, document, reason, props = {}) => {
    const [stack, untouched] = [true, false].map((applied) => {
      const one = aStack();
      new CfnCondition(one, 'Condition', { expression: Fn.conditionEquals('a', 'b') });
      new CfnParameter(one, 'Algorithm');
      const bucket = aBucket(one, props);
      withPolicy(bucket, document);
      if (applied) { bucket.with(migrated()); }
      return one;
    });
    expect(Template.fromStack(stack).toJSON()).toEqual(Template.fromStack(untouched).toJSON());
    Annotations.fromStack(stack).hasWarning('/Stack/data', Match.stringLikeRegexp(`^The policy Stack/Policy denies uploads that specify no encryption, or might do so, and is left unchanged: .*${reason}.*Fix: .*`));
    expect(backups(stack)).toEqual({});
  });

  test('a key beside the one with which the L2 bucket encrypts', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
    const other = new kms.Key(stack, 'Other');
    bucket.addToResourcePolicy(new iam.PolicyStatement({ ...legacyProps(bucket), conditions: { StringNotEquals: { [KEY_HEADER]: other.keyArn } } }));
    bucket.with(migrated());
    expect(policyOf(stack).Statement).toHaveLength(1);
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp('the policy requires another key than Stack/Bucket/Key, with which the bucket encrypts'));
  });

  test('of two policies neither, because which one takes effect cannot be determined', () => {
    const stack = aStack();
    const bucket = aBucket(stack);
    for (const id of ['One', 'Two']) { new s3.CfnBucketPolicy(stack, id, { bucket: bucket.ref, policyDocument: documentOf(NO_HEADER) }); }
    bucket.with(migrated());
    Template.fromStack(stack).allResourcesProperties('AWS::S3::BucketPolicy', { PolicyDocument: documentOf(NO_HEADER) });
    Annotations.fromStack(stack).hasWarning('/Stack/data', Match.stringLikeRegexp('which one takes effect cannot be determined: Stack/One, Stack/Two'));
  });

  test('of a policy that gets a second one beside it later, the default encryption that it demands is not set', () => {
    const stack = aStack();
    const [first, second] = ['data', 'more'].map((name) => {
      const bucket = new s3.CfnBucket(stack, name, { bucketName: name });
      new s3.CfnBucketPolicy(stack, `${name}Policy`, { bucket: name, policyDocument: documentOf([]) });
      bucket.with(migrated());
      (stack.node.findChild(`${name}Policy`) as unknown as { policyDocument: { addStatements(...all: iam.PolicyStatement[]): void } })
        .policyDocument.addStatements(new iam.PolicyStatement({
          effect: iam.Effect.DENY,
          principals: [new iam.AnyPrincipal()],
          actions: ['s3:PutObject'],
          resources: [`${bucket.attrArn}/*`],
          conditions: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
        }));
      return bucket;
    });
    new s3.CfnBucketPolicy(stack, 'Second', { bucket: first.ref, policyDocument: documentOf([]) });
    const annotations = Annotations.fromStack(stack);
    annotations.hasWarning('/Stack/data', Match.stringLikeRegexp('several policies, .* which one takes effect cannot be determined: Stack/dataPolicy, Stack/Second'));
    annotations.hasNoWarning('/Stack/more', Match.stringLikeRegexp('several policies'));
    expect(first.bucketEncryption).toBeUndefined();
    expect(second.bucketEncryption).toBeDefined();
  });
});

function legacyProps(bucket: s3.Bucket): iam.PolicyStatementProps {
  return { effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()], actions: ['s3:PutObject'], resources: [bucket.arnForObjects('*')] };
}

test('it supports buckets only, and says so', () => {
  const stack = aStack();
  expect(migrated().supports(new s3.CfnBucket(stack, 'Bucket'))).toBe(true);
  expect(migrated().supports(new CfnResource(stack, 'Generic', { type: 'AWS::S3::Bucket' }))).toBe(false);
  expect(() => migrated().applyTo(stack)).toThrow(/^Stack: mixin BucketLegacyPolicyMigration can be applied to a CfnBucket only\. Fix: /);
});

test('a bucket without a policy is left as it is', () => {
  const [stack, plain] = [aStack(), aStack()];
  new s3.Bucket(stack, 'Bucket').with(migrated());
  new s3.Bucket(plain, 'Bucket');
  expect(Template.fromStack(stack).toJSON()).toEqual(Template.fromStack(plain).toJSON());
});
