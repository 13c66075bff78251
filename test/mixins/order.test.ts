import { App, aws_iam as iam, aws_kms as kms, aws_s3 as s3, Mixins, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct, IMixin } from 'constructs';
import { CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, LogBucket, mixins, TlsVersion, UploadEncryption } from '../../src';
import { decide } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, concrete, type TemplateJson } from '../support/concrete';
import { ALLOWED_EVERYTHING, MODERN, naming, policyOf, s3Request } from '../support/requests';

const ARN = (id: string) => `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-00000000000${id}`;

/** Of each two that are applied, one instance; a key is imported where it is first asked for. */
type Make = (key: (id: string) => kms.IKey) => IMixin;

const MIXINS: { readonly [title: string]: Make } = {
  'default: own key': () => new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()),
  'default: SSE-S3': () => new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3()),
  'default: aws/s3': () => new mixins.BucketDefaultEncryption(DefaultEncryption.sseKmsAwsManaged()),
  'default: DSSE with its own key': () => new mixins.BucketDefaultEncryption(DefaultEncryption.dsseKms()),
  'default: key 1': (key) => new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms({ key: key('1') })),
  'default: key 2': (key) => new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms({ key: key('2') })),
  'default where undeclared: SSE-S3': () => new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3(), { onlyWhereUndeclared: true }),
  'default where undeclared: key 1': (key) => new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms({ key: key('1') }), { onlyWhereUndeclared: true }),
  'default where undeclared: own key': () => new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms(), { onlyWhereUndeclared: true }),
  'uploads: default': () => new mixins.BucketUploadEncryption(),
  'uploads: any': () => new mixins.BucketUploadEncryption(UploadEncryption.any()),
  'uploads: key 2 too': (key) => new mixins.BucketUploadEncryption(UploadEncryption.bucketDefault({ acceptedKeys: [key('2')] })),
  'SSE-C blocked': () => new mixins.BucketSseCBlocked(),
  'SSE-C allowed': () => new mixins.BucketSseCAllowed(),
  'SSE-C required': () => new mixins.BucketSseCAllowed({ required: true }),
  'TLS 1.2': () => new mixins.BucketSecureTransport(),
  'TLS 1.3': () => new mixins.BucketSecureTransport({ minimumTlsVersion: TlsVersion.V1_3 }),
  'signatures': () => new mixins.BucketSignatureVersion4(),
  'signatures: allow list': () => new mixins.BucketSignatureVersion4({ allowListOnly: true }),
  'guard': () => new mixins.BucketEncryptionGuard(),
  'guard with administrators': () => new mixins.BucketEncryptionGuard({ administrators: [new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/security/*`)] }),
  'migration': () => new mixins.BucketLegacyPolicyMigration(),
  'migration to key 1': (key) => new mixins.BucketLegacyPolicyMigration({ defaultEncryption: DefaultEncryption.sseKms({ key: key('1'), bucketKey: false }) }),
};
type Title = keyof typeof MIXINS;
const TITLES = Object.keys(MIXINS);

/** Demands a header of every upload, as bucket policies did before there was default encryption. */
const LEGACY = (bucketArn: string) => ({
  Sid: 'DenyUnencrypted',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:PutObject',
  Resource: `${bucketArn}/*`,
  Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
});

const BUCKETS: { readonly [title: string]: (stack: Stack) => Construct } = {
  'CfnBucket': (stack) => new s3.CfnBucket(stack, 'Bucket'),
  'CfnBucket with a key': (stack) => new s3.CfnBucket(stack, 'Bucket', {
    bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: ARN('9') } }] },
  }),
  'CfnBucket with a legacy policy': (stack) => {
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: bucket.ref, policyDocument: { Version: '2012-10-17', Statement: [LEGACY(bucket.attrArn)] } });
    return bucket;
  },
  's3.Bucket': (stack) => new s3.Bucket(stack, 'Bucket'),
  's3.Bucket with its own key': (stack) => new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS }),
  's3.Bucket with a legacy policy': (stack) => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.addToResourcePolicy(iam.PolicyStatement.fromJson(LEGACY(bucket.bucketArn)));
    return bucket;
  },
  'EncryptedBucket': (stack) => new EncryptedBucket(stack, 'Bucket'),
  'EncryptedBucket with other choices': (stack) => new EncryptedBucket(stack, 'Bucket', {
    defaultEncryption: DefaultEncryption.sseS3(),
    customerProvidedKeys: CustomerProvidedKeys.ALLOWED,
    uploadEncryption: UploadEncryption.any(),
    minimumTlsVersion: TlsVersion.V1_3,
  }),
  'LogBucket': (stack) => new LogBucket(stack, 'Bucket'),
};

const WAYS: { readonly [title: string]: (stack: Stack, bucket: Construct, mixin: IMixin) => void } = {
  '.with()': (_, bucket, mixin) => { bucket.with(mixin); },
  'Mixins.of(bucket)': (_, bucket, mixin) => { Mixins.of(bucket).apply(mixin); },
  'Mixins.of(app)': (stack, _, mixin) => { Mixins.of(stack.node.root).apply(mixin); },
};

interface Outcome { readonly error?: string; readonly template?: TemplateJson }

function outcomeOf(bucket: string, titles: Title[], way: string = '.with()'): Outcome {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  const target = BUCKETS[bucket](stack);
  const keys = new Map<string, kms.IKey>();
  const key = (id: string): kms.IKey => {
    keys.set(id, keys.get(id) ?? kms.Key.fromKeyArn(stack, `Key${id}`, ARN(id)));
    return keys.get(id)!;
  };
  try {
    for (const title of titles) { WAYS[way](stack, target, MIXINS[title](key)); }
    return { template: normalized(concrete(Template.fromStack(stack).toJSON())) as TemplateJson };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** The same, whatever the order of statements and of the values of conditions. */
function normalized(json: unknown): unknown {
  if (Array.isArray(json)) { return json.map(normalized).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)); }
  if (typeof json !== 'object' || json === null) { return json; }
  return Object.fromEntries(Object.entries(json).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) => [name, normalized(value)]));
}

const CLEAR = /Stack\/Bucket(\/Resource)?[\]:] .+ Fix: ./;

/** What only fills a gap comes last: it has created a key by then, to which grants may refer. */
const fillsGap = (title: Title) => title === 'default where undeclared: own key';

/** How the outcomes of several orders differ: not at all. */
function differences(bucket: string, ...orders: Title[][]): string[] {
  const outcomes = orders.map((titles) => outcomeOf(bucket, titles));
  for (const { error, template } of outcomes) {
    if (error !== undefined) { expect(error).toMatch(CLEAR); } else { assertConsistent(template!); }
  }
  const [first, ...others] = outcomes;
  return others.flatMap((other, index) => {
    const areErrors = [first, other].map(({ error }) => error !== undefined);
    if (areErrors[0] !== areErrors[1]) {
      return orders[index + 1].some(fillsGap) ? [] : [`${orders[index + 1].join(', ')}: ${first.error ?? 'no error'}; other: ${other.error ?? 'no error'}`];
    }
    return JSON.stringify(first.template) === JSON.stringify(other.template) ? [] : [`${orders[index + 1].join(', ')}: another template`];
  });
}

describe.each(Object.keys(BUCKETS))('on %s, the outcome is the same', (bucket) => {
  test.each(TITLES)('for %s and each other mixin in both orders', (one) => {
    const others = TITLES.slice(TITLES.indexOf(one) + 1);
    expect(others.flatMap((other) => differences(bucket, [one, other], [other, one]))).toEqual([]);
  });

  test.each(TITLES)('for %s applied once and twice', (title) => {
    expect(differences(bucket, [title], [title, title])).toEqual([]);
  });

  test.each([
    ['default: key 1', 'uploads: default', 'SSE-C blocked'],
    ['default: own key', 'uploads: key 2 too', 'migration'],
    ['default where undeclared: SSE-S3', 'uploads: default', 'default: key 2'],
    ['TLS 1.2', 'uploads: key 2 too', 'default: DSSE with its own key'],
    ['SSE-C required', 'guard with administrators', 'uploads: default'],
    ['default: aws/s3', 'uploads: any', 'migration'],
  ])('for %s, %s and %s in all orders', (a, b, c) => {
    expect(differences(bucket, [a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a])).toEqual([]);
  });
});

test.each(Object.keys(WAYS))('it is all the same by %s', (way) => {
  for (const titles of [['default: key 1', 'uploads: default'], ['uploads: default', 'default: key 1'], ['SSE-C blocked', 'SSE-C allowed']]) {
    expect(outcomeOf('s3.Bucket', titles, way)).toEqual(outcomeOf('s3.Bucket', titles));
  }
});

/** What the policy makes of uploads goes with what the bucket is set to. */
function assertConsistent({ Resources: resources = {} }: TemplateJson): void {
  const policy = Object.values(resources).find(({ Type: type }) => type === 'AWS::S3::BucketPolicy')?.Properties?.PolicyDocument;
  const bucket: any = Object.values(resources).find(({ Type: type }) => type === 'AWS::S3::Bucket')!.Properties ?? {};
  const sids = ((policy as { Statement?: { Sid: string }[] } | undefined)?.Statement ?? []).map(({ Sid: sid }) => sid);
  if (policy === undefined || sids.some((sid) => sid === 'DenyUnencrypted')) { return; }
  const uploads = (context: object): Ternary => decide(
    s3Request('PutObject', 'arn:aws:s3:::bucket83908e77/object'.replace('bucket83908e77', idOf(resources)), { ...MODERN, ...context }),
    { identity: [ALLOWED_EVERYTHING], resource: policyOf(policy), resourceAccount: ACCOUNT, kind: 's3' });
  const rule = bucket.BucketEncryption?.ServerSideEncryptionConfiguration[0];
  const algorithm: string = rule?.ServerSideEncryptionByDefault?.SSEAlgorithm ?? 'AES256';
  const key: string | undefined = rule?.ServerSideEncryptionByDefault?.KMSMasterKeyID;
  const [blocked] = rule?.BlockedEncryptionTypes?.EncryptionType ?? [];
  const customerKey = { 's3:x-amz-server-side-encryption-customer-algorithm': 'AES256' };
  if (blocked === 'NONE') { expect(uploads(customerKey)).toBe(Ternary.YES); }
  if (blocked === 'SSE-C') { expect(uploads(customerKey)).toBe(Ternary.NO); }
  if (sids.includes('DenyMissingCustomerProvidedKey')) { return; }
  expect(uploads({})).toBe(Ternary.YES);
  expect(uploads(naming(algorithm, key))).toBe(Ternary.YES);
  if (!sids.includes('DenyOtherEncryptionAlgorithms')) { return; }
  expect(uploads(naming(algorithm === 'AES256' ? 'aws:kms' : 'AES256'))).toBe(Ternary.NO);
  if (key !== undefined) {
    expect(uploads(naming(algorithm, ARN('8')))).toBe(Ternary.NO);
    expect(uploads(naming(algorithm))).toBe(Ternary.NO);
  }
}

function idOf(resources: { [logicalId: string]: { Type: string } }): string {
  return Object.entries(resources).find(([, { Type: type }]) => type === 'AWS::S3::Bucket')![0].toLowerCase();
}
