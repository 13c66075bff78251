export * from './checks';
export * from './custom-rules';
export { Framework, RuleSet } from './rule-sets';
export { RuleName, Severity } from './rules';
