export * from './construct-exclusion';
export * from './report-format';
export * from './report-options';
export * from './s3-encryption-aspect';
export * from './s3-encryption-checks';
