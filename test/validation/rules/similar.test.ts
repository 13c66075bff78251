import { plain, similar } from '../../../src/validation/rules/similar';

test.each<[string, string]>([
  ['BucketKeyEnabled', 'bucketkeyenabled'],
  ['bucket-key-enabled', 'bucketkeyenabled'],
  ['S3Encryption::BucketKeyEnabled', 'bucketkeyenabled'],
  ['s3encryption::Rule', 'rule'],
  ['My::S3Encryption::Rule', 'mys3encryptionrule'],
  ['Version4', 'version4'],
  ['a'.repeat(300), 'a'.repeat(200)],
])('%s is %s', (name, expected) => {
  expect(plain(name)).toBe(expected);
});

describe('names that may be meant', () => {
  test.each<[string, string, string[], string[]]>([
    ['the same', 'Abcdef', ['Abcdef', 'Xyz'], ['Abcdef']],
    ['written otherwise', 'ABC-DEF', ['Abcdef', 'Xyz'], ['Abcdef']],
    ['one letter less', 'Abcdefgh', ['Abcdefg'], ['Abcdefg']],
    ['a part', 'Key', ['SomeKeyHere', 'Other'], ['SomeKeyHere']],
    ['more than it', 'SomeKeyHere', ['Key', 'Other'], ['Key']],
    ['of two letters, which are a part of many', 'Ab', ['Abcdefgh', 'Xyzabc'], []],
    ['two letters changed', 'abcd', ['abxy'], ['abxy']],
    ['three letters changed', 'abcd', ['axyz'], []],
    ['a third of the letters changed', 'abcdefghi', ['abcdefxyz'], ['abcdefxyz']],
    ['more than a third of them', 'abcdefghi', ['abcdewxyz'], []],
    ['a letter in between', 'abcd', ['abxcd'], ['abxcd']],
    ['two letters in the wrong order', 'abcd', ['abdc'], ['abdc']],
    ['none', 'abcd', [], []],
    ['nothing', '', ['abc', 'ab', 'a'], ['a', 'ab']],
    ['the likeliest first', 'abcdef', ['abcdxy', 'abcdef', 'abcdxf', 'xabcdefx'], ['abcdef', 'abcdxf', 'xabcdefx', 'abcdxy']],
  ])('%s', (_, name, names, expected) => {
    expect(similar(name, names)).toEqual(expected);
  });

  test('are five at most', () => {
    expect(similar('abc', ['abc1', 'abc2', 'abc3', 'abc4', 'abc5', 'abc6'])).toEqual(['abc1', 'abc2', 'abc3', 'abc4', 'abc5']);
  });
});
