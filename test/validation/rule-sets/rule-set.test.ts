import { Framework, RuleSet, Severity } from '../../../src';
import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { Preset } from '../../../src/validation/rules';

/** What a rule set says of a bucket without anything, and of one of which nothing can be told. */
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

test('recommended: errors where data is exposed, and what cannot be told is one level lower', () => {
  expect(levels(RuleSet.recommended())).toEqual(expect.arrayContaining([
    'Plain SecureTransportRequired error',
    'Plain DefaultEncryptionDeclared warning',
    'Unknown DefaultEncryptionDeclared info',
    'Unknown SseCBlocked warning',
  ]));
});

test('strict: warnings are errors, what cannot be told is a warning, information stays', () => {
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
  const changed = RuleSet.recommended().withSeverity('DefaultEncryptionDeclared', Severity.ERROR);
  expect(levels(changed)).toEqual(expect.arrayContaining(['Plain DefaultEncryptionDeclared error', 'Unknown DefaultEncryptionDeclared warning']));
  const without = changed.without('DefaultEncryptionDeclared', 'SseCBlocked');
  expect(without.ruleNames).not.toContain('SseCBlocked');
  expect(without.including('SseCBlocked').ruleNames).toContain('SseCBlocked');
  // Rule sets never change.
  expect(changed.ruleNames).toContain('SseCBlocked');
});

test('a rule that is put in twice is asked once', () => {
  expect(RuleSet.recommended().including('SseCBlocked').ruleNames).toEqual(RuleSet.recommended().ruleNames);
});

test.each([
  ['withSeverity', () => RuleSet.recommended().withSeverity('BucketKey', Severity.ERROR)],
  ['including', () => RuleSet.recommended().including('BucketKey')],
  ['without', () => RuleSet.recommended().without('BucketKey')],
])('%s of an unknown rule names those that may be meant', (_, asking) => {
  expect(asking).toThrow(/^RuleSet: there is no rule "BucketKey"\. Fix: use one of .*BucketKeyEnabled/);
});

test('a severity that does not exist is refused', () => {
  expect(() => RuleSet.recommended().withSeverity('SseCBlocked', 'fatal' as Severity))
    .toThrow('RuleSet: the severity of SseCBlocked cannot be "fatal". Fix: use one of error, warning, info.');
});

test('a rule that is not in the set cannot be changed', () => {
  expect(() => RuleSet.recommended().without('SseCBlocked').withSeverity('SseCBlocked', Severity.ERROR))
    .toThrow("RuleSet: rule SseCBlocked is not in this rule set. Fix: add it with including('SseCBlocked').");
});
