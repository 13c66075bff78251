import { CustomRule, Framework, RuleName, RuleSet, Severity } from '../../../src';
import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { fixOf } from '../../../src/validation/rule-sets/rule-set';
import { Preset } from '../../../src/validation/rules';

/** What a rule set says of a bucket without anything, and of one of which nothing can be determined. */
function levels(ruleSet: RuleSet) {
  const json = {
    Parameters: { Value: { Type: 'String' } },
    Resources: {
      Plain: { Type: 'AWS::S3::Bucket' },
      Unknown: { Type: 'AWS::S3::Bucket', Properties: { BucketEncryption: { 'Fn::Transform': { Name: 'Macro' } } } },
    },
  };
  return ruleSet._judge(Posture.of(App.of([{ name: 'Stack', json }]))).map(({ rule, resource, severity }) => `${resource.logicalId} ${rule.name} ${severity}`);
}

test('recommended: errors where data is exposed, and what cannot be determined is one level lower', () => {
  expect(levels(RuleSet.recommended())).toEqual(expect.arrayContaining([
    'Plain SecureTransportRequired error',
    'Plain DefaultEncryptionDeclared warning',
    'Unknown DefaultEncryptionDeclared info',
    'Unknown SseCBlocked warning',
  ]));
});

test('strict: warnings are errors, what cannot be determined is a warning, information stays', () => {
  expect(levels(RuleSet.strict())).toEqual(expect.arrayContaining([
    'Plain DefaultEncryptionDeclared error',
    'Unknown DefaultEncryptionDeclared warning',
    'Plain SseCBlocked info',
  ]));
});

test('strict asks everything that recommended asks', () => {
  expect(RuleSet.strict().ruleNames).toEqual(expect.arrayContaining(RuleSet.recommended().ruleNames));
});

test.each(Object.values(Framework))('framework %s asks the rules that serve its controls', (framework) => {
  const names = RuleSet.framework(framework)._rules;
  expect(names.length).toBeGreaterThan(0);
  for (const rule of names) { expect(rule.controls[framework] ?? (rule.preset === Preset.EVERY && [rule.name])).not.toHaveLength(0); }
  expect(names.map(({ name }) => name)).toContain('AllResourcesVisible');
});

test('a rule can be as bad as one wants, left out, or put in again', () => {
  const changed = RuleSet.recommended().withSeverity(RuleName.DEFAULT_ENCRYPTION_DECLARED, Severity.ERROR);
  expect(levels(changed)).toEqual(expect.arrayContaining(['Plain DefaultEncryptionDeclared error', 'Unknown DefaultEncryptionDeclared warning']));
  const without = changed.without(RuleName.DEFAULT_ENCRYPTION_DECLARED, RuleName.SSE_C_BLOCKED);
  expect(without.ruleNames).not.toContain('SseCBlocked');
  expect(without.including(RuleName.SSE_C_BLOCKED).ruleNames).toContain('SseCBlocked');
  // Rule sets never change.
  expect(changed.ruleNames).toContain('SseCBlocked');
});

test('a rule that is put in twice is asked once', () => {
  expect(RuleSet.recommended().including(RuleName.SSE_C_BLOCKED).ruleNames).toEqual(RuleSet.recommended().ruleNames);
});

test.each([
  ['withSeverity', (name: string) => RuleSet.recommended().withSeverity(name as RuleName, Severity.ERROR)],
  ['including', (name: string) => RuleSet.recommended().including(name as RuleName)],
  ['without', (name: string) => RuleSet.recommended().without(name as RuleName)],
])('%s of an unknown rule, which JavaScript can name, names only those that may be meant', (_, asking) => {
  expect(() => asking('BucketKey')).toThrow(
    'RuleSet: there is no rule "BucketKey". Fix: use BucketKeyEnabled or BucketKeyNotApplicable or EncryptionContextMatchesBucketKey.');
  expect(() => asking('BUCKET_KEY_ENABLED')).toThrow('RuleSet: there is no rule "BUCKET_KEY_ENABLED". Fix: use BucketKeyEnabled or KmsKeyEnabled.');
  expect(() => asking('MinimumTslVersion')).toThrow('RuleSet: there is no rule "MinimumTslVersion". Fix: use MinimumTlsVersion.');
  expect(() => asking('Something')).toThrow('RuleSet: there is no rule "Something". Fix: use a member of RuleName.');
  expect(() => asking(undefined as unknown as string)).toThrow('RuleSet: there is no rule undefined. Fix: use a member of RuleName.');
});

test('a severity that does not exist is refused', () => {
  expect(() => RuleSet.recommended().withSeverity(RuleName.SSE_C_BLOCKED, 'fatal' as Severity))
    .toThrow('RuleSet: the severity of SseCBlocked cannot be "fatal". Fix: use one of error, warning, info.');
});

test('a rule that is not in the set cannot be changed', () => {
  expect(() => RuleSet.recommended().without(RuleName.SSE_C_BLOCKED).withSeverity(RuleName.SSE_C_BLOCKED, Severity.ERROR))
    .toThrow('RuleSet: rule SseCBlocked is not in this rule set. Fix: add it with including().');
  expect(() => RuleSet.recommended().without(RuleName.SSE_C_BLOCKED).without(RuleName.SSE_C_BLOCKED))
    .toThrow('RuleSet: rule SseCBlocked is not in this rule set. Fix: do not pass it to without().');
});

test('dual layer is strict, and one rule more', () => {
  expect(RuleSet.strict().ruleNames).not.toContain('DualLayerDefaultEncryption');
  expect(RuleSet.dualLayer().ruleNames).toEqual([...RuleSet.strict().ruleNames, 'DualLayerDefaultEncryption']);
  expect(levels(RuleSet.dualLayer())).toContain('Plain DefaultEncryptionDeclared error');
});

test('recommended asks what is recommended and what every set asks, strict all but what has to be named', () => {
  const presets = (ruleSet: RuleSet) => [...new Set(ruleSet._rules.map(({ preset }) => preset))].sort();
  expect(presets(RuleSet.recommended())).toEqual([Preset.EVERY, Preset.RECOMMENDED]);
  expect(presets(RuleSet.strict())).toEqual([Preset.EVERY, Preset.RECOMMENDED, Preset.STRICT]);
});

test('a severity that is given holds in strict rule sets, too, and for this rule only', () => {
  const changed = levels(RuleSet.strict().withSeverity(RuleName.DEFAULT_ENCRYPTION_DECLARED, Severity.WARNING));
  expect(changed).toEqual(expect.arrayContaining(['Plain DefaultEncryptionDeclared warning', 'Unknown DefaultEncryptionDeclared info', 'Plain SecureTransportRequired error']));
  expect(levels(RuleSet.strict().withSeverity(RuleName.DEFAULT_ENCRYPTION_DECLARED, Severity.INFO))).toContain('Unknown DefaultEncryptionDeclared info');
  // What is strict stays so.
  expect(levels(RuleSet.strict().without(RuleName.SSE_C_BLOCKED).including(RuleName.SSE_C_BLOCKED))).toContain('Plain DefaultEncryptionDeclared error');
});

test('rules run in the order of the set, those that were added last, and each is announced', () => {
  const ruleSet = RuleSet.recommended().without(RuleName.SSE_C_BLOCKED).including(RuleName.SSE_C_BLOCKED);
  const asked: string[] = [];
  ruleSet._judge(Posture.of(App.of([])), ({ name }) => { asked.push(name); });
  expect(asked).toEqual(ruleSet.ruleNames);
  expect(asked.at(-1)).toBe('SseCBlocked');
});

test('templates are judged as postures are', () => {
  const sources = [{ name: 'Stack', json: { Resources: { Plain: { Type: 'AWS::S3::Bucket' } } } }];
  const found = RuleSet.recommended()._judgeTemplates(sources);
  expect(found.map(({ rule, message }) => [rule.name, message])).toEqual(
    RuleSet.recommended()._judge(Posture.of(App.of(sources))).map(({ rule, message }) => [rule.name, message]));
  expect(found.length).toBeGreaterThan(0);
  for (const one of found) { expect(fixOf(one)).toBe(one.fix ?? one.rule.fix); }
  expect(fixOf({ fix: 'this', rule: found[0].rule })).toBe('this');
});

describe('a custom rule', () => {
  const named = (name: string) => new CustomRule({
    name, title: 'Buckets are as Acme wants them', description: 'Acme says so.', fix: 'Ask Acme.', severity: Severity.ERROR, check: { checkBucket: () => [] },
  });

  test('cannot have the name of a rule of the library or of another custom rule, in whatever letters', () => {
    for (const name of ['BucketKeyEnabled', 'BUCKETKeyENABLED']) {
      expect(() => RuleSet.recommended().withCustomRules(named(name))).toThrow(
        `RuleSet: the custom rule ${name} has the name of a rule of the library. Fix: begin the name with the name of your organization.`);
    }
    expect(() => RuleSet.recommended().withCustomRules(named('AcmeRule'), named('ACMERule'))).toThrow(
      'RuleSet: the custom rule ACMERule has the name of another custom rule. Fix: begin the name with the name of your organization.');
  });

  test('has all that a rule has, also in JavaScript', () => {
    expect(() => RuleSet.recommended().withCustomRules({ name: 'AcmeRule' } as CustomRule)).toThrow(/^CustomRule AcmeRule: title cannot be undefined\. Fix: /);
  });

  test('runs after all others, and stays when the rule set changes', () => {
    const rules = RuleSet.recommended().withCustomRules(named('AcmeOne'), named('AcmeTwo')).without(RuleName.SSE_C_BLOCKED).including(RuleName.SSE_C_BLOCKED);
    expect(rules._rules.slice(-3).map(({ name }) => name)).toEqual(['AcmeOne', 'AcmeTwo', 'SseCBlocked']);
    expect(rules.ruleNames).not.toContain('AcmeOne');
  });

  test('is left out, or gets another severity, where it is written', () => {
    const rules = RuleSet.recommended().withCustomRules(named('AcmeOne'));
    expect(() => rules.without('AcmeOne' as RuleName)).toThrow('RuleSet: AcmeOne is a custom rule. Fix: change the rule, or do not pass it to withCustomRules().');
  });
});

test('what is information elsewhere is a warning in the rule set of a framework that requires it, and an error in the strict one', () => {
  const tls = (ruleSet: RuleSet) => levels(ruleSet).filter((level) => level.startsWith('Plain MinimumTlsVersion'));
  expect([RuleSet.recommended(), RuleSet.framework(Framework.NIST_800_53_R5), RuleSet.strict()].map(tls)).toEqual([
    ['Plain MinimumTlsVersion info'], ['Plain MinimumTlsVersion warning'], ['Plain MinimumTlsVersion error'],
  ]);
});
