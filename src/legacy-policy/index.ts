export * from './policy-plan';
export { mentionsEncryption } from './private/upload-denial';
export * from './uploads';
