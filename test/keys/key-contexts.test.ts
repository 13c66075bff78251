import { App, Aws, aws_kms as kms, aws_s3 as s3, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, EncryptionContext, EncryptionKey, type EncryptionKeyProps, UploadEncryption } from '../../src';
import { type ContextKeys, decide } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, arnOf } from '../support/concrete';
import { ALLOWED_EVERYTHING, kmsThroughS3, policyOf } from '../support/requests';
import { aStack, theResource } from '../support/stacks';

const KEY = arnOf('AWS::KMS::Key', 'Key961B73FD');

/** What becomes of a request of S3 in the name of a role that IAM allows everything. */
function outcome(props: EncryptionKeyProps, arn: string, more: ContextKeys = {}, action = 'GenerateDataKey'): 'allowed' | 'denied' {
  const stack = aStack();
  new EncryptionKey(stack, 'Key', props);
  const request = kmsThroughS3(action, KEY, arn);
  const answer = decide({ ...request, context: { ...request.context, ...more } }, {
    identity: [ALLOWED_EVERYTHING], resource: policyOf(theResource(stack, 'AWS::KMS::Key').KeyPolicy), resourceAccount: ACCOUNT, kind: 'kms',
  });
  expect(answer).not.toBe(Ternary.UNKNOWN);
  return answer === Ternary.YES ? 'allowed' : 'denied';
}

describe('a key that several buckets share, with contexts for each', () => {
  const encryptionContexts = [
    EncryptionContext.ofBucket('arn:aws:s3:::reports'),
    EncryptionContext.ofBucket(`arn:${Aws.PARTITION}:s3:::drafts`, 'public/*'),
  ];

  test.each([
    ['arn:aws:s3:::reports', 'allowed'],
    ['arn:aws:s3:::reports/2026/january', 'allowed'],
    ['arn:aws:s3:::drafts', 'allowed'],
    ['arn:aws:s3:::drafts/public/a', 'allowed'],
    ['arn:aws:s3:::drafts/private/a', 'denied'],
    ['arn:aws:s3:::reports-archive', 'denied'],
    ['arn:aws:s3:::others/reports', 'denied'],
  ])('%s: %s', (arn, expected) => {
    expect(outcome({ encryptionContexts }, arn)).toBe(expected);
    expect(outcome({ encryptionContexts }, arn, {}, 'Decrypt')).toBe(expected);
  });

  test('is for any bucket where none is named', () => {
    expect(outcome({}, 'arn:aws:s3:::others')).toBe('allowed');
  });

  const bucketNamed = (bucketName?: string) => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key', { encryptionContexts });
    new EncryptedBucket(stack, 'Bucket', { bucketName, defaultEncryption: DefaultEncryption.sseKms({ key }) });
    return stack;
  };

  test('serves the buckets that it is for, and refuses others', () => {
    Annotations.fromStack(bucketNamed('reports')).hasNoWarning('*', Match.anyValue());
    expect(() => bucketNamed('reports-archive')).toThrow(
      /^Stack\/Bucket: cannot encrypt with key Stack\/Key: its policy allows the encryption context of other buckets only \(arn:aws:s3:::reports, .*\)\. Fix: add EncryptionContext\.ofBucket\('arn:aws:s3:::reports-archive'\)/);
  });

  test('says so where it cannot be determined whether a bucket is one of them', () => {
    Annotations.fromStack(bucketNamed()).hasWarning('/Stack/Bucket', Match.stringLikeRegexp('Whether this bucket is one of them cannot be determined.*keyIsConfinedToBuckets'));
  });

  test('messages have no text of tokens, which differs from synthesis to synthesis', () => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key', { encryptionContexts: [EncryptionContext.ofBucket(`arn:${Aws.PARTITION}:s3:::reports`)] });
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp('can be used only for \\{"Fn::Join":.*"AWS::Partition".*:s3:::reports"\\]\\]\\}'));
  });

  test('takes patterns of names', () => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key', { encryptionContexts: [EncryptionContext.ofBucketsMatching('arn:aws:s3:::team-?-*')] });
    const defaultEncryption = DefaultEncryption.sseKms({ key });
    new EncryptedBucket(stack, 'Good', { bucketName: 'team-a-data', defaultEncryption });
    expect(() => new EncryptedBucket(stack, 'Bad', { bucketName: 'team-ab', defaultEncryption })).toThrow(/of other buckets only/);
  });

  test('cannot refer to a bucket of the template', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    for (const arn of [bucket.bucketArn, bucket.arnForObjects('a'), (bucket.node.defaultChild as s3.CfnBucket).attrArn]) {
      expect(() => new EncryptionKey(new Stack(), 'Key', { encryptionContexts: [EncryptionContext.ofBucket(arn)] })).toThrow(
        /^Default\/Key: encryptionContexts cannot refer to Stack\/Bucket\/Resource: a key policy that refers to the bucket of the key creates a circular dependency\. Fix: set bucketName, and use the literal name/);
    }
    new EncryptionKey(stack, 'Key', { encryptionContexts: [EncryptionContext.ofBucket(`arn:aws:s3:::${new CfnParameter(stack, 'Name').valueAsString}`)] });
  });

  test('is for at least one', () => {
    expect(() => new EncryptionKey(aStack(), 'Key', { encryptionContexts: [] })).toThrow(/^Stack\/Key: encryptionContexts cannot be empty: .* Fix: leave it out/);
  });
});

describe('a key that demands encryption context', () => {
  const requiredEncryptionContext = { department: 'finance', purpose: 'archive' };
  const both = { 'kms:EncryptionContext:department': 'finance', 'kms:EncryptionContext:purpose': 'archive' };
  const OBJECT = 'arn:aws:s3:::data/object';

  test.each<[string, string, ContextKeys, string]>([
    ['all pairs', OBJECT, both, 'allowed'],
    ['all pairs and one more', OBJECT, { ...both, 'kms:EncryptionContext:more': 'x' }, 'allowed'],
    ['no pair, as of an upload without headers', OBJECT, {}, 'denied'],
    ['one of the pairs', OBJECT, { 'kms:EncryptionContext:department': 'finance' }, 'denied'],
    ['another value', OBJECT, { ...both, 'kms:EncryptionContext:purpose': 'other' }, 'denied'],
    ['all pairs, but an S3 Bucket Key, under which nobody would check them', 'arn:aws:s3:::data', both, 'denied'],
  ])('with %s', (_, arn, context, expected) => {
    expect(outcome({ requiredEncryptionContext }, arn, context)).toBe(expected);
    expect(outcome({ requiredEncryptionContext }, arn, context, 'Decrypt')).toBe(expected);
  });

  test('may be confined to buckets too', () => {
    const props = { requiredEncryptionContext, encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::data')] };
    expect(outcome(props, OBJECT, both)).toBe('allowed');
    expect(outcome(props, 'arn:aws:s3:::other/object', both)).toBe('denied');
    expect(outcome(props, 'arn:aws:s3:::data', both)).toBe('denied');
  });

  const demandingKey = (stack: Stack) => new EncryptionKey(stack, 'Key', { requiredEncryptionContext });

  test.each([
    ['SSE-KMS', (key: kms.IKey) => DefaultEncryption.sseKms({ key })],
    ['SSE-KMS without a Bucket Key', (key: kms.IKey) => DefaultEncryption.sseKms({ key, bucketKey: false })],
    ['DSSE-KMS', (key: kms.IKey) => DefaultEncryption.dsseKms({ key })],
  ])('is refused as default encryption, which serves uploads that cannot supply it: %s', (_, encryption) => {
    const stack = aStack();
    const key = demandingKey(stack);
    expect(() => new EncryptedBucket(stack, 'Bucket', { defaultEncryption: encryption(key) })).toThrow(
      /^Stack\/Bucket: cannot encrypt with key Stack\/Key: its policy requires encryption context \(department, purpose\), which uploads without headers, replication and log delivery can't specify\. Fix: /);
  });

  test('is accepted where uploads name it', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Bucket', { uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [demandingKey(stack)] }) });
    Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 1);
  });

  describe('is refused at synth by buckets that are not ours', () => {
    const replication = (key: kms.IKey): s3.CfnBucketProps => ({
      replicationConfiguration: {
        role: 'arn:aws:iam::111122223333:role/Replication',
        rules: [{ status: 'Enabled', destination: { bucket: 'arn:aws:s3:::other', encryptionConfiguration: { replicaKmsKeyId: key.keyArn } } }],
      },
    });
    const byDefault = (key: kms.IKey): s3.CfnBucketProps => ({
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.keyArn } }] },
    });

    test.each([['default encryption', byDefault], ['replication', replication]])('%s', (use, props) => {
      for (const elsewhere of [false, true]) {
        const stack = aStack();
        const key = demandingKey(stack);
        new s3.CfnBucket(elsewhere ? new Stack(stack.node.root as App, 'Other') : stack, 'Bucket', props(key));
        expect(() => (stack.node.root as App).synth()).toThrow(
          new RegExp(`Bucket: ${use} cannot use the key Stack/Key, whose policy requires encryption context that ${use} can't specify\\. Fix: use another key`));
      }
    });

    test('but not by one of another stack that encrypts with its own key of the same logical id', () => {
      const stack = aStack();
      demandingKey(stack);
      const other = new Stack(stack.node.root as App, 'Other');
      new s3.CfnBucket(other, 'Bucket', byDefault(new EncryptionKey(other, 'Key')));
      expect(() => (stack.node.root as App).synth()).not.toThrow();
    });
  });

  test('no pair is no demand', () => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key', { requiredEncryptionContext: {} });
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
    expect(outcome({ requiredEncryptionContext: {} }, 'arn:aws:s3:::data')).toBe('allowed');
  });

  test.each([
    ['aws:s3:arn', 'AWS reserves keys that begin with "aws:"'],
    ['', 'it is empty'],
  ])('cannot demand the key %p', (key, message) => {
    expect(() => new EncryptionKey(aStack(), 'Key', { requiredEncryptionContext: { [key]: 'x' } }))
      .toThrow(`Stack/Key: requiredEncryptionContext cannot have the key ${JSON.stringify(key)}: ${message}. Fix: choose another key`);
  });

  test.each<[string, (stack: Stack) => { [key: string]: string }, boolean]>([
    ['a name that tells', () => ({ apiKey: 'x' }), true],
    ['a password', () => ({ dbPassword: 'x' }), true],
    ...['passwd', 'passphrase', 'clientSecret', 'credentials', 'authToken', 'api_key', 'api-key', 'api.key', 'privateKey', 'private_key', 'accessKey', 'ACCESS-KEY']
      .map((name): [string, () => { [key: string]: string }, boolean] => [`the name ${name}`, () => ({ [name]: 'x' }), true]),
    ['an access key', () => ({ owner: 'AKIAIOSFODNN7EXAMPLE' }), true],
    ['the access key of a session', () => ({ owner: 'ASIAIOSFODNN7EXAMPLE' }), true],
    ['an ID of another kind', () => ({ owner: 'AROAIOSFODNN7EXAMPLE' }), false],
    ['less than an access key', () => ({ owner: 'AKIAIOSFODNN7EXAMPL' }), false],
    ['what contains an access key in a word', () => ({ owner: 'XASIAIOSFODNN7EXAMPLE' }), false],
    ['a JSON Web Token', () => ({ owner: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln' }), true],
    ['a private key of no algorithm', () => ({ owner: '-----BEGIN PRIVATE KEY-----' }), true],
    ['a secure parameter', () => ({ owner: '{{resolve:ssm-secure:MySecret:1}}' }), true],
    ['a plain parameter of Systems Manager', () => ({ owner: '{{resolve:ssm:MyValue:1}}' }), false],
    ['a private key', () => ({ owner: '-----BEGIN RSA PRIVATE KEY-----' }), true],
    ['a dynamic reference to a secret', () => ({ owner: '{{resolve:secretsmanager:MySecret}}' }), true],
    ['a SecretValue', () => ({ owner: SecretValue.secretsManager('MySecret').unsafeUnwrap() }), true],
    ['a parameter that is not echoed', (stack) => ({ owner: new CfnParameter(stack, 'P', { noEcho: true }).valueAsString }), true],
    ['a parameter', (stack) => ({ owner: new CfnParameter(stack, 'P').valueAsString }), false],
    ['what is no secret', () => ({ department: 'finance', monkey: 'see' }), false],
  ])('secrets are warned about: %s', (_, context, warned) => {
    const stack = aStack();
    new EncryptionKey(stack, 'Key', { requiredEncryptionContext: context(stack) });
    const warnings = Annotations.fromStack(stack).findWarning('/Stack/Key', Match.stringLikeRegexp('looks like a secret.*secretInEncryptionContext'));
    expect(warnings).toHaveLength(warned ? 1 : 0);
  });
});
