import { Framework, RuleSet } from '../../../src/validation/rule-sets';
import { RULE_SET_NAMES, ruleSetNamed, withoutRules } from '../../../src/validation/rule-sets/internal';
import { RuleName } from '../../../src/validation/rules';

test('each name stands for the rule set that it says', () => {
  expect(Object.fromEntries(RULE_SET_NAMES.map((name) => [name, ruleSetNamed(name)]))).toEqual({
    'recommended': RuleSet.recommended(),
    'strict': RuleSet.strict(),
    'dual-layer': RuleSet.dualLayer(),
    'security-hub': RuleSet.framework(Framework.SECURITY_HUB),
    'cis-aws-5': RuleSet.framework(Framework.CIS_AWS_5),
    'nist-800-53-r5': RuleSet.framework(Framework.NIST_800_53_R5),
    'pci-dss-4': RuleSet.framework(Framework.PCI_DSS_4),
  });
});

test('rules are left out, whether they are among them or not', () => {
  const rules = RuleSet.recommended();
  const left = withoutRules(rules, [RuleName.BUCKET_KEY_ENABLED, RuleName.DUAL_LAYER_DEFAULT_ENCRYPTION]);
  expect(rules.ruleNames).not.toContain(RuleName.DUAL_LAYER_DEFAULT_ENCRYPTION);
  expect(left.ruleNames).toEqual(rules.ruleNames.filter((name) => name !== RuleName.BUCKET_KEY_ENABLED));
});
