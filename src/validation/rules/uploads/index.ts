import type { Rule } from '../rule';
import { noLegacyUploadDeny } from './no-legacy-upload-deny';
import { uploadEncryptionEnforced } from './upload-encryption-enforced';
import { uploadPolicyMatchesDefault } from './upload-policy-matches-default';
import { writersMatchEncryption } from './writers-match-encryption';

/** The rules of this topic. */
export const UPLOAD_RULES: readonly Rule[] = [
  noLegacyUploadDeny,
  uploadPolicyMatchesDefault,
  uploadEncryptionEnforced,
  writersMatchEncryption,
];
