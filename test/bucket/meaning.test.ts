import { aws_kms as kms } from 'aws-cdk-lib';
import {
  CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, SignatureVersion, TlsVersion, UploadEncryption,
} from '../../src';
import { type AccessRequest, type ContextKeys, decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT } from '../support/concrete';
import { ALLOWED_EVERYTHING, kmsDirectly, kmsThroughS3, MODERN, naming, policyOf, ROLE, s3Request } from '../support/requests';
import { aStack, theResource } from '../support/stacks';

const BUCKET = 'arn:aws:s3:::bucket83908e77';
const OBJECT = `${BUCKET}/folder/object`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/BucketKey7E4AEAB8`;
const OTHER_ID = '0d9ad1f5-5a6b-4c1c-9d8c-000000000000';
const OTHER_KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/${OTHER_ID}`;
const LOGGING = Principal.service('logging.s3.amazonaws.com');

function bucketPolicy(props?: EncryptedBucketProps) {
  const stack = aStack();
  new EncryptedBucket(stack, 'Bucket', props);
  return policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
}

/** What becomes of the request of a role that IAM allows everything. */
function outcome(request: AccessRequest, props?: EncryptedBucketProps): 'allowed' | 'denied' {
  const answer = decide(request, { identity: [ALLOWED_EVERYTHING], resource: bucketPolicy(props), resourceAccount: ACCOUNT, kind: 's3' });
  expect(answer).not.toBe(Ternary.UNKNOWN);
  return answer === Ternary.YES ? 'allowed' : 'denied';
}

const put = (context: ContextKeys = {}, principal = ROLE) => s3Request('PutObject', OBJECT, { ...MODERN, ...context }, principal);
const get = (context: ContextKeys = {}, principal = ROLE) => s3Request('GetObject', OBJECT, { ...MODERN, ...context }, principal);
const without = (context: ContextKeys, ...keys: string[]): ContextKeys =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !keys.includes(key)));

const ENCRYPTIONS: [string, () => DefaultEncryption, string, boolean][] = [
  ['SSE-S3', () => DefaultEncryption.sseS3(), 'AES256', false],
  ['SSE-KMS', () => DefaultEncryption.sseKms(), 'aws:kms', true],
  ['SSE-KMS without a Bucket Key', () => DefaultEncryption.sseKms({ bucketKey: false }), 'aws:kms', true],
  ['SSE-KMS with aws/s3', () => DefaultEncryption.sseKmsAwsManaged(), 'aws:kms', false],
  ['DSSE-KMS', () => DefaultEncryption.dsseKms(), 'aws:kms:dsse', true],
  ['DSSE-KMS with aws/s3', () => DefaultEncryption.dsseKmsAwsManaged(), 'aws:kms:dsse', false],
];

describe.each(ENCRYPTIONS)('%s', (_, encryption, algorithm, ownKey) => {
  const props = () => ({ defaultEncryption: encryption() });

  // CopyObject, POST, CreateMultipartUpload and UploadPart are authorized as PutObject.
  test.each<[string, AccessRequest]>([
    ['a PUT without headers', put()],
    ['a PUT without headers, where the condition key shows the key of the default encryption', put(naming(undefined, KEY))],
    ['a PUT that names the default algorithm and key', put(naming(algorithm, ownKey ? KEY : undefined))],
    ['a presigned PUT', put({ 's3:authType': 'REST-QUERY-STRING', 's3:signatureAge': 1000 })],
    ['a POST from a form', put({ 's3:authType': 'POST' })],
    ['a part of a multipart upload', put({ 's3:ObjectCreationOperation': 'false' })],
    ['a copy', put({ 's3:x-amz-copy-source': 'other/object' })],
    ['a PUT signed with Signature Version 4A', put({ 's3:signatureversion': 'AWS4-ECDSA-P256-SHA256' })],
    ['a PUT of which S3 does not tell the signature', s3Request('PutObject', OBJECT, without(MODERN, 's3:signatureversion'))],
    ['a GET over TLS 1.2', get({ 's3:TlsVersion': '1.2' })],
    ['a GET over TLS 1.3', get()],
    ['a presigned GET', get({ 's3:authType': 'REST-QUERY-STRING' })],
    ['replication writing a replica', s3Request('ReplicateObject', OBJECT, { ...MODERN, ...naming('AES256') })],
    ['listing the bucket', s3Request('ListBucket', BUCKET, MODERN)],
  ])('allows %s', (_name, request) => {
    expect(outcome(request, props())).toBe('allowed');
  });

  test.each<[string, AccessRequest]>([
    ['a GET over plain HTTP', get({ 'aws:SecureTransport': 'false' })],
    ['a PUT over plain HTTP, which has no TLS version', s3Request('PutObject', OBJECT, { ...without(MODERN, 's3:TlsVersion'), 'aws:SecureTransport': 'false' })],
    ['listing over plain HTTP', s3Request('ListBucket', BUCKET, { ...MODERN, 'aws:SecureTransport': 'false' })],
    ['a GET over TLS 1.1', get({ 's3:TlsVersion': '1.1' })],
    ['a PUT over TLS 1.0', put({ 's3:TlsVersion': '1.0' })],
    ['a GET signed with Signature Version 2', get({ 's3:signatureversion': 'AWS' })],
    ['a presigned PUT signed with Signature Version 2', put({ 's3:signatureversion': 'AWS', 's3:authType': 'REST-QUERY-STRING' })],
    ['a PUT with SSE-C', put({ 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' })],
    ...['AES256', 'aws:kms', 'aws:kms:dsse', 'aws:fsx'].filter((other) => other !== algorithm).flatMap<[string, AccessRequest]>((other) => [
      [`a PUT that names ${other}`, put(naming(other))],
      [`a PUT that names ${other} and the right key`, put(naming(other, KEY))],
    ]),
    ...(algorithm === 'aws:kms' ? [] : [['a change to SSE-KMS in place', s3Request('UpdateObjectEncryption', OBJECT, { ...MODERN, ...naming('aws:kms', KEY) })] as [string, AccessRequest]]),
  ])('denies %s', (_name, request) => {
    expect(outcome(request, props())).toBe('denied');
  });

  test('denies anonymous requests, even where another statement lets everybody of a network in', () => {
    const policy = bucketPolicy(props());
    for (const context of [MODERN, { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' }]) {
      expect(policy.denies(s3Request('GetObject', OBJECT, context, Principal.anonymous()))).toBe(Ternary.YES);
    }
  });

  test('does not deny a service that delivers logs, of which S3 tells neither TLS nor signature', () => {
    const policy = bucketPolicy(props());
    for (const context of [{}, { 's3:signatureversion': 'AWS4-HMAC-SHA256' }, { 's3:signatureversion': 'AWS' }] as ContextKeys[]) {
      expect(policy.denies(s3Request('PutObject', OBJECT, context, LOGGING))).toBe(Ternary.NO);
    }
  });

  const naming_another_key: [string, AccessRequest][] = [
    ['ARN', put(naming(algorithm, OTHER_KEY))],
    ['bare id', put(naming(algorithm, OTHER_ID))],
    ['alias name', put(naming(algorithm, 'alias/other'))],
    ['alias ARN', put(naming(algorithm, `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/other`))],
    ['ARN, without an algorithm', put(naming(undefined, OTHER_KEY))],
    ['ARN, in another account', put(naming(algorithm, OTHER_KEY.replace(ACCOUNT, '444455556666')))],
    ['nothing at all, which means aws/s3', put(naming(algorithm))],
  ];

  if (ownKey) {
    test.each(naming_another_key)('denies an upload that names another key by %s', (_name, request) => {
      expect(outcome(request, props())).toBe('denied');
    });
  } else {
    test('cannot hold uploads to a key whose ARN is not known', () => {
      expect(outcome(put(naming(algorithm)), props())).toBe('allowed');
    });
  }

  if (algorithm === 'aws:kms' && ownKey) {
    test.each([
      ['allows a change in place to the key of the bucket', KEY, 'allowed'],
      ['denies a change in place to another key', OTHER_KEY, 'denied'],
    ])('%s', (_name, key, expected) => {
      expect(outcome(s3Request('UpdateObjectEncryption', OBJECT, { ...MODERN, ...naming('aws:kms', key) }), props())).toBe(expected);
    });
  }
});

describe('choices', () => {
  test('while a key is changed, uploads may name the old or the new one and no third', () => {
    const stack = aStack();
    const acceptedKeys = [kms.Key.fromKeyArn(stack, 'Old', OTHER_KEY)];
    const props = { uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys }) };
    expect(outcome(put(naming('aws:kms', KEY)), props)).toBe('allowed');
    expect(outcome(put(naming('aws:kms', OTHER_KEY)), props)).toBe('allowed');
    expect(outcome(put(naming(undefined, OTHER_KEY)), props)).toBe('allowed');
    expect(outcome(put(naming('aws:kms', `${OTHER_KEY}x`)), props)).toBe('denied');
  });

  test('UploadEncryption.any() lets uploads ask for anything', () => {
    const props = { uploadEncryption: UploadEncryption.any() };
    expect(outcome(put(naming('AES256')), props)).toBe('allowed');
    expect(outcome(put(naming('aws:kms', OTHER_KEY)), props)).toBe('allowed');
  });

  test('TLS 1.3 denies TLS 1.2, and still no service', () => {
    const props = { minimumTlsVersion: TlsVersion.V1_3 };
    expect(outcome(get({ 's3:TlsVersion': '1.2' }), props)).toBe('denied');
    expect(outcome(get({ 's3:TlsVersion': '1.3' }), props)).toBe('allowed');
    expect(bucketPolicy(props).denies(s3Request('PutObject', OBJECT, { 's3:TlsVersion': '1.2' }, LOGGING))).toBe(Ternary.NO);
  });

  test.each<[string, ContextKeys, string]>([
    ['Signature Version 4', MODERN, 'allowed'],
    ['Signature Version 4A', { ...MODERN, 's3:signatureversion': 'AWS4-ECDSA-P256-SHA256' }, 'allowed'],
    ['Signature Version 2', { ...MODERN, 's3:signatureversion': 'AWS' }, 'denied'],
    ['a signature of which S3 does not tell the version', without(MODERN, 's3:signatureversion'), 'denied'],
  ])('the allow list of signatures: %s', (_, context, expected) => {
    const props = { signatureVersion: SignatureVersion.V4_ALLOW_LIST };
    expect(outcome(s3Request('GetObject', OBJECT, context), props)).toBe(expected);
    expect(bucketPolicy(props).denies(s3Request('GetObject', OBJECT, {}, Principal.anonymous()))).toBe(Ternary.YES);
    expect(bucketPolicy(props).denies(s3Request('PutObject', OBJECT, {}, LOGGING))).toBe(Ternary.NO);
  });

  test('SignatureVersion.ANY leaves signatures to S3', () => {
    const props = { signatureVersion: SignatureVersion.ANY };
    expect(outcome(get({ 's3:signatureversion': 'AWS' }), props)).toBe('allowed');
    expect(bucketPolicy(props).denies(s3Request('GetObject', OBJECT, MODERN, Principal.anonymous()))).toBe(Ternary.NO);
  });

  test('an anonymous request is no service: outdated TLS stays denied to it', () => {
    const request = s3Request('GetObject', OBJECT, { ...MODERN, 's3:TlsVersion': '1.1' }, Principal.anonymous());
    expect(bucketPolicy({ signatureVersion: SignatureVersion.ANY }).denies(request)).toBe(Ternary.YES);
  });

  const SSE_C = { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' };
  test.each([
    [CustomerProvidedKeys.BLOCKED, 'denied', 'allowed'],
    [CustomerProvidedKeys.ALLOWED, 'allowed', 'allowed'],
    [CustomerProvidedKeys.REQUIRED, 'allowed', 'denied'],
  ])('SSE-C %s: an upload with SSE-C is %s, one without is %s', (customerProvidedKeys, withSseC, withoutSseC) => {
    expect(outcome(put(SSE_C), { customerProvidedKeys })).toBe(withSseC);
    expect(outcome(put(), { customerProvidedKeys })).toBe(withoutSseC);
    expect(outcome(get(SSE_C), { customerProvidedKeys })).toBe('allowed');
  });
});

describe.each([
  ['SSE-KMS', () => DefaultEncryption.sseKms()],
  ['DSSE-KMS', () => DefaultEncryption.dsseKms()],
])('the key that a bucket makes for %s', (_, encryption) => {
  const keyPolicy = () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: encryption() });
    return policyOf(theResource(stack, 'AWS::KMS::Key').KeyPolicy);
  };
  const granted = (request: AccessRequest, identity = [ALLOWED_EVERYTHING]) =>
    decide(request, { identity, resource: keyPolicy(), resourceAccount: ACCOUNT, kind: 'kms' });

  const CRYPTOGRAPHIC = ['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'];
  const root = Principal.account(ACCOUNT, 'aws');
  const stranger = Principal.role('arn:aws:iam::444455556666:role/Stranger');

  test.each(CRYPTOGRAPHIC)('%s: through S3 for whom IAM allows, and for nobody else in no other way', (action) => {
    expect(granted(kmsThroughS3(action, KEY, BUCKET))).toBe(Ternary.YES);
    expect(granted(kmsThroughS3(action, KEY, BUCKET), [])).toBe(Ternary.NO);
    expect(granted(kmsThroughS3(action, KEY, BUCKET, ROLE, 'us-east-1'))).toBe(Ternary.NO);
    expect(granted(kmsThroughS3(action, KEY, BUCKET, stranger))).toBe(Ternary.NO);
    expect(granted(kmsThroughS3(action, KEY, BUCKET, LOGGING))).toBe(Ternary.NO);
    expect(granted(kmsThroughS3(action, KEY, BUCKET, Principal.anonymous()))).toBe(Ternary.NO);
    expect(granted(kmsDirectly(action, KEY))).toBe(Ternary.NO);
    expect(granted(kmsDirectly(action, KEY, root))).toBe(Ternary.NO);
  });

  test.each(['PutKeyPolicy', 'ScheduleKeyDeletion', 'CancelKeyDeletion', 'EnableKeyRotation', 'DescribeKey', 'TagResource', 'CreateAlias'])(
    '%s: for administrators of the account whom IAM allows', (action) => {
      expect(granted(kmsDirectly(action, KEY))).toBe(Ternary.YES);
      expect(granted(kmsDirectly(action, KEY, root))).toBe(Ternary.YES);
      expect(granted(kmsDirectly(action, KEY), [])).toBe(Ternary.NO);
      expect(granted(kmsDirectly(action, KEY, stranger))).toBe(Ternary.NO);
    });

  test('nobody may hand on the use of the key by a grant', () => {
    expect(granted(kmsDirectly('CreateGrant', KEY))).toBe(Ternary.NO);
    expect(granted(kmsDirectly('CreateGrant', KEY, root))).toBe(Ternary.NO);
    expect(granted(kmsThroughS3('CreateGrant', KEY, BUCKET))).toBe(Ternary.NO);
  });
});
