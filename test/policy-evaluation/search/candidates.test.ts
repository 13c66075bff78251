import { candidatesFor } from '../../../src/policy-evaluation/search/candidates';
import { type KeyFacts, ValueKind } from '../../../src/policy-evaluation/search/key-facts';
import { type Test, type TextPatterns } from '../../../src/policy-evaluation/search/tests';
import { Ternary } from '../../../src/template';

const PLAIN: TextPatterns = { plain: [['x']], holed: new Map(), untold: false, ignoreCase: false, arns: false };

function asks(operator: string, constants: string[], text?: TextPatterns): Test {
  return { id: operator, unknown: 'k', operator, constants, negated: false, variables: [], answer: () => Ternary.UNKNOWN, ...(text === undefined ? {} : { text }) };
}

function candidates(kind: ValueKind, tests: Test[], facts: Partial<KeyFacts> = {}) {
  return candidatesFor(tests, { kind, isSet: false, canBeAbsent: true, canBePresent: true, ...facts });
}

describe('numbers: each that is named, one between two, and one on either side', () => {
  test.each<[string[], string[]]>([
    [[], ['0', '1', '2']],
    [['1'], ['1', '0', '1', '2']],
    [['10', '20'], ['10', '20', '0', '1', '5.5', '10', '15', '20', '21']],
    [['20', '10'], ['20', '10', '0', '1', '5.5', '10', '15', '20', '21']],
    [['+1.5', '-3'], ['+1.5', '-3', '1', '1.25', '1.5', '2.5']],
    [['a', '1x', '.5', '1.', ' 2'], ['a', '1x', '.5', '1.', ' 2', '0', '1', '2']],
    [['1.0000001'], ['1.0000001', '0', '1', '1', '1', '2']],
  ])('%j', (constants, values) => {
    expect(candidates(ValueKind.NUMBER, [asks('numericequals', constants)])).toEqual({ values, complete: true });
  });

  test.each<[string, TextPatterns | undefined, boolean]>([
    ['numericequals', undefined, true],
    ['stringequals', PLAIN, true],
    ['stringlike', PLAIN, false],
    ['stringnotlike', PLAIN, false],
    ['arnequals', PLAIN, false],
    ['stringequals', { ...PLAIN, holed: new Map([['h', ['x']]]) }, false],
  ])('%s %j leaves no other sort: %s', (operator, text, complete) => {
    const tests = [asks(operator, ['1'], text), asks('null', ['true'])];
    expect(candidates(ValueKind.NUMBER, tests).complete).toBe(complete);
    expect(candidates(ValueKind.ADDRESS, tests).complete).toBe(complete);
    expect(candidates(ValueKind.DATE, tests).complete).toBe(text === undefined);
    expect(candidates(ValueKind.BOOLEAN, tests)).toEqual({ values: ['true', 'false'], complete: true });
    expect(candidates(ValueKind.TEXT, tests).complete).toBe(false);
  });
});

describe('points in time', () => {
  test('around each that is named, and one that is not', () => {
    expect(candidates(ValueKind.DATE, [asks('dateequals', ['2030-01-01T00:00:10Z', 'tomorrow'])]).values)
      .toEqual(['1893455999', '1893456000', '1893456005', '1893456010', '1893456011']);
  });

  test('not before the first that requests can have', () => {
    expect(candidates(ValueKind.DATE, [asks('datelessthan', ['2020-01-01T00:00:00Z'])], { least: 1_800_000_000 }).values)
      .toEqual(['1800000000', '1800000001']);
  });
});

describe('addresses: the first of each range, the first behind it, and the very first', () => {
  const SOME = ['203.0.113.7', '2001:db8::7'];

  test.each<[string, string[]]>([
    ['10.1.2.3/8', ['10.0.0.0', '11.0.0.0', '0.0.0.0']],
    ['192.0.2.255', ['192.0.2.255', '192.0.3.0', '0.0.0.0']],
    ['192.0.2.1/31', ['192.0.2.0', '192.0.2.2', '0.0.0.0']],
    ['128.0.0.0/1', ['128.0.0.0', '0.0.0.0']],
    ['0.0.0.0/0', ['0.0.0.0', '0.0.0.0']],
    ['10.0.0.0/33', []],
    ['10.0.0.0/', []],
    ['10.0.0', []],
    ['x10.0.0.0', []],
    ['10.0.0.0x', []],
    ['', []],
    ['2001:db8::/32', ['2001:db8:0:0:0:0:0:0', '2001:db9:0:0:0:0:0:0', '0:0:0:0:0:0:0:0']],
    ['2001:DB8:0:1:2:3:4:5/112', ['2001:db8:0:1:2:3:4:0', '2001:db8:0:1:2:3:5:0', '0:0:0:0:0:0:0:0']],
    ['::1', ['0:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:2', '0:0:0:0:0:0:0:0']],
    ['ffff::', ['ffff:0:0:0:0:0:0:0', 'ffff:0:0:0:0:0:0:1', '0:0:0:0:0:0:0:0']],
    ['1::2:3', ['1:0:0:0:0:0:2:3', '1:0:0:0:0:0:2:4', '0:0:0:0:0:0:0:0']],
    ['::1.2.3.4', ['0:0:0:0:0:0:102:304', '0:0:0:0:0:0:102:305', '0:0:0:0:0:0:0:0']],
    ['8000::/1', ['8000:0:0:0:0:0:0:0', '0:0:0:0:0:0:0:0']],
    ['::/129', []],
  ])('%s', (range, values) => {
    expect(candidates(ValueKind.ADDRESS, [asks('ipaddress', [range])]).values).toEqual([...SOME, ...values]);
  });
});

test('texts: whatever a value may be taken for', () => {
  expect(candidates(ValueKind.TEXT, [asks('stringlike', ['a*b?', '7'], PLAIN), asks('ipaddress', ['10.0.0.0/8'])]).values).toEqual([
    'true', 'false', 'axbx', '7', '10.0.0.0/8', '6', '7', '8', '10.0.0.0', '11.0.0.0', '0.0.0.0',
  ]);
});
