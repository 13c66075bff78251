export * from './client-side-encryption';
export * from './default-encryption';
export * from './encryption-key';
export * from './encryption-key-attributes';
export * from './upload-encryption';
