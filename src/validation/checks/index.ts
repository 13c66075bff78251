export * from './s3-encryption-aspect';
export * from './s3-encryption-checks';
