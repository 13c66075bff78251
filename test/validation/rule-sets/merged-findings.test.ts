import { whether } from './support';
import { type BucketView, CustomFinding, type CustomFindingOptions, CustomRule, RuleSet, Severity } from '../../../src';
import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { bucket } from '../rules/support';

const [VIOLATION, UNDETERMINED] = [CustomFinding.violation, CustomFinding.undetermined];

/** What is found of a bucket with one condition, which does not hold with the default of its parameter. */
function found(ifSo: readonly CustomFinding[], ifNot: readonly CustomFinding[]): string[] {
  const check = { checkBucket: (view: BucketView) => [...(view.readProperty('BucketName').value === 'so' ? ifSo : ifNot)] };
  const rule = new CustomRule({ name: 'AcmeRule', title: 'Buckets are as Acme wants them', description: 'Acme says so.', fix: 'Ask Acme.', severity: Severity.ERROR, check });
  const all = RuleSet.recommended();
  const json = {
    Parameters: { Kind: { Type: 'String', Default: 'no' } },
    Conditions: { So: { 'Fn::Equals': [{ Ref: 'Kind' }, 'yes'] } },
    Resources: { Bucket: bucket({ BucketName: whether('So', 'so', 'otherwise') }) },
  };
  return all.without(...all.ruleNames).withCustomRules(rule)._judge(Posture.of(App.of([{ name: 'Stack', json }])))
    .map(({ severity, status, property, message, fix }) => `${severity} ${status} ${property ?? ''}: ${message} ${fix ?? ''}`.trim());
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
