export * from './customer-provided-keys';
export * from './encryption-context';
export * from './kms-actions';
export * from './signature-version';
export * from './sse-algorithm';
export * from './tls-version';
