export { whyUntold } from './private/bucket-denials';
export { askPolicies, isSurelyThere } from './private/bucket-policies';
export { type EncryptionChoice, encryptionChoices } from './private/encryption-choices';
export { isTrue, reasonOf } from './private/judge';
