export * from './checks';
export { Framework, RuleSet } from './rule-sets';
export { RuleName, Severity } from './rules';
