export * from './encryption-config-rule';
export * from './encryption-config-rules';
export * from './organization-guardrail';
