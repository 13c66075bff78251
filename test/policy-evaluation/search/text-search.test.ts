import { Budget, OutOfSteps } from '../../../src/policy-evaluation/search/budget';
import { PatternSet, Reading, type Symbol } from '../../../src/policy-evaluation/search/pattern-set';
import { patternsOf } from '../../../src/policy-evaluation/search/patterns';
import { findText, type Requirement, type Segment, stretchOf } from '../../../src/policy-evaluation/search/text-search';
import { FRESH, Gap } from '../../../src/policy-evaluation/tokens';
import { NameHole, Text } from '../../../src/template';

const ANY: Segment = { free: { least: 1, allows: () => true } };
const DIGITS = [...'0123456789'];

function asks(wanted: boolean, patterns: (string | Text)[], segment?: string): Requirement {
  const { plain, holed } = patternsOf(patterns, { wildcards: true }).patterns;
  const set = new PatternSet([...plain, ...holed.values()], Reading.SURE, false, new Budget(100_000));
  return { patterns: set, wanted, ...(segment === undefined ? {} : { segment }) };
}
const matches = (...patterns: (string | Text)[]) => asks(true, patterns);
const isNot = (...patterns: (string | Text)[]) => asks(false, patterns);

function found(shape: readonly Segment[], ...requirements: Requirement[]): string | undefined {
  return findText(shape, requirements, new Budget(100_000))?.map((symbol) => (symbol instanceof Gap ? `{${symbol.id}}` : symbol === FRESH ? '…' : symbol)).join('');
}

const fixed = (text: string, name?: string): Segment => ({ fixed: [...text] as Symbol[], ...(name === undefined ? {} : { name }) });
const free = (least: number, most?: number, name?: string): Segment => (
  { free: { least, allows: () => true, ...(most === undefined ? {} : { most }) }, ...(name === undefined ? {} : { name }) }
);

describe('a shortest text', () => {
  test.each<[string, Segment[], Requirement[], string | undefined]>([
    ['of any', [ANY], [], '…'],
    ['that may be empty', [free(0)], [], ''],
    ['of three characters', [free(3)], [], '………'],
    ['of what stands there', [fixed('ab')], [], 'ab'],
    ['of several segments', [fixed('a'), free(1), fixed('b')], [], 'a…b'],
    ['that matches', [ANY], [matches('a*b')], 'ab'],
    ['that matches one of two patterns', [ANY], [matches('abc', 'xy')], 'xy'],
    ['that matches two', [ANY], [matches('a*'), matches('*b?')], 'ab…'],
    ['that matches one and not another', [ANY], [matches('a*'), isNot('a', 'ab*', 'a?')], 'a……'],
    ['that matches nothing', [ANY], [isNot('*')], undefined],
    ['that cannot match both', [ANY], [matches('a*'), matches('b*')], undefined],
    ['that is too short to match', [free(1, 2)], [matches('???')], undefined],
    ['that is just long enough', [free(1, 3)], [matches('???')], '………'],
    ['that cannot be longer', [fixed('a'), free(2, 2)], [], 'a……'],
    ['where what stands there does not match', [fixed('ab')], [matches('a')], undefined],
    ['where what stands there must not match', [fixed('ab')], [isNot('a?')], undefined],
    ['where what stands there matches', [fixed('ab')], [matches('a?'), isNot('a')], 'ab'],
  ])('%s', (_, shape, requirements, expected) => {
    expect(found(shape, ...requirements)).toBe(expected);
  });
});

describe('of a stretch', () => {
  const account: Segment = { name: 'account', free: { least: 3, most: 3, alphabet: DIGITS, allows: (symbol) => symbol === FRESH || DIGITS.includes(symbol as string) } };
  const shape = [fixed('arn:'), account, fixed(':', 'colon'), free(1, undefined, 'name')];

  test.each<[string, Requirement[], string | undefined]>([
    ['anything may be there', [], 'arn:………:…'],
    ['one is asked for', [asks(true, ['123', '12'], 'account')], 'arn:123:…'],
    ['one may not be there', [asks(true, ['12?'], 'account'), asks(false, ['120', '121'], 'account')], 'arn:12…:…'],
    ['two are asked for', [asks(true, ['1*'], 'account'), asks(true, ['x*'], 'name')], 'arn:1……:x'],
    ['what is asked of one does not speak of others', [asks(false, ['x'], 'account'), asks(true, ['x'], 'name')], 'arn:………:x'],
    ['several together are asked for', [asks(true, ['111:*b'], stretchOf('account', 'colon', 'name'))], 'arn:111:b'],
    ['several together may not be so', [asks(false, ['*:?'], stretchOf('account', 'colon', 'name'))], 'arn:………:……'],
    ['all and a stretch contradict each other', [matches('arn:1*'), asks(true, ['2*'], 'account')], undefined],
    ['all and a stretch agree', [matches('arn:1*:?b'), asks(true, ['*2'], 'account')], 'arn:1…2:…b'],
    ['it cannot have such characters', [asks(true, ['12a'], 'account')], undefined],
    ['it cannot be so long', [asks(true, ['1234'], 'account')], undefined],
  ])('%s', (_, requirements, expected) => {
    expect(found(shape, ...requirements)).toBe(expected);
  });
});

describe('of few characters', () => {
  const of = (...characters: string[]): Segment => (
    { free: { least: 1, alphabet: characters, allows: (symbol) => characters.includes(symbol as string) } }
  );

  test.each<[string, Segment, Requirement[], string | undefined]>([
    ['any of them', of('a', 'b'), [], 'a'],
    ['one that no pattern names', of('a', 'b', 'c'), [isNot('a*', 'b*')], 'c'],
    ['one that only a pattern names', of('a', 'b'), [isNot('a*'), matches('b?')], 'ba'],
    ['none that may be there', of('a', 'b'), [isNot('a*', 'b*')], undefined],
    ['none that is asked for', of('a', 'b'), [matches('c*')], undefined],
    ['all of them, one after another', of('0', '1'), [matches('*01*'), matches('*10*')], '010'],
  ])('%s', (_, segment, requirements, expected) => {
    expect(found([segment], ...requirements)).toBe(expected);
  });

  test('what else stands between two stretches that are asked for together is as it is', () => {
    const shape = [{ ...of('a', 'b'), name: 'one' }, fixed('x'), { ...of('a', 'b'), name: 'two' }];
    expect(found(shape, asks(false, ['a*'], stretchOf('one', 'two')), asks(true, ['?a'], stretchOf('one', 'two')))).toBe('bxa');
  });
});

describe('holes', () => {
  const [one, other] = ['One', 'Other'].map((id) => new NameHole(id));
  const text = (...parts: (string | NameHole)[]) => Text.of(...parts);

  test.each<[string, Requirement[], string | undefined]>([
    ['stand where they are asked for', [matches(text('a-', one))], 'a-{One}'],
    ['stand for no other', [matches(text('a-', one)), isNot(text('a-', other))], 'a-{One}'],
    ['cannot be asked for and not be there', [matches(text('a-', one)), isNot(text('a-', one), 'b')], undefined],
    ['are not needed where they must not be', [isNot(text('a-', one))], '…'],
    ['are each one symbol', [matches(text(one, '-', one, '-', other))], '{One}-{One}-{Other}'],
  ])('%s', (_, requirements, expected) => {
    expect(found([ANY], ...requirements)).toBe(expected);
  });
});

test('a search that takes too many steps ends', () => {
  const long = [matches('*a*b*c*d*e*f*g*h*'), matches('*h*g*f*e*d*c*b*a*')];
  expect(() => findText([ANY], long, new Budget(50))).toThrow(OutOfSteps);
  expect(() => findText([ANY], [matches('a')], new Budget(50))).not.toThrow();
});
