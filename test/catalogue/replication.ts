import { aws_kms as kms, aws_s3 as s3, aws_sns as sns, type Environment } from 'aws-cdk-lib';
import { ABROAD, HOME, PARTNER, PARTNER_ACCOUNT, type Places, type Specimens } from './places';
import {
  BucketReplication, DefaultEncryption, EncryptedBucket, LogBucket, ObjectReplicationStatus, ReplicationAccess, ReplicationDestination,
  ReplicationHealth, ReplicationRoleTrust,
  TwoWayReplication,
} from '../../src';

/** A bucket and its destination, in stacks of their own. */
function pair(places: Places, there: Environment, encryption = () => DefaultEncryption.sseKms()) {
  const [here, away] = [places.at('Here', HOME), places.at('There', there)];
  const [source, destination] = [here, away].map((stack) => new EncryptedBucket(stack, 'Bucket', { defaultEncryption: encryption(), encryptionAdministrators: [] }));
  return { here, away, source, destination };
}

function replicated(there: Environment, encryption?: () => DefaultEncryption): Specimens[string] {
  return (places) => {
    const { here, source, destination } = pair(places, there, encryption);
    new BucketReplication(here, 'Replication', {
      source,
      rules: [
        { destination: ReplicationDestination.bucket(destination), prefix: 'a/', deleteMarkers: true },
        { destination: ReplicationDestination.bucket(destination), prefix: 'b/', timeControl: true, ownerOverride: there.account === PARTNER_ACCOUNT },
      ],
    });
  };
}

function twoWay(there: Environment): Specimens[string] {
  return (places) => {
    const { here, source, destination } = pair(places, there);
    const secondAccountScope = there.account === HOME.account ? undefined : places.at('Third', there);
    const replication = new TwoWayReplication(here, 'TwoWay', { first: source, second: destination, secondAccountScope });
    replication.fromFirst.replicateExisting({ reports: new LogBucket(here, 'Reports') });
    replication.replicateExistingOfSecond({ reports: new LogBucket(secondAccountScope ?? (there.region === HOME.region ? here : places.at('Reports', there)), 'ReportsOfSecond', { bucketName: 'reports-of-second' }) });
  };
}

/** Replications by where they go. */
export const REPLICATION: Specimens = {
  'BucketReplication within a stack': ({ stack }) => {
    const [source, destination] = ['Source', 'Destination'].map((id) => new EncryptedBucket(stack, id));
    const replication = new BucketReplication(stack, 'Replication', { source, rules: [{ destination: ReplicationDestination.bucket(destination), tags: { team: 'red' } }] });
    replication.addRule({ destination: ReplicationDestination.bucket(destination), prefix: 'a/', storageClass: s3.StorageClass.INFREQUENT_ACCESS });
    replication.replicateExisting({ reports: new LogBucket(stack, 'Reports'), statuses: [ObjectReplicationStatus.NONE], confirmationRequired: true });
    const health = new ReplicationHealth(stack, 'Health', { replication });
    health.addEventTopic(new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'TopicKey') }));
  },
  'BucketReplication across Regions': replicated(ABROAD),
  'BucketReplication across accounts': replicated(PARTNER),
  'BucketReplication across accounts, with SSE-S3': replicated(PARTNER, () => DefaultEncryption.sseS3()),
  'BucketReplication across accounts, with DSSE-KMS': replicated(PARTNER, () => DefaultEncryption.dsseKms()),
  'BucketReplication to a bucket that is made elsewhere': (places) => {
    const stack = places.at('Here', HOME);
    new BucketReplication(stack, 'Replication', {
      source: new EncryptedBucket(stack, 'Bucket', { bucketName: 'orders' }),
      roleName: 'replicates-orders',
      trust: ReplicationRoleTrust.SOURCE_BUCKET,
      rules: [{
        destination: ReplicationDestination.fromAttributes({
          bucketArn: 'arn:aws:s3:::replicas',
          account: PARTNER_ACCOUNT,
          kmsKeyArn: `arn:aws:kms:eu-central-1:${PARTNER_ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
        }),
      }],
    });
  },
  'ReplicationAccess': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Replicas', { bucketName: 'replicas' });
    new ReplicationAccess(stack, 'Access', { bucket, sourceAccount: PARTNER_ACCOUNT, sourceRole: 'replicates-orders' });
    new ReplicationAccess(stack, 'Access2', { bucket, sourceAccount: PARTNER_ACCOUNT, sourceRole: 'replicates/orders', ownerOverride: true, deleteMarkers: true });
    new ReplicationAccess(stack, 'Access3', { bucket: new EncryptedBucket(stack, 'Others'), sourceAccount: PARTNER_ACCOUNT, sourceRolePattern: 'replicates-*' });
  },
  'TwoWayReplication': twoWay(HOME),
  'TwoWayReplication across Regions': twoWay(ABROAD),
  'TwoWayReplication across accounts': twoWay(PARTNER),
};
