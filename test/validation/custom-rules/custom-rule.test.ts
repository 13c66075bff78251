import { found, postureOf, ruleThat, saying } from './support';
import {
  Answer, BucketAlgorithm, type BucketView, CustomFinding, type CustomRule, type CustomRuleProps, Framework, KmsKeyType, PropertyState,
  type RuleName, RuleSet, Severity,
} from '../../../src';
import { RULES } from '../../../src/validation/rules';
import { withHistory } from '../rule-sets/support';
import { bucket, encrypted } from '../rules/support';

/** A whole rule: buckets are versioned. */
function versioned(one: BucketView): CustomFinding[] {
  const status = one.readProperty('VersioningConfiguration.Status');
  const options = { property: 'VersioningConfiguration.Status' };
  switch (status.isOneOf('Enabled')) {
    case Answer.YES: return [];
    case Answer.NO: return [CustomFinding.violation(`Versioning is ${status.text ?? 'not configured'}.`, options)];
    case Answer.UNKNOWN: return [CustomFinding.undetermined(`It isn't known whether versioning is on: ${status.reason}.`, options)];
  }
}

const versioning = (Status: unknown) => bucket({ VersioningConfiguration: { Status } });

describe('a rule finds', () => {
  const rule = ruleThat(versioned);
  test('nothing in a bucket that complies', () => {
    expect(found([rule], { Resources: { Bucket: versioning('Enabled') } })).toEqual([]);
  });

  test('a violation', () => {
    expect(found([rule], { Resources: { Bucket: versioning('Suspended'), Bare: bucket() } })).toEqual([
      'Bucket AcmeRule error violation Properties.VersioningConfiguration.Status: Versioning is Suspended.',
      'Bare AcmeRule error violation Properties.VersioningConfiguration.Status: Versioning is not configured.',
    ]);
  });

  test('that it is not known, one level lower', () => {
    expect(found([rule], { Parameters: { Open: { Type: 'String' } }, Resources: { Bucket: versioning({ Ref: 'Open' }) } })).toEqual([
      'Bucket AcmeRule warning unknown Properties.VersioningConfiguration.Status: It isn\'t known whether versioning is on: parameter Open has no default.',
    ]);
  });

  test('nothing where it does not apply', () => {
    expect(found([rule], { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).toEqual([]);
    const off = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } }, Resources: { Bucket: { ...bucket(), Condition: 'Never' } } };
    expect(found([rule], off)).toEqual([]);
  });
});

describe('conditions and parameters are judged case by case', () => {
  const SECTIONS = {
    Parameters: { Kms: { Type: 'String', AllowedValues: ['yes', 'no'], Default: 'no' } },
    Conditions: { UseKms: { 'Fn::Equals': [{ Ref: 'Kms' }, 'yes'] } },
  };
  const whether = (yes: unknown, no: unknown) => ({ 'Fn::If': ['UseKms', yes, no] });
  const Bucket = encrypted(
    { BucketKeyEnabled: whether(true, false), ServerSideEncryptionByDefault: { SSEAlgorithm: whether('aws:kms', 'AES256') } },
    { VersioningConfiguration: { Status: whether('Enabled', 'Suspended') } },
  );
  const together = (one: BucketView) => {
    if (one.algorithm === BucketAlgorithm.UNKNOWN || one.bucketKeyEnabled === Answer.UNKNOWN) { return [CustomFinding.undetermined(`Not known: ${one.encryptionUnknownReason}.`)]; }
    return (one.algorithm === BucketAlgorithm.SSE_KMS) === (one.bucketKeyEnabled === Answer.YES) ? [] : [CustomFinding.violation('Neither this nor that.')];
  };

  test('what hangs together stays together', () => {
    expect(found([ruleThat(together)], { ...SECTIONS, Resources: { Bucket } })).toEqual([]);
  });

  test('a finding says in which case it occurs', () => {
    expect(found([ruleThat(versioned)], { ...SECTIONS, Resources: { Bucket } })).toEqual([
      'Bucket AcmeRule error violation Properties.VersioningConfiguration.Status: Versioning is Suspended. This applies if UseKms is false.',
    ]);
    const usual = encrypted({}, { VersioningConfiguration: { Status: whether('Suspended', 'Enabled') } });
    expect(found([ruleThat(versioned)], { ...SECTIONS, Resources: { Bucket: usual } })).toEqual([
      'Bucket AcmeRule warning violation Properties.VersioningConfiguration.Status: Versioning is Suspended. This applies if UseKms is true.',
    ]);
  });

  test('a view is of one case only', () => {
    const seen = new Set<string>();
    const look = (one: BucketView) => {
      seen.add(`${one.algorithm} ${one.key.type} ${one.readProperty('VersioningConfiguration.Status').text}`);
      return 'seen';
    };
    found([ruleThat(saying(look))], { ...SECTIONS, Resources: { Bucket } });
    expect([...seen].sort()).toEqual([
      `${BucketAlgorithm.SSE_S3} ${KmsKeyType.NONE} Suspended`,
      `${BucketAlgorithm.SSE_KMS} ${KmsKeyType.AWS_MANAGED} Enabled`,
      `${BucketAlgorithm.UNKNOWN} ${KmsKeyType.UNKNOWN} undefined`,
    ].sort());
  });
});

describe('severity', () => {
  const Resources = { Bucket: bucket() };
  const finding = (...args: Parameters<typeof CustomFinding.violation>) => () => [CustomFinding.violation(...args)];

  test('is that of the finding, or else that of the rule', () => {
    expect(found([ruleThat(finding('No.'), { severity: Severity.INFO })], { Resources })).toEqual(['Bucket AcmeRule info violation Properties: No.']);
    expect(found([ruleThat(finding('No.', { severity: Severity.ERROR }), { severity: Severity.INFO })], { Resources })).toEqual(['Bucket AcmeRule error violation Properties: No.']);
  });

  test('of warnings is error in a strict rule set', () => {
    const strict = RuleSet.strict().withCustomRules(ruleThat(finding('No.'), { severity: Severity.WARNING }));
    expect(strict._judge(postureOf({ Resources })).filter(({ rule }) => rule.name === 'AcmeRule').map(({ severity }) => severity)).toEqual([Severity.ERROR]);
  });
});

describe('errors', () => {
  const json = { Resources: { Bucket: { ...bucket(), Metadata: { 'aws:cdk:path': 'Stack/Bucket/Resource' } } } };
  test.each<[string, () => never, string]>([
    ['an error', () => { throw new TypeError('x is not a function'); }, 'x is not a function'],
    ['an error with a full stop', () => { throw new Error('No key.'); }, 'No key'],
    ['something else', () => { throw 'text'; }, 'text'], // eslint-disable-line @typescript-eslint/only-throw-error
  ])('%s is thrown on, with the rule and the bucket', (_, check, message) => {
    let error: unknown;
    try { found([ruleThat(check)], json); } catch (thrown) { error = thrown; }
    expect((error as Error).message).toBe(`Stack/Bucket/Resource: custom rule AcmeRule threw an error: ${message}. Fix: correct checkBucket() of the rule.`);
    expect((error as Error).cause).toBeDefined();
  });

  test('an error that says how to fix it has no other fix', () => {
    const wrong = ruleThat((one) => { one.readProperty(''); return []; });
    expect(() => found([wrong], json)).toThrow(
      /^Stack\/Bucket\/Resource: custom rule AcmeRule threw an error: readProperty: "" is not a property path\. Fix: use names [^:]*\.$/);
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'undefined'],
    ['no list', 'text', '"text"'],
    ['something that is no finding', [{ message: 'no' }], '[{"message":"no"}]'],
    ['a finding without a message', [{ isViolation: true, message: '' }], '[{"isViolation":true,"message":""}]'],
    ['a finding of another severity', [{ isViolation: true, message: 'no', severity: 'fatal' }], '[{"isViolation":true,"message":"no","severity":"fatal"}]'],
    ['nothing in a list', [undefined], '[null]'],
  ])('%s is no answer', (_, answer, shown) => {
    expect(() => found([ruleThat(() => answer as CustomFinding[])], json)).toThrow(
      `Stack/Bucket/Resource: custom rule AcmeRule returned ${shown}. Fix: return a list of CustomFinding from checkBucket().`);
  });

  test('a bucket without a construct is called by its logical ID', () => {
    expect(() => found([ruleThat(() => { throw new Error('no'); })], { Resources: { Bare: bucket() } })).toThrow(/^Bare in Stack1: custom rule AcmeRule threw an error: no\. /);
  });

  test.each<[string, Partial<CustomRuleProps>]>([
    ['CustomRule: the name cannot be "acme rule". Fix: use letters and digits in Pascal case, for example AcmeKeyRotation.', { name: 'acme rule' }],
    ['CustomRule: the name cannot be "". Fix: use letters and digits in Pascal case, for example AcmeKeyRotation.', { name: '' }],
    ['CustomRule: the name cannot be "acmeRule". Fix: use letters and digits in Pascal case, for example AcmeKeyRotation.', { name: 'acmeRule' }],
    ['CustomRule: the name cannot be 7. Fix: use letters and digits in Pascal case, for example AcmeKeyRotation.', { name: 7 as unknown as string }],
    ['CustomRule AcmeRule: title cannot be " ". Fix: specify a text for the reports.', { title: ' ' }],
    ['CustomRule AcmeRule: description cannot be undefined. Fix: specify a text for the reports.', { description: undefined }],
    ['CustomRule AcmeRule: fix cannot be "". Fix: specify a text for the reports.', { fix: '' }],
    ['CustomRule AcmeRule: the severity cannot be "fatal". Fix: use one of error, warning, info.', { severity: 'fatal' as Severity }],
    ['CustomRule AcmeRule: the check has no method checkBucket. Fix: implement IBucketCheck.', { check: {} as CustomRuleProps['check'] }],
    ['CustomRule AcmeRule: the check has no method checkBucket. Fix: implement IBucketCheck.', { check: undefined }],
    ['CustomRule AcmeRule: links cannot be ["wiki"]. Fix: pass URLs that begin with https://.', { links: ['wiki'] }],
    ['CustomRule AcmeRule: links cannot be ["https://a","see https://b"]. Fix: pass URLs that begin with https://.', { links: ['https://a', 'see https://b'] }],
    ['CustomRule AcmeRule: links cannot be "https://a". Fix: pass URLs that begin with https://.', { links: 'https://a' as unknown as string[] }],
  ])('%s', (message, wrong) => {
    expect(() => ruleThat(() => [], wrong)).toThrow(new Error(message));
  });

  test('links can be of both protocols, or none', () => {
    for (const links of [['https://a', 'http://b/c'], [], undefined]) { expect(() => ruleThat(() => [], { links })).not.toThrow(); }
  });

  test('what only looks like a rule is none', () => {
    expect(() => RuleSet.recommended().withCustomRules({ name: 'AcmeRule' } as CustomRule)).toThrow(/^CustomRule AcmeRule: title cannot be undefined\. Fix: /);
  });
});

describe('names', () => {
  const named = (name: string) => ruleThat(() => [], { name });
  withHistory('BucketKeyEnabled', { formerNames: ['S3BucketKeyEnabled'] });

  const names = ({ _rules: rules }: RuleSet) => rules.map(({ name }) => name);

  test('are those of the rule set, after those of the library', () => {
    const rules = RuleSet.recommended().withCustomRules(named('AcmeOne')).withCustomRules(named('AcmeTwo'), named('AcmeThree'));
    expect(names(rules)).toEqual([...names(RuleSet.recommended()), 'AcmeOne', 'AcmeTwo', 'AcmeThree']);
    expect(names(RuleSet.recommended())).not.toContain('AcmeOne');
  });

  test('are not those of rules of the library that can be left out, or have another severity', () => {
    const rules = RuleSet.recommended().withCustomRules(named('AcmeOne'));
    const message = 'RuleSet: AcmeOne is a custom rule. Fix: change the rule, or do not pass it to withCustomRules().';
    expect(() => rules.without('AcmeOne' as RuleName)).toThrow(message);
    expect(() => rules.withSeverity('AcmeOne' as RuleName, Severity.INFO)).toThrow(message);
  });

  test('stay when the rule set changes', () => {
    const [one, other] = RuleSet.recommended().ruleNames;
    const rules = RuleSet.recommended().withCustomRules(named('AcmeOne')).without(one).withSeverity(other, Severity.INFO).including(one);
    expect(names(rules)).toContain('AcmeOne');
  });

  test.each(RULES.map(({ metadata }) => metadata.name))('cannot be %s', (name) => {
    expect(() => RuleSet.framework(Framework.CIS_AWS_5).withCustomRules(named(name)))
      .toThrow(`RuleSet: the custom rule ${name} has the name of a rule of the library. Fix: begin the name with the name of your organization.`);
  });

  test('cannot be a former name, nor one in other letters', () => {
    for (const name of ['S3BucketKeyEnabled', 'SSECBlocked']) {
      expect(() => RuleSet.recommended().withCustomRules(named(name))).toThrow(`the custom rule ${name} has the name of a rule of the library`);
    }
  });

  test('cannot be those of each other', () => {
    expect(() => RuleSet.recommended().withCustomRules(named('AcmeOne'), named('AcmeOne'))).toThrow('RuleSet: the custom rule AcmeOne has the name of another custom rule. Fix: ');
    expect(() => RuleSet.recommended().withCustomRules(named('AcmeOne')).withCustomRules(named('ACMEOne'))).toThrow('has the name of another custom rule');
  });
});

test('the state of a property tells absent from unknown', () => {
  const look = (one: BucketView) => one.readProperty('VersioningConfiguration.Status').state;
  expect(found([ruleThat(saying(look))], { Parameters: { Open: { Type: 'String' } }, Resources: { A: bucket(), B: versioning({ Ref: 'Open' }) } }).map((text) => text.split(': ')[1]))
    .toEqual([PropertyState.ABSENT, PropertyState.UNKNOWN]);
});
