export * from './checks';
export { Framework, RuleSet } from './rule-sets';
export { Severity } from './rules';
