import type { Rule } from '../rule';
import { bucketKeyEnabled } from './bucket-key-enabled';
import { bucketKeyNotApplicable } from './bucket-key-not-applicable';
import { defaultEncryptionDeclared } from './default-encryption-declared';
import { defaultEncryptionValid } from './default-encryption-valid';
import { dualLayerDefaultEncryption } from './dual-layer-default-encryption';
import { kmsDefaultEncryption } from './kms-default-encryption';
import { sseCBlocked } from './sse-c-blocked';

/** The rules of this topic. */
export const DEFAULT_ENCRYPTION_RULES: readonly Rule[] = [
  defaultEncryptionDeclared,
  defaultEncryptionValid,
  kmsDefaultEncryption,
  dualLayerDefaultEncryption,
  bucketKeyEnabled,
  bucketKeyNotApplicable,
  sseCBlocked,
];
