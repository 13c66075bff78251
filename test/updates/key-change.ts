import {
  App, aws_cloudfront as cloudfront, aws_iam as iam, aws_kms as kms, type Environment, Stack,
} from 'aws-cdk-lib';
import {
  BucketReplication, CrossAccountGrantee, DefaultEncryption, EncryptedBucket, EncryptedBucketOrigin, EncryptionKey, LogSource,
  ReplicationDestination, UploadEncryption,
} from '../../src';
import { HOME, PARTNER, PARTNER_ACCOUNT } from '../catalogue';
import { World } from '../support/world';

const { READ, WRITE } = cloudfront.AccessLevel;

/** How a bucket is encrypted, and which keys it accepts besides: by the names of keys. */
export interface Step { readonly key: string; readonly accepted?: readonly string[] }

export const BEFORE: Step = { key: 'Former' };
export const FIRST: Step = { key: 'Former', accepted: ['Next'] };
export const SECOND: Step = { key: 'Next', accepted: ['Former'] };
export const THIRD: Step = { key: 'Next' };

export interface Variant {
  readonly bucketKey: boolean;
  /** Whether the keys have a stack of their own. */
  readonly keysApart: boolean;
  readonly newKey: (scope: Stack, id: string) => kms.Key;
  /** Whether the bucket has made the former key itself. */
  readonly ownKey?: boolean;
}

/** The change of a bucket's key, and everybody who uses the bucket. */
export interface Deployment {
  readonly world: World;
  readonly bucketArn: string;
  readonly keys: { readonly [id: string]: string };
  readonly roles: { readonly [name: string]: string };
  readonly distributionArn: string;
  readonly listedArn: string;
  /** The bucket of another account that is replicated into this one. */
  readonly originalArn: string;
}

const role = (scope: Stack, name: string, service = 'lambda.amazonaws.com') =>
  new iam.Role(scope, name, { roleName: name, assumedBy: new iam.ServicePrincipal(service) });

/** One app: a bucket, and roles, services and buckets in its stack, in others, and in another account. */
export function deployed({ key, accepted = [] }: Step, { bucketKey, keysApart, newKey, ownKey }: Variant): Deployment {
  const app = new App();
  const at = (id: string, env: Environment = HOME) => new Stack(app, id, { env });
  const data = at('Data');
  const place = keysApart ? at('Keys') : data;
  const isOwn = ownKey && key === 'Former';
  const keys = Object.fromEntries([...new Set([...isOwn ? [] : ['Former', key], ...accepted])].map((id) => [id, newKey(place, id)]));
  // As the bucket has called it.
  if (ownKey && !isOwn) { (keys.Former.node.defaultChild as kms.CfnKey).overrideLogicalId('BucketKey7E4AEAB8'); }
  const bucket = new EncryptedBucket(data, 'Bucket', {
    defaultEncryption: DefaultEncryption.sseKms({ key: isOwn ? undefined : keys[key], bucketKey }),
    uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: accepted.map((id) => keys[id]) }),
  });

  keys[key] = bucket.encryptionKey as kms.Key;

  const [application, partner, replicas, origins] = [at('Application'), at('Partner', PARTNER), at('Replicas', PARTNER), at('Origins', PARTNER)];
  const near = role(data, 'near');
  bucket.grantRead(near);
  const far = role(application, 'far');
  bucket.grantReadWrite(far);
  const prefixed = role(application, 'prefixed');
  bucket.grantReadWrite(prefixed, 'in/*');
  const foreign = role(partner, 'foreign');
  bucket.grantReadWrite(foreign);
  const [reads, writes] = ['partner-reads', 'partner-writes'].map((name) => role(partner, name));
  bucket.grantCrossAccountRead(CrossAccountGrantee.account(PARTNER_ACCOUNT)).grantTo(reads);
  bucket.grantCrossAccountWrite(CrossAccountGrantee.account(PARTNER_ACCOUNT)).grantTo(writes);
  const exporting = role(data, 'exports', 'export.rds.amazonaws.com');
  const starter = role(application, 'starter');
  bucket.grantSnapshotExport(exporting, { starter });

  bucket.acceptLogsFrom(LogSource.config());
  const distribution = new cloudfront.Distribution(data, 'Distribution', {
    defaultBehavior: { origin: new EncryptedBucketOrigin(bucket, { originAccessLevels: [READ, WRITE] }) },
  });
  const lists = new EncryptedBucket(data, 'Lists', { bucketName: 'the-listed' });
  lists.addInventory({ destination: { bucket } });

  const copies = new EncryptedBucket(replicas, 'Copies');
  const replication = (scope: Stack, roleName: string, source: EncryptedBucket, destination: EncryptedBucket) =>
    new BucketReplication(scope, 'Replication', { source, roleName, rules: [{ destination: ReplicationDestination.bucket(destination) }] });
  const out = replication(data, 'replicates-out', bucket, copies);
  const original = new EncryptedBucket(origins, 'Original');
  const into = replication(origins, 'replicates-into', original, bucket);

  const world = World.of(app);
  const arn = (construct: Parameters<World['resourceOf']>[0]) => world.resourceOf(construct).arn;
  return {
    world,
    bucketArn: arn(bucket),
    keys: Object.fromEntries(Object.entries(keys).map(([id, one]) => [id, arn(one)])),
    roles: Object.fromEntries([near, far, prefixed, foreign, reads, writes, exporting, starter].map((one) => [one.node.id, arn(one)])
      .concat([out, into].map((one) => [one.roleName, arn(one.role)]))),
    distributionArn: `arn:aws:cloudfront::${HOME.account}:distribution/${world.resourceOf(distribution).name}`,
    listedArn: arn(lists),
    originalArn: arn(original),
  };
}

export const VARIANTS: [string, Variant][] = [
  ['an EncryptionKey of the same stack', { bucketKey: true, keysApart: false, newKey: (scope, id) => new EncryptionKey(scope, id) }],
  ['an EncryptionKey of another stack', { bucketKey: true, keysApart: true, newKey: (scope, id) => new EncryptionKey(scope, id) }],
  ['an EncryptionKey without an S3 Bucket Key', { bucketKey: false, keysApart: false, newKey: (scope, id) => new EncryptionKey(scope, id) }],
  ['the key that the bucket has made', { bucketKey: true, keysApart: false, ownKey: true, newKey: (scope, id) => new EncryptionKey(scope, id) }],
  ['a kms.Key', { bucketKey: true, keysApart: true, newKey: (scope, id) => new kms.Key(scope, id) }],
];
