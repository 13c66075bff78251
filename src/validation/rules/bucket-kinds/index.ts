import type { Rule } from '../rule';
import { bucketKindEncryptionDeclared } from './bucket-kind-encryption-declared';
import { bucketKindEncryptionValid } from './bucket-kind-encryption-valid';
import { bucketKindKmsEncryption } from './bucket-kind-kms-encryption';
import { vectorIndexNotWeaker } from './vector-index-not-weaker';

/** The rules of this topic. */
export const BUCKET_KIND_RULES: readonly Rule[] = [
  bucketKindEncryptionDeclared,
  bucketKindEncryptionValid,
  bucketKindKmsEncryption,
  vectorIndexNotWeaker,
];
