import type { Rule } from '../rule';
import { replicaEncryptionAsExpected } from './replica-encryption-as-expected';
import { replicaKeyPolicy } from './replica-key-policy';
import { replicaKmsKey } from './replica-kms-key';
import { replicaKmsKeyRegion } from './replica-kms-key-region';
import { replicationDestinationPolicy } from './replication-destination-policy';
import { replicationKmsAware } from './replication-kms-aware';
import { replicationNotToManagedKey } from './replication-not-to-managed-key';
import { replicationObjectLock } from './replication-object-lock';
import { replicationOfSseC } from './replication-of-sse-c';
import { replicationOwnerOverride } from './replication-owner-override';
import { replicationRolePermissions } from './replication-role-permissions';
import { replicationVersioning } from './replication-versioning';

/** The rules of this topic. */
export const REPLICATION_RULES: readonly Rule[] = [
  replicationKmsAware,
  replicaKmsKey,
  replicaKmsKeyRegion,
  replicationRolePermissions,
  replicaKeyPolicy,
  replicationVersioning,
  replicationDestinationPolicy,
  replicationNotToManagedKey,
  replicaEncryptionAsExpected,
  replicationObjectLock,
  replicationOfSseC,
  replicationOwnerOverride,
];
