import { agree, assumptionsFrom, type Premise, premises } from '../../src/template/premises';

const is = (template: string, parameter: string, value: string): Premise => ({ template, parameter, fact: { is: value, isNot: [] } });
const holds = (template: string, comparison: string, truth: boolean): Premise => ({ template, comparison, holds: truth });

test('each thing is taken for granted once: the last counts', () => {
  expect([...premises([is('T', 'P', 'a'), holds('T', 'P', true), is('U', 'P', 'b'), is('T', 'Q', 'c'), is('T', 'P', 'd')]).values()])
    .toEqual([is('T', 'P', 'd'), holds('T', 'P', true), is('U', 'P', 'b'), is('T', 'Q', 'c')]);
});

test.each<[Premise[], Premise[], boolean]>([
  [[], [], true],
  [[is('T', 'P', 'a')], [], true],
  [[is('T', 'P', 'a')], [is('T', 'P', 'a')], true],
  [[is('T', 'P', 'a')], [is('T', 'P', 'b')], false],
  [[is('T', 'P', 'a')], [is('U', 'P', 'b'), is('T', 'Q', 'b')], true],
  [[holds('T', 'P', true)], [holds('T', 'P', true), is('T', 'P', 'b')], true],
  [[is('T', 'Q', 'a'), holds('T', 'P', true)], [is('T', 'Q', 'a'), holds('T', 'P', false)], false],
])('whether %j and %j agree: %s', (some, before, expected) => {
  expect(agree(premises(some), premises(before))).toBe(expected);
});

test('what is assumed of each template', () => {
  const assumed = assumptionsFrom(premises([is('T', 'P', 'a'), holds('T', '"a","b"', true), holds('U', '"a","b"', false)]));
  const of = (template: string) => {
    const one = assumed.get(template)!;
    return [one.parameter('P'), one.equality(['b', 'a']), one.size];
  };
  expect([...assumed.keys()]).toEqual(['T', 'U']);
  expect([of('T'), of('U')]).toEqual([[{ is: 'a', isNot: [] }, true, 2], [undefined, false, 1]]);
});
