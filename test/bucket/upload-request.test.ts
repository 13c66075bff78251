import {
  CopyObjectCommand, CreateMultipartUploadCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand, type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { aws_kms as kms, type aws_s3 as s3, Fn, type Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, EncryptionKey, ObjectOperation, UploadEncryption,
  type UploadRequest, type UploadRequestOptions,
} from '../../src';
import { type ContextKeys, decide } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, arnOf } from '../support/concrete';
import { ALLOWED_EVERYTHING, kmsThroughS3, MODERN, naming, policyOf, s3Request } from '../support/requests';
import { encryptionHeaders, serialized } from '../support/sdk';
import { aStack, theResource } from '../support/stacks';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const { PUT, COPY, POST, CREATE_MULTIPART_UPLOAD, UPLOAD_PART, COMPLETE_MULTIPART_UPLOAD, GET, HEAD } = ObjectOperation;

const imported = (stack: Stack, id = 'Imported', arn = ARN) => kms.Key.fromKeyArn(stack, id, arn);

function bucketIn(stack: Stack, props?: EncryptedBucketProps): EncryptedBucket {
  return new EncryptedBucket(stack, 'Bucket', props);
}

/** As an application would find it: with the names that deployment gives. */
function requestTo(makeProps?: (stack: Stack) => EncryptedBucketProps, options?: UploadRequestOptions): UploadRequest {
  const stack = aStack();
  return bucketIn(stack, makeProps?.(stack)).uploadRequest(options);
}

const CONTEXT = { department: 'finance', note: 'ünïcode' };
// What AWS documents the header to be, written out: JSON in UTF-8, in base64.
const CONTEXT_IN_BASE64 = 'eyJkZXBhcnRtZW50IjoiZmluYW5jZSIsIm5vdGUiOiLDvG7Dr2NvZGUifQ==';

/** Each with the parameters that an application would give the SDK for the same. */
const REQUESTS: [string, (stack: Stack) => EncryptedBucketProps, UploadRequestOptions, Partial<PutObjectCommandInput>][] = [
  ['SSE-S3', () => ({ defaultEncryption: DefaultEncryption.sseS3() }), {}, { ServerSideEncryption: 'AES256' }],
  ['SSE-KMS', (stack) => ({ defaultEncryption: DefaultEncryption.sseKms({ key: imported(stack) }) }), {},
    { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: ARN, BucketKeyEnabled: true }],
  ['SSE-KMS without a Bucket Key', (stack) => ({ defaultEncryption: DefaultEncryption.sseKms({ key: imported(stack), bucketKey: false }) }), {},
    { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: ARN, BucketKeyEnabled: false }],
  ['SSE-KMS, no Bucket Key for once', (stack) => ({ defaultEncryption: DefaultEncryption.sseKms({ key: imported(stack) }) }), { bucketKey: false },
    { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: ARN, BucketKeyEnabled: false }],
  ['SSE-KMS with context', (stack) => ({ defaultEncryption: DefaultEncryption.sseKms({ key: imported(stack) }) }), { encryptionContext: CONTEXT },
    { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: ARN, BucketKeyEnabled: true, SSEKMSEncryptionContext: CONTEXT_IN_BASE64 }],
  ['SSE-KMS with aws/s3', () => ({ defaultEncryption: DefaultEncryption.sseKmsAwsManaged() }), {},
    { ServerSideEncryption: 'aws:kms', BucketKeyEnabled: true }],
  ['DSSE-KMS', (stack) => ({ defaultEncryption: DefaultEncryption.dsseKms({ key: imported(stack) }) }), { encryptionContext: CONTEXT },
    { ServerSideEncryption: 'aws:kms:dsse', SSEKMSKeyId: ARN, SSEKMSEncryptionContext: CONTEXT_IN_BASE64 }],
  ['DSSE-KMS with aws/s3', () => ({ defaultEncryption: DefaultEncryption.dsseKmsAwsManaged() }), { bucketKey: false },
    { ServerSideEncryption: 'aws:kms:dsse' }],
];

describe.each(REQUESTS)('%s', (_, props, options, parameters) => {
  const object = { Bucket: 'data', Key: 'object', ...parameters };
  const request = () => requestTo(props, options);

  test.each([
    [PUT, new PutObjectCommand({ ...object, Body: 'data' })],
    [COPY, new CopyObjectCommand({ ...object, CopySource: 'other/object' })],
    [CREATE_MULTIPART_UPLOAD, new CreateMultipartUploadCommand(object)],
    // Their requests have no place for it: S3 would refuse it.
    [GET, new GetObjectCommand(object)],
    [HEAD, new HeadObjectCommand(object)],
  ])('%s: the headers are those of the SDK', async (operation, command) => {
    const theirs = encryptionHeaders(await serialized(command));
    expect(request().headers(operation)).toEqual(theirs);
    expect(Object.keys(theirs)).toHaveLength(operation === GET || operation === HEAD ? 0 : Object.keys(parameters).length);
  });

  test('a POST says the same in its fields, and its policy holds each of them to its value', async () => {
    const fields = encryptionHeaders(await serialized(new PutObjectCommand({ ...object, Body: 'data' })));
    expect(request().postFields).toEqual(fields);
    expect(Object.assign({}, ...request().postPolicyConditions)).toEqual(fields);
    expect(request().postPolicyConditions).toHaveLength(Object.keys(fields).length);
  });

  test('the AWS CLI gets the same', () => {
    const { ServerSideEncryption, SSEKMSKeyId, SSEKMSEncryptionContext, BucketKeyEnabled } = parameters;
    expect(request().cliArguments(PUT)).toEqual([
      '--server-side-encryption', ServerSideEncryption,
      ...(SSEKMSKeyId ? ['--ssekms-key-id', SSEKMSKeyId] : []),
      ...(SSEKMSEncryptionContext ? ['--ssekms-encryption-context', SSEKMSEncryptionContext] : []),
      ...(BucketKeyEnabled === undefined ? [] : [BucketKeyEnabled ? '--bucket-key-enabled' : '--no-bucket-key-enabled']),
    ]);
  });
});

test.each([POST, UPLOAD_PART, COMPLETE_MULTIPART_UPLOAD, GET, HEAD])('%s has no headers and no arguments', (operation) => {
  const request = requestTo();
  expect(request.headers(operation)).toEqual({});
  expect(request.cliArguments(operation)).toEqual([]);
  expect(Object.keys(request.headers(PUT))).not.toEqual([]);
});

test('what is known at deployment only stays so: a key of the app, a value of the context', () => {
  const stack = aStack();
  const headers = bucketIn(stack).uploadRequest({ encryptionContext: { owner: Fn.importValue('Owner'), department: 'finance' } }).headers(PUT);
  expect(stack.resolve(headers)).toEqual({
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': { 'Fn::GetAtt': ['BucketKey7E4AEAB8', 'Arn'] },
    'x-amz-server-side-encryption-context': { 'Fn::Base64': { 'Fn::Join': ['', ['{"owner":"', { 'Fn::ImportValue': 'Owner' }, '","department":"finance"}']] } },
    'x-amz-server-side-encryption-bucket-key-enabled': 'true',
  });
});

test('follows the bucket, whoever changes its default encryption', () => {
  const stack = aStack();
  const bucket = bucketIn(stack, { defaultEncryption: DefaultEncryption.sseS3(), uploadEncryption: UploadEncryption.any() });
  (bucket.node.defaultChild as s3.CfnBucket).bucketEncryption = {
    serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: imported(stack).keyArn } }],
  };
  expect(bucket.uploadRequest().headers(PUT)).toMatchObject({ 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': ARN });
});

describe('the bucket accepts what it tells uploads to send', () => {
  const conditionKeys = (headers: { [name: string]: string }): ContextKeys => ({
    ...MODERN, ...naming(headers['x-amz-server-side-encryption'], headers['x-amz-server-side-encryption-aws-kms-key-id']),
  });

  test.each(REQUESTS)('%s', (_, props, options) => {
    const stack = aStack();
    const headers = bucketIn(stack, props(stack)).uploadRequest(options).headers(PUT);
    const resource = policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
    const deciders = { identity: [ALLOWED_EVERYTHING], resource, resourceAccount: ACCOUNT, kind: 's3' as const };
    const put = (context: ContextKeys) => decide(s3Request('PutObject', 'arn:aws:s3:::bucket83908e77/object', context), deciders);
    expect(put(conditionKeys(headers))).toBe(Ternary.YES);
    expect(put(conditionKeys({ ...headers, 'x-amz-server-side-encryption': 'other' }))).toBe(Ternary.NO);
  });

  test('also where the key demands encryption context', () => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Demanding', { requiredEncryptionContext: { department: 'finance' } });
    const bucket = bucketIn(stack, {
      defaultEncryption: DefaultEncryption.sseKms({ key: imported(stack) }),
      uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [key] }),
    });
    const headers = bucket.uploadRequest({ key, encryptionContext: { department: 'finance', more: 'x' } }).headers(PUT);
    const { KeyPolicy } = theResource(stack, 'AWS::KMS::Key');
    const keyArn = arnOf('AWS::KMS::Key', stack.resolve(headers['x-amz-server-side-encryption-aws-kms-key-id'])['Fn::GetAtt'][0] as string);
    const resource = policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
    const upload = s3Request('PutObject', 'arn:aws:s3:::bucket83908e77/object', { ...MODERN, ...naming('aws:kms', keyArn) });
    expect(decide(upload, { identity: [ALLOWED_EVERYTHING], resource, resourceAccount: ACCOUNT, kind: 's3' })).toBe(Ternary.YES);

    // What S3 then asks of AWS KMS: its own context, and what the header says.
    const sent = JSON.parse(Buffer.from(headers['x-amz-server-side-encryption-context'], 'base64').toString('utf8')) as { [name: string]: string };
    const request = kmsThroughS3('GenerateDataKey', keyArn, 'arn:aws:s3:::bucket83908e77/object');
    const context = Object.fromEntries(Object.entries(sent).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]));
    const deciders = { identity: [ALLOWED_EVERYTHING], resource: policyOf(KeyPolicy), resourceAccount: ACCOUNT, kind: 'kms' as const };
    expect(headers['x-amz-server-side-encryption-bucket-key-enabled']).toBe('false');
    expect(decide({ ...request, context: { ...request.context, ...context } }, deciders)).toBe(Ternary.YES);
    expect(decide(request, deciders)).toBe(Ternary.NO);
  });
});

describe('what the bucket would not accept is refused', () => {
  const demanding = (stack: Stack) => EncryptionKey.fromEncryptionKeyAttributes(stack, 'Demanding', {
    keyArn: `${ARN}-demanding`, requiredEncryptionContext: { department: 'finance', purpose: 'archive' },
  });
  const accepting = (key: kms.IKey) => ({ uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [key] }) });
  const refused = (
    makeProps: (stack: Stack, key: kms.IKey) => EncryptedBucketProps, makeOptions: (key: kms.IKey) => UploadRequestOptions, makeKey = imported,
  ) => () => {
    const stack = aStack();
    const key = makeKey(stack);
    bucketIn(stack, makeProps(stack, key)).uploadRequest(makeOptions(key));
  };

  test.each<[string, () => void, string]>([
    ['a key that it does not know', refused(() => ({}), (key) => ({ key })),
      'the bucket policy denies uploads that specify key Stack/Imported. Fix: add it to acceptedKeys of UploadEncryption.bucketDefault(), and pass that as uploadEncryption'],
    ['a key with SSE-S3', refused(() => ({ defaultEncryption: DefaultEncryption.sseS3() }), (key) => ({ key })), 'the default encryption is SSE-S3, which doesn\'t support key.'],
    ['context with SSE-S3', refused(() => ({ defaultEncryption: DefaultEncryption.sseS3() }), () => ({ encryptionContext: { a: 'b' }, bucketKey: true })),
      'which doesn\'t support encryptionContext, bucketKey. Fix: leave encryptionContext, bucketKey out'],
    ['a Bucket Key with DSSE-KMS', refused(() => ({ defaultEncryption: DefaultEncryption.dsseKms() }), () => ({ bucketKey: true })),
      'bucketKey cannot be true: S3 Bucket Keys are not supported for DSSE-KMS'],
    ['no context where the key demands it', refused((_, key) => accepting(key), (key) => ({ key }), demanding),
      'the policy of key Stack/Demanding requires encryption context that is not specified (department: \'finance\', purpose: \'archive\'). Fix: pass encryptionContext: { department: \'finance\', purpose: \'archive\' }'],
    ['another value than the key demands', refused((_, key) => accepting(key), (key) => ({ key, encryptionContext: { department: 'sales', purpose: 'archive' } }), demanding),
      'that is not specified (department: \'finance\')'],
    ['a Bucket Key where the key demands context', refused((_, key) => accepting(key),
      (key) => ({ key, bucketKey: true, encryptionContext: { department: 'finance', purpose: 'archive' } }), demanding), 'which isn\'t checked if an S3 Bucket Key is used'],
    ['uploads without a customer\'s key', refused(() => ({ customerProvidedKeys: CustomerProvidedKeys.REQUIRED }), () => ({})),
      'customerProvidedKeys is REQUIRED, and a template must not contain a customer-provided key'],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
    expect(act).toThrow(/^Stack\/Bucket\/Resource: cannot create an upload request: .* Fix: .*\.$/);
  });

  test('and a key that S3 cannot encrypt with, also where uploads may name any', () => {
    const disabled = (stack: Stack) => new kms.Key(stack, 'Disabled', { enabled: false });
    expect(refused(() => ({ uploadEncryption: UploadEncryption.any() }), (key) => ({ key }), disabled)).toThrow(/Enabled false/);
  });

  test('but not another key where uploads may name any', () => {
    expect(refused(() => ({ uploadEncryption: UploadEncryption.any() }), (key) => ({ key }))).not.toThrow();
    expect(refused((stack) => ({ defaultEncryption: DefaultEncryption.sseKms({ key: imported(stack, 'Same') }) }), (key) => ({ key }))).not.toThrow();
  });

  test('a context with a key that AWS reserves', () => {
    expect(refused(() => ({}), () => ({ encryptionContext: { 'aws:s3:arn': 'x' } })))
      .toThrow('Stack/Bucket/Resource: encryptionContext cannot have the key "aws:s3:arn"');
  });
});

test('a secret in the context is warned about', () => {
  const stack = aStack();
  bucketIn(stack).uploadRequest({ encryptionContext: { department: 'finance' } });
  Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  const other = aStack();
  bucketIn(other).uploadRequest({ encryptionContext: { password: 'hunter2' } });
  Annotations.fromStack(other).hasWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp('secretInEncryptionContext'));
});
