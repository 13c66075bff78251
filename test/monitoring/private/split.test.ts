import { CfnParameter } from 'aws-cdk-lib';
import { splitIntoLists, splitToFit } from '../../../src/monitoring/private/split';
import { aStack } from '../../support/stacks';

test.each<[number, string[], string[][]]>([
  [2, [], []], [2, ['a'], [['a']]], [2, ['a', 'b'], [['a', 'b']]], [2, ['a', 'b', 'c'], [['a', 'b'], ['c']]], [1, ['a', 'b'], [['a'], ['b']]],
])('lists of at most %d: %j', (most, items, lists) => {
  expect(splitIntoLists(most, items)).toEqual(lists);
});

describe('lists of names that fit', () => {
  // "aaaa", is seven characters.
  test.each<[number, string[][]]>([
    [14, [['aaaa', 'bbbb'], ['cccc', 'dddd']]],
    [13, [['aaaa'], ['bbbb'], ['cccc'], ['dddd']]],
    [20, [['aaaa', 'bbbb'], ['cccc', 'dddd']]],
    [21, [['aaaa', 'bbbb', 'cccc'], ['dddd']]],
    [28, [['aaaa', 'bbbb', 'cccc', 'dddd']]],
  ])('into %d characters', (room, lists) => {
    expect(splitToFit(room, ['aaaa', 'bbbb', 'cccc', 'dddd'], 63)).toEqual(lists);
  });

  test('no name makes no list, and one that never fits stands alone', () => {
    expect(splitToFit(10, [], 63)).toEqual([]);
    expect(splitToFit(10, ['a'.repeat(20), 'b', 'c'], 63)).toEqual([['a'.repeat(20)], ['b', 'c']]);
  });

  test('names that are known at deployment only take as much as the longest', () => {
    const name = new CfnParameter(aStack(), 'Name').valueAsString;
    expect([23, 24, 25].map((room) => splitToFit(room, [name, 'aa', 'bb'], 11).length)).toEqual([2, 1, 1]);
    expect([23, 24].map((room) => splitToFit(room, [name, 'aa', 'bb'], 12).length)).toEqual([2, 2]);
  });
});
