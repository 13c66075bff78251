import { ruleNamed } from './rule-names';
import { similar } from './similar';
import { UsageError } from './usage-error';
import { Framework } from '../validation/framework';
import { RuleSet } from '../validation/rule-set';
import { Severity } from '../validation/rules';

const RULE_SETS: { readonly [name: string]: () => RuleSet } = {
  'recommended': () => RuleSet.recommended(),
  'strict': () => RuleSet.strict(),
  'dual-layer': () => RuleSet.dualLayer(),
  'security-hub': () => RuleSet.framework(Framework.SECURITY_HUB),
  'cis-aws-5': () => RuleSet.framework(Framework.CIS_AWS_5),
  'nist-800-53-r5': () => RuleSet.framework(Framework.NIST_800_53_R5),
  'pci-dss-4': () => RuleSet.framework(Framework.PCI_DSS_4),
};

export const RULE_SET_NAMES = Object.keys(RULE_SETS);

export interface RuleChoice {
  readonly ruleSet: string;
  /** `RULE=LEVEL`. */
  readonly severity: readonly string[];
  readonly without: readonly string[];
}

/** @throws UsageError */
export function chosenRules(choice: RuleChoice): RuleSet {
  let rules = ruleSetNamed(choice.ruleSet);
  for (const { rule, level } of choice.severity.map(parseSeverity)) {
    // Who gives a rule a severity wants it asked.
    rules = rules.including(rule).withSeverity(rule, level);
  }
  for (const { name } of choice.without.map(ruleNamed)) {
    if (rules.ruleNames.includes(name)) { rules = rules.without(name); }
  }
  return rules;
}

function ruleSetNamed(name: string): RuleSet {
  if (Object.hasOwn(RULE_SETS, name)) { return RULE_SETS[name](); }
  const [close] = similar(name, RULE_SET_NAMES);
  throw new UsageError(`there is no rule set ${JSON.stringify(name)}. ${close ? `Did you mean ${close}? ` : ''}There are ${RULE_SET_NAMES.join(', ')}.`);
}

function parseSeverity(given: string): { rule: string; level: Severity } {
  const [rule, level, ...rest] = given.split('=');
  const levels: string[] = Object.values(Severity);
  if (level === undefined || rest.length > 0 || !levels.includes(level)) {
    throw new UsageError(`--severity ${given}: write RULE=LEVEL, where LEVEL is ${levels.join(', ')}.`);
  }
  return { rule: ruleNamed(rule).name, level: level as Severity };
}
