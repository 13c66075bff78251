import type { RuleName } from '../../rules';
import { Framework } from '../framework';
import { RuleSet } from '../rule-set';

/** The rule sets that are chosen by name, where nobody can pass a `RuleSet`. */
const RULE_SETS: { readonly [name: string]: () => RuleSet } = {
  'recommended': () => RuleSet.recommended(),
  'strict': () => RuleSet.strict(),
  'dual-layer': () => RuleSet.dualLayer(),
  'security-hub': () => RuleSet.framework(Framework.SECURITY_HUB),
  'cis-aws-5': () => RuleSet.framework(Framework.CIS_AWS_5),
  'nist-800-53-r5': () => RuleSet.framework(Framework.NIST_800_53_R5),
  'pci-dss-4': () => RuleSet.framework(Framework.PCI_DSS_4),
};

export const RULE_SET_NAMES: readonly string[] = Object.keys(RULE_SETS);

/** The rule set of a name that is one of `RULE_SET_NAMES`. */
export function ruleSetNamed(name: string): RuleSet {
  return RULE_SETS[name]();
}

/** The same rules without those of some names, whether they are among them or not. */
export function withoutRules(rules: RuleSet, names: readonly RuleName[]): RuleSet {
  return names.reduce((left, name) => (left.ruleNames.includes(name) ? left.without(name) : left), rules);
}
