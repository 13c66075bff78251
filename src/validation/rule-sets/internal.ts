export { RULE_SET_NAMES, ruleSetNamed, withoutRules } from './private/named-rule-sets';
export { seenInCases } from './private/seen-in-cases';
