import { App, aws_cloudfront as cloudfront, aws_iam as iam, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import {
  CrossAccountGrantee, DefaultEncryption, EncryptedBucket, EncryptedBucketOrigin, EncryptionContext, EncryptionKey, LogSource, ReplicationAccess,
} from '../../src';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, mayUseKey } from '../support/deployment';
import { ALLOWED_EVERYTHING } from '../support/requests';
import { aStack } from '../support/stacks';

const HOME = { account: ACCOUNT, region: REGION };
const PARTNER = '444455556666';
const ORGANIZATION = 'o-a1b2c3d4e5';
const THROUGH_S3 = { 'kms:ViaService': `s3.${REGION}.amazonaws.com` };

/** A key that is for the whole of one bucket, and a part of another. */
function keyFor(stack: Stack): EncryptionKey {
  return new EncryptionKey(stack, 'Key', {
    encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::reports'), EncryptionContext.ofBucket('arn:aws:s3:::drafts', 'public/*')],
  });
}

const partner: Caller = { principal: Principal.role(`arn:aws:iam::${PARTNER}:role/Reader`), policies: [ALLOWED_EVERYTHING], context: { 'aws:PrincipalOrgID': ORGANIZATION } };
const byService = (name: string, context: ContextKeys): Caller => ({ principal: Principal.service(name), context: { 'aws:SourceAccount': ACCOUNT, ...context } });

interface Granted {
  readonly allow: (bucket: EncryptedBucket) => unknown;
  readonly caller: Caller;
  readonly action: string;
  readonly via?: ContextKeys;
}

const WAYS: { [name: string]: Granted } = {
  'an account': { allow: (bucket) => bucket.grantRead(new iam.AccountPrincipal(PARTNER)), caller: partner, action: 'Decrypt', via: THROUGH_S3 },
  'an organization': { allow: (bucket) => bucket.grantRead(new iam.OrganizationPrincipal(ORGANIZATION)), caller: partner, action: 'Decrypt', via: THROUGH_S3 },
  'a role of another account': { allow: (bucket) => bucket.grantCrossAccountRead(CrossAccountGrantee.role(`arn:aws:iam::${PARTNER}:role/Reader`)), caller: partner, action: 'Decrypt', via: THROUGH_S3 },
  'writers of another account': { allow: (bucket) => bucket.grantCrossAccountWrite(CrossAccountGrantee.account(PARTNER)), caller: partner, action: 'GenerateDataKey', via: THROUGH_S3 },
  'replicas from another account': {
    allow: (bucket) => new ReplicationAccess(bucket.stack, 'Access', { bucket, sourceAccount: PARTNER, sourceRole: 'Reader' }),
    caller: partner,
    action: 'Encrypt',
    via: THROUGH_S3,
  },
  'a service': {
    allow: (bucket) => bucket.grantRead(new iam.ServicePrincipal('transcribe.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } })),
    caller: byService('transcribe.amazonaws.com', {}),
    action: 'Decrypt',
  },
  'CloudFront': {
    allow: (bucket) => new cloudfront.Distribution(bucket.stack, 'Distribution', { defaultBehavior: { origin: new EncryptedBucketOrigin(bucket) } }),
    caller: byService('cloudfront.amazonaws.com', { 'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/E1` }),
    action: 'Decrypt',
  },
  'S3 Inventory': {
    allow: (bucket) => new EncryptedBucket(bucket.stack, 'Listed', { bucketName: 'listed' }).addInventory({ destination: { bucket } }),
    caller: byService('s3.amazonaws.com', { 'aws:SourceArn': 'arn:aws:s3:::listed' }),
    action: 'GenerateDataKey',
  },
};

/** For which buckets and objects the key can be used. */
function usableFor({ allow, caller, action, via }: Granted, bucketName: string | undefined): string[] {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket', { bucketName, defaultEncryption: DefaultEncryption.sseKms({ key: keyFor(stack) }) });
  allow(bucket);
  const target = new Deployment(stack.node.root as App).target(bucketName ?? 'stack-bucket');
  return ['reports', 'reports/a', 'drafts', 'drafts/public/a', 'drafts/private/a', 'others', 'others/a']
    .filter((name) => mayUseKey(action, { ...via, 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${name}` }, caller, target));
}

describe.each(Object.entries(WAYS))('a key that is confined to buckets, and %s', (_, way) => {
  test('for a bucket of a literal name: that bucket, as far as the key is for it', () => {
    expect(usableFor(way, 'reports')).toEqual(['reports', 'reports/a']);
    expect(usableFor(way, 'drafts')).toEqual(['drafts', 'drafts/public/a']);
  });

  test('for a bucket whose name is known at deployment only: the buckets of the key, and no other', () => {
    expect(usableFor(way, undefined)).toEqual(['reports', 'reports/a', 'drafts', 'drafts/public/a']);
  });
});

test('a grant with a pattern on a key that is for a part of the bucket: where both hold', () => {
  const grant = (pattern: string): Granted =>
    ({ ...WAYS['an account'], allow: (bucket) => bucket.grantRead(new iam.AccountPrincipal(PARTNER), pattern) });
  expect(usableFor(grant('public/*'), 'drafts')).toEqual(['drafts', 'drafts/public/a']);
  expect(usableFor(grant('private/*'), 'drafts')).toEqual(['drafts']);
  expect(usableFor(grant('b*'), 'reports')).toEqual(['reports']);
});

test('log delivery is confined by its sources, not by the buckets: AWS documents no context for it', () => {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket', { bucketName: 'reports', defaultEncryption: DefaultEncryption.sseKms({ key: keyFor(stack) }) });
  bucket.acceptLogsFrom(LogSource.s3Inventory({ buckets: [s3.Bucket.fromBucketName(stack, 'Listed', 'listed')], prefix: 'inventory' }));
  const target = new Deployment(stack.node.root as App).target();
  const may = (context: ContextKeys) => mayUseKey('GenerateDataKey', {}, byService('s3.amazonaws.com', { 'aws:SourceArn': 'arn:aws:s3:::listed', ...context }), target);
  expect([may({}), may({ 'aws:SourceAccount': PARTNER })]).toEqual([true, false]);
});
