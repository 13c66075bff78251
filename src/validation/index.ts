export * from './framework';
export { RuleSet } from './rule-set';
export { Severity } from './rules';
export * from './s3-encryption-aspect';
export * from './s3-encryption-checks';
