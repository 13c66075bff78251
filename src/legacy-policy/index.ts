export * from './policy-plan';
export { speaksOfEncryption } from './private/upload-denial';
export * from './uploads';
