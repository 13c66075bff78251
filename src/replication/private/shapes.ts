import { LOG_BUCKET } from '../../logging/internal';
import {
  ACCOUNT_ID, BUCKET_REF, characters, choice, flag, having, KEY, KEY_PREFIX, list, number, pairs, PRIORITY, REGION, required, SCOPE, type Shape,
  SOME_TIME, struct,
  text, wholeNumber,
} from '../../shapes';
import type { BucketReplicationProps } from '../bucket-replication';
import type { BucketReplicationRule } from '../bucket-replication-rule';
import { ObjectReplicationStatus, type ReplicateExistingOptions } from '../replicate-existing-options';
import type { Replication } from '../replication';
import type { ReplicationAccessProps } from '../replication-access';
import type { BucketDestinationOptions, ReplicationDestination, ReplicationDestinationAttributes } from '../replication-destination';
import type { ReplicationHealthProps } from '../replication-health';
import { ReplicationRoleTrust } from '../replication-role-trust';
import type { TwoWayReplicationProps } from '../two-way-replication';

const REPLICATION: Shape<Replication> = having('a BucketReplication or TwoWayReplication', '_replicators', 'node');

const REPLICATION_DESTINATION: Shape<ReplicationDestination> = having('a ReplicationDestination, for example ReplicationDestination.bucket()',
  '_bind');

export const BUCKET_REPLICATION_RULE = struct<BucketReplicationRule>('BucketReplicationRule', {
  destination: required(REPLICATION_DESTINATION),
  deleteMarkers: flag,
  id: text,
  metrics: flag,
  ownerOverride: flag,
  prefix: KEY_PREFIX,
  priority: number,
  replicaModifications: flag,
  storageClass: having('an s3.StorageClass, for example s3.StorageClass.INFREQUENT_ACCESS', 'value'),
  tags: pairs('an object of strings'),
  timeControl: flag,
});

export const BUCKET_DESTINATION_OPTIONS = struct<BucketDestinationOptions>('BucketDestinationOptions', {
  replicaKey: KEY,
});

export const BUCKET_REPLICATION_PROPS = struct<BucketReplicationProps>('BucketReplicationProps', {
  rules: required(list(BUCKET_REPLICATION_RULE, 'BucketReplicationRule objects')),
  source: required(BUCKET_REF),
  roleName: text,
  sourceKeys: list(KEY, 'KMS keys'),
  trust: choice(ReplicationRoleTrust),
});

export const REPLICATE_EXISTING_OPTIONS = struct<ReplicateExistingOptions>('ReplicateExistingOptions', {
  reports: required(LOG_BUCKET),
  confirmationRequired: flag,
  description: characters(1, 256),
  failuresOnly: flag,
  priority: PRIORITY,
  reportPrefix: text,
  roleName: text,
  statuses: list(choice(ObjectReplicationStatus), 'ObjectReplicationStatus values'),
});

export const REPLICATION_ACCESS_PROPS = struct<ReplicationAccessProps>('ReplicationAccessProps', {
  bucket: required(BUCKET_REF),
  sourceAccount: required(text),
  deleteMarkers: flag,
  ownerOverride: flag,
  replicaKey: KEY,
  sourceRole: text,
  sourceRolePattern: text,
});

export const REPLICATION_DESTINATION_ATTRIBUTES = struct<ReplicationDestinationAttributes>('ReplicationDestinationAttributes', {
  bucketArn: required(text),
  account: ACCOUNT_ID,
  kmsKeyArn: text,
  acceptedKmsKeyArns: list(text, 'ARNs of keys'),
  region: REGION,
});

export const REPLICATION_HEALTH_PROPS = struct<ReplicationHealthProps>('ReplicationHealthProps', {
  replication: required(REPLICATION),
  alarmNamePrefix: characters(0, 200),
  latency: SOME_TIME,
  otherRegions: list(SCOPE, 'constructs'),
  pendingOperations: wholeNumber(0, Infinity),
});

export const TWO_WAY_REPLICATION_PROPS = struct<TwoWayReplicationProps>('TwoWayReplicationProps', {
  first: required(BUCKET_REF),
  second: required(BUCKET_REF),
  deleteMarkers: flag,
  firstKeys: list(KEY, 'KMS keys'),
  metrics: flag,
  prefix: KEY_PREFIX,
  secondAccountScope: SCOPE,
  secondKeys: list(KEY, 'KMS keys'),
  timeControl: flag,
});
