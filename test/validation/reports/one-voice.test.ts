import { CUSTOM, RULE } from './made';
import { oneVoice, saidAlso } from '../../../src/validation/reports/one-voice';
import type { Judgement } from '../../../src/validation/rule-sets';
import { Severity, Status } from '../../../src/validation/rules';

const { ERROR, WARNING, INFO } = Severity;

type Given = Partial<Pick<Judgement, 'severity' | 'status' | 'message'>> & { readonly logicalId?: string; readonly template?: string };

function unknown(name: string, more: Given = {}): Judgement {
  const { severity = WARNING, message = `It cannot be determined whether ${name} holds: parameter Key has no default.`, status = Status.UNKNOWN, logicalId = 'Data', template = 'a.json' } = more;
  return { rule: { ...RULE, name }, severity, status, message, property: 'Properties', resource: { logicalId, template } as unknown as Judgement['resource'] };
}

/** Each finding that is left, with those that it speaks for. */
const voices = (findings: readonly Judgement[], isAlone: (one: Judgement) => boolean = () => false) => (
  oneVoice(findings, isAlone).map(({ finding, also }) => [finding.rule.name, ...also.map(({ rule }) => rule.name)].join(' '))
);

test('the most severe speaks, and the first of several', () => {
  expect(voices([unknown('A'), unknown('B', { severity: ERROR }), unknown('C', { severity: INFO }), unknown('D', { severity: ERROR })])).toEqual(['B A C D']);
  expect(voices([unknown('A', { severity: INFO }), unknown('B', { severity: INFO })])).toEqual(['A B']);
  expect(voices([unknown('A', { severity: INFO }), unknown('B')])).toEqual(['B A']);
});

test('the order of what is left is that of the first of each', () => {
  expect(voices([unknown('A'), unknown('X', { logicalId: 'Other' }), unknown('B', { severity: ERROR }), unknown('Y', { logicalId: 'Other' })])).toEqual(['B A', 'X Y']);
});

test.each<[string, Judgement]>([
  ['another reason', unknown('B', { message: 'It cannot be determined whether B holds: parameter Name has no default.' })],
  ['another resource', unknown('B', { logicalId: 'Other' })],
  ['a resource of another template', unknown('B', { template: 'b.json' })],
  ['a violation', unknown('B', { status: Status.VIOLATION })],
  ['other words', unknown('B', { message: 'Nobody knows: parameter Key has no default.' })],
  ['no reason', unknown('B', { message: 'It cannot be determined whether B holds.' })],
])('%s stays alone', (_, other) => { expect(voices([unknown('A'), other])).toEqual(['A', 'B']); });

test.each<[string, string]>([['how', 'It cannot be determined how B is: parameter Key has no default.'], ['more lines', 'It cannot be determined whether B\nholds: parameter Key has no default.']])('%s is the same', (_, message) => {
  expect(voices([unknown('A'), unknown('B', { message })])).toEqual(['A B']);
});

test('the reason is all that follows the first colon', () => {
  const [a, b] = ['A', 'B'].map((name) => unknown(name, { message: `It cannot be determined whether ${name} holds: ${name}: parameter Key has no default.` }));
  expect(voices([a, b])).toEqual(['A', 'B']);
});

test('what is acknowledged speaks for nobody, and nobody for it', () => {
  expect(voices([unknown('A'), unknown('B'), unknown('C')], ({ rule }) => rule.name === 'A')).toEqual(['A', 'B C']);
  expect(voices([unknown('A'), unknown('B')], () => true)).toEqual(['A', 'B']);
});

test.each<[readonly string[], string]>([
  [[], ''],
  [['AcmeTag'], ''],
  [['B'], ' For the same reason, B is undetermined.'],
  [['B', 'C'], ' For the same reason, B and C are undetermined.'],
  [['B', 'C', 'D'], ' For the same reason, B, C and D are undetermined.'],
  [['B', 'AcmeTag', 'B'], ' For the same reason, B is undetermined.'],
])('what is said for %j', (names, text) => { expect(saidAlso(names.map((name) => ({ rule: { ...RULE, name } })), { rule: CUSTOM })).toBe(text); });
