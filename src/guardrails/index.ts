export * from './encryption-config-rule';
export * from './encryption-config-rules';
export * from './encryption-hook';
export * from './encryption-hook-choices';
export * from './encryption-hook-props';
export * from './organization-guardrail';
