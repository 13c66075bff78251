import { whether } from './support';
import { Answer, type BucketView, CustomFinding, type CustomFindingOptions, CustomRule, RuleSet, Severity } from '../../../src';
import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { bucket } from '../rules/support';

const [VIOLATION, UNDETERMINED] = [CustomFinding.violation, CustomFinding.undetermined];

const NAMES = ['so', 'otherwise', 'prod', 'dev'];

/** What is found of a bucket by its name, which is chosen. */
function foundIn(json: object, look: (name: string) => readonly CustomFinding[]): string[] {
  const nameOf = (view: BucketView) => NAMES.find((name) => view.readProperty('BucketName').isOneOf(name) === Answer.YES);
  const check = { checkBucket: (view: BucketView) => [...look(nameOf(view) ?? 'not known')] };
  const rule = new CustomRule({ name: 'AcmeRule', title: 'Buckets are as Acme wants them', description: 'Acme says so.', fix: 'Ask Acme.', severity: Severity.ERROR, check });
  const all = RuleSet.recommended();
  return all.without(...all.ruleNames).withCustomRules(rule)._judge(Posture.of(App.of([{ name: 'Stack', json }])))
    .map(({ severity, status, property, message, fix }) => `${severity} ${status} ${property ?? ''}: ${message} ${fix ?? ''}`.trim());
}

/** The same with one condition, which does not hold with the default of its parameter. */
function found(ifSo: readonly CustomFinding[], ifNot: readonly CustomFinding[]): string[] {
  return foundIn({
    Parameters: { Kind: { Type: 'String', Default: 'no' } },
    Conditions: { So: { 'Fn::Equals': [{ Ref: 'Kind' }, 'yes'] } },
    Resources: { Bucket: bucket({ BucketName: whether('So', 'so', 'otherwise') }) },
  }, (name) => (name === 'so' ? ifSo : ifNot));
}
const says = (message: string, options: CustomFindingOptions = {}) => VIOLATION(message, options);

test('what is said alike in all cases is one finding, and says nothing of cases', () => {
  expect(found([says('No.')], [says('No.')])).toEqual(['error violation Properties: No.']);
});

test('what is said in one case alone is less severe, if it is not that of the defaults', () => {
  expect(found([says('No.')], [])).toEqual(['warning violation Properties: No. This applies if So is true.']);
  expect(found([], [says('No.')])).toEqual(['error violation Properties: No. This applies if So is false.']);
});

describe('findings that differ from case to case are told apart', () => {
  test.each<[string, CustomFindingOptions, CustomFindingOptions]>([
    ['by their severity', { severity: Severity.WARNING }, { severity: Severity.INFO }],
    ['by their fix', { fix: 'Do this.' }, { fix: 'Do that.' }],
    ['by their property', { property: 'BucketName' }, { property: 'Tags' }],
  ])('%s', (_, ifSo, ifNot) => {
    const those = found([says('No.', ifSo)], [says('No.', ifNot)]);
    expect(those).toHaveLength(2);
    expect(those).toEqual([expect.stringContaining('No. This applies if So is true.'), expect.stringContaining('No. This applies if So is false.')]);
  });

  test('by whether they can be determined', () => {
    expect(found([says('No.')], [UNDETERMINED('No.')])).toEqual([
      'warning violation Properties: No. This applies if So is true.', 'warning unknown Properties: No. This applies if So is false.',
    ]);
  });
});

describe('a property that is wrong in every case is as severe as one that is wrong with the defaults', () => {
  test('whatever is said of it', () => {
    expect(found([says('This.')], [says('That.')])).toEqual([
      'error violation Properties: This. This applies if So is true.', 'error violation Properties: That. This applies if So is false.',
    ]);
  });

  test('but not if another property is wrong with the defaults', () => {
    expect(found([says('This.', { property: 'BucketName' })], [says('That.', { property: 'Tags' })])).toEqual([
      'warning violation Properties.BucketName: This. This applies if So is true.', 'error violation Properties.Tags: That. This applies if So is false.',
    ]);
  });

  test('and not if that cannot be determined', () => {
    expect(found([says('This.')], [UNDETERMINED('That.')])).toEqual([
      'warning violation Properties: This. This applies if So is true.', 'warning unknown Properties: That. This applies if So is false.',
    ]);
  });

  test('what cannot be determined is lowered once', () => {
    expect(found([UNDETERMINED('This.')], [])).toEqual(['warning unknown Properties: This. This applies if So is true.']);
  });
});

test.each([[['prod', 'dev']], [['dev', 'prod']]])('what is said of every value of a parameter is not what is said of its own value: %j', (AllowedValues) => {
  const json = { Parameters: { Stage: { Type: 'String', AllowedValues } }, Resources: { Bucket: bucket({ BucketName: { Ref: 'Stage' } }) } };
  const saidOf = (look: (stage: string) => string[]) => foundIn(json, (stage) => look(stage).map((message) => says(message)));
  expect(saidOf((stage) => [`Not ${stage}-key.`])).toEqual(['error violation Properties: Not ${Stage}-key.']);
  expect(saidOf((stage) => ['Not prod-key.', ...(stage === 'dev' ? ['Not dev-key.'] : [])])).toEqual([
    'error violation Properties: Not prod-key.', 'error violation Properties: Not dev-key. This applies if Stage is dev.',
  ]);
});
