import { App, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, ReplicationAccess, type ReplicationAccessProps } from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ALLOWED_EVERYTHING, MODERN, policyOf } from '../support/requests';
import { World } from '../support/world';

const THEIRS = '111111111111';
const OURS = { account: '222222222222', region: 'us-east-1' };
const ROLE = `arn:aws:iam::${THEIRS}:role/replicates`;

/** What a role of the other account may do, if its own account allows it everything. */
function accessOf(props: Partial<ReplicationAccessProps>, bucketProps: EncryptedBucketProps = {}, key?: (stack: Stack) => kms.IKey) {
  const stack = new Stack(new App(), 'There', { env: OURS });
  const bucket = new EncryptedBucket(stack, 'Replicas', bucketProps);
  const replicaKey = key?.(stack);
  new ReplicationAccess(stack, 'Access', { bucket, sourceAccount: THEIRS, sourceRole: 'replicates', replicaKey, ...props });
  const world = World.of(stack.node.root as App);
  const { arn } = world.resourceOf(bucket);
  const identity = [ALLOWED_EVERYTHING];
  const bucketPolicy = policyOf(world.ofType('AWS::S3::BucketPolicy')[0].properties.PolicyDocument);
  return {
    bucketArn: arn,
    s3: (action: string, role = ROLE, resource = `${arn}/object`) => decide(
      { principal: Principal.role(role), action: `s3:${action}`, resource, context: MODERN },
      { identity, resource: bucketPolicy, resourceAccount: OURS.account, kind: 's3' }) === Ternary.YES,
    kms: (action: string, context = arn, role = ROLE, service = 's3.us-east-1.amazonaws.com', keyOf = replicaKey ?? bucket.encryptionKey!) => decide(
      {
        principal: Principal.role(role),
        action: `kms:${action}`,
        resource: world.resourceOf(keyOf).arn,
        context: { 'kms:ViaService': service, 'kms:EncryptionContext:aws:s3:arn': context },
      },
      { identity, resource: policyOf(world.resourceOf(keyOf).properties.KeyPolicy), resourceAccount: OURS.account, kind: 'kms' }) === Ternary.YES,
  };
}

test('the role may write replicas and nothing else', () => {
  const { s3, bucketArn } = accessOf({});
  const actions = ['ReplicateObject', 'ReplicateDelete', 'ReplicateTags', 'ReplicateObjectAnnotation', 'PutObject', 'GetObject', 'DeleteObject', 'ObjectOwnerOverrideToBucketOwner'];
  expect(actions.filter((action) => s3(action))).toEqual(['ReplicateObject', 'ReplicateTags', 'ReplicateObjectAnnotation']);
  const onBucket = ['GetBucketVersioning', 'ListBucket', 'PutBucketVersioning', 'PutReplicationConfiguration', 'PutBucketPolicy', 'DeleteBucket'];
  expect(onBucket.filter((action) => s3(action, ROLE, bucketArn))).toEqual(['GetBucketVersioning', 'ListBucket']);
});

test('the role may encrypt and nothing else', () => {
  const access = accessOf({});
  const actions = ['Encrypt', 'GenerateDataKey', 'Decrypt', 'ReEncryptFrom', 'CreateGrant', 'PutKeyPolicy', 'DescribeKey'];
  expect(actions.filter((action) => access.kms(action))).toEqual(['Encrypt', 'GenerateDataKey', 'Decrypt']);
});

test('the role may encrypt through S3 of the bucket\'s Region only', () => {
  const { kms: useKey, bucketArn } = accessOf({});
  const services = ['s3.us-east-1.amazonaws.com', 's3.eu-west-1.amazonaws.com', 'lambda.us-east-1.amazonaws.com'];
  expect(services.filter((service) => useKey('Encrypt', bucketArn, ROLE, service))).toEqual(['s3.us-east-1.amazonaws.com']);
});

test('who may say that replicas belong to the bucket\'s account', () => {
  expect(accessOf({ ownerOverride: true }).s3('ObjectOwnerOverrideToBucketOwner')).toBe(true);
});

test('who may create delete markers', () => {
  expect(accessOf({ deleteMarkers: true }).s3('ReplicateDelete')).toBe(true);
  expect(accessOf({ deleteMarkers: true }).s3('ReplicateDelete', `${ROLE}-too`)).toBe(false);
  expect(accessOf({ deleteMarkers: true }).s3('DeleteObject')).toBe(false);
  expect(accessOf({ deleteMarkers: false }).s3('ReplicateDelete')).toBe(false);
});

test.each<[Partial<ReplicationAccessProps>, string[]]>([
  [{ sourceRole: 'replicates' }, [ROLE]],
  [{ sourceRole: 'service-role/s3crr' }, [`arn:aws:iam::${THEIRS}:role/service-role/s3crr`]],
  [{ sourceRole: ROLE }, [ROLE]],
  [{ sourceRolePattern: 'repl*' }, [ROLE, `arn:aws:iam::${THEIRS}:role/replicates-too`]],
  [{ sourceRolePattern: 'service-role/*' }, [`arn:aws:iam::${THEIRS}:role/service-role/s3crr`]],
  [{ sourceRolePattern: `arn:aws:iam::${THEIRS}:role/*too` }, [`arn:aws:iam::${THEIRS}:role/replicates-too`]],
])('%j allows %j', (whose, expected) => {
  const { s3, kms: useKey, bucketArn } = accessOf({ sourceRole: undefined, ...whose });
  const roles = [ROLE, `${ROLE}-too`, `arn:aws:iam::${THEIRS}:role/service-role/s3crr`, 'arn:aws:iam::333333333333:role/replicates'];
  expect(roles.filter((role) => s3('ReplicateObject', role))).toEqual(expected);
  expect(roles.filter((role) => useKey('Encrypt', bucketArn, role))).toEqual(expected);
});

describe('the encryption context', () => {
  test('of a bucket whose name is written out is in the key\'s policy', () => {
    const { kms: useKey } = accessOf({}, { bucketName: 'replicas' });
    const contexts = ['arn:aws:s3:::replicas', 'arn:aws:s3:::replicas/object', 'arn:aws:s3:::other', 'arn:aws:s3:::replicas-too/object'];
    expect(contexts.filter((context) => useKey('Encrypt', context))).toEqual(contexts.slice(0, 2));
  });

  test('of another bucket cannot be: the key would wait for the bucket, which waits for it', () => {
    // That there is no circle of resources every test sees.
    expect(accessOf({}).kms('Encrypt', 'arn:aws:s3:::whatever')).toBe(true);
  });
});

test('another key than the default', () => {
  const access = accessOf({}, { defaultEncryption: DefaultEncryption.sseS3() }, (stack) => new kms.Key(stack, 'Key'));
  expect(access.kms('Encrypt')).toBe(true);
});

test('buckets that share a key, and roles that share a bucket', () => {
  const stack = new Stack(new App(), 'There', { env: OURS });
  const key = new kms.Key(stack, 'Key');
  const buckets = ['First', 'Second'].map((id) => new EncryptedBucket(stack, id, { defaultEncryption: DefaultEncryption.sseKms({ key }) }));
  for (const bucket of buckets) {
    for (const sourceRole of ['one', 'two']) { new ReplicationAccess(stack, `${bucket.node.id}${sourceRole}`, { bucket, sourceAccount: THEIRS, sourceRole }); }
  }
  const world = World.of(stack.node.root as App);
  const sids = (document: { Statement: { Sid?: string }[] }) => document.Statement.map(({ Sid }) => Sid).filter((sid) => sid?.startsWith('AllowRe'));
  expect(sids(world.resourceOf(key).properties.KeyPolicy)).toHaveLength(2);
  for (const bucket of buckets) {
    const { properties } = world.ofType('AWS::S3::BucketPolicy').find((policy) => policy.properties.Bucket === world.resourceOf(bucket).name)!;
    expect(new Set(sids(properties.PolicyDocument)).size).toBe(4);
  }
});

test('a bucket without a key of its own gets no key policy', () => {
  const access = accessOf({}, { defaultEncryption: DefaultEncryption.sseS3() });
  expect(access.s3('ReplicateObject')).toBe(true);
});
