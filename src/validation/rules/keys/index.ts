import type { Rule } from '../rule';
import { customerManagedKey } from './customer-managed-key';
import { encryptionContextMatchesBucketKey } from './encryption-context-matches-bucket-key';
import { keyUsableByItsUsers } from './key-usable-by-its-users';
import { kmsKeyArn } from './kms-key-arn';
import { kmsKeyEnabled } from './kms-key-enabled';
import { kmsKeyPolicyNotPublic } from './kms-key-policy-not-public';
import { kmsKeyRetained } from './kms-key-retained';
import { kmsKeyRotation } from './kms-key-rotation';
import { kmsKeySameRegion } from './kms-key-same-region';
import { kmsKeySymmetric } from './kms-key-symmetric';

/** The rules of this topic. */
export const KEY_RULES: readonly Rule[] = [
  customerManagedKey,
  kmsKeyArn,
  kmsKeySymmetric,
  kmsKeySameRegion,
  kmsKeyEnabled,
  kmsKeyRotation,
  kmsKeyRetained,
  kmsKeyPolicyNotPublic,
  encryptionContextMatchesBucketKey,
  keyUsableByItsUsers,
];
