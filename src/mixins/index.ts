export * from './bucket-default-encryption';
export * from './bucket-encryption-guard';
export * from './bucket-legacy-policy-migration';
export * from './bucket-secure-transport';
export * from './bucket-signature-version4';
export * from './bucket-sse-c-allowed';
export * from './bucket-sse-c-blocked';
export * from './bucket-upload-encryption';
