import type { Rule } from '../rule';
import { bucketKindDefaultNotDenied } from './bucket-kind-default-not-denied';
import { bucketKindEncryptionDeclared } from './bucket-kind-encryption-declared';
import { bucketKindEncryptionEnforced } from './bucket-kind-encryption-enforced';
import { bucketKindEncryptionValid } from './bucket-kind-encryption-valid';
import { bucketKindKmsEncryption } from './bucket-kind-kms-encryption';
import { bucketKindPolicyEffective } from './bucket-kind-policy-effective';
import { bucketKindPolicyNotPublic } from './bucket-kind-policy-not-public';
import { metadataTableKeyPolicy } from './metadata-table-key-policy';
import { tableMaintenanceKeyPolicy } from './table-maintenance-key-policy';
import { tableReplicationKeys } from './table-replication-keys';
import { vectorBucketSecureTransport } from './vector-bucket-secure-transport';
import { vectorIndexNotWeaker } from './vector-index-not-weaker';
import { vectorIndexingKeyPolicy } from './vector-indexing-key-policy';

/** The rules of this topic. */
export const BUCKET_KIND_RULES: readonly Rule[] = [
  bucketKindEncryptionDeclared,
  bucketKindEncryptionValid,
  bucketKindKmsEncryption,
  vectorIndexNotWeaker,
  tableMaintenanceKeyPolicy,
  vectorIndexingKeyPolicy,
  metadataTableKeyPolicy,
  bucketKindPolicyEffective,
  bucketKindPolicyNotPublic,
  vectorBucketSecureTransport,
  bucketKindDefaultNotDenied,
  bucketKindEncryptionEnforced,
  tableReplicationKeys,
];
