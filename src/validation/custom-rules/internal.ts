export { assertComplete } from './private/complete';
export { defaultEncryptionOf } from './private/default-encryption';
export { ruleOf } from './private/judged';
export { viewsOf } from './private/views';
