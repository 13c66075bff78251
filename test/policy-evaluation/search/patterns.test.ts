import { FieldWildcard } from '../../../src/policy-evaluation/search/pattern-set';
import { alternativesOf, identityOf, patternsOf } from '../../../src/policy-evaluation/search/patterns';
import { Gap, Wildcard } from '../../../src/policy-evaluation/tokens';
import { Hole, OneOf, Text, Unknown, type Value } from '../../../src/template';
import { NO, text, UNKNOWN, YES } from '../support';

type Reading = Parameters<typeof patternsOf>[1];

/** A pattern as it reads best: wildcards of fields in brackets, holes in braces. */
function shown(tokens: readonly unknown[]): string {
  return tokens.map((token) => {
    if (token instanceof Gap) { return `{${token.id}${token.withinArnField ? ' of a field' : ''}}`; }
    switch (token) {
      case Wildcard.ANY_TEXT: return '*';
      case Wildcard.ANY_CHARACTER: return '?';
      case FieldWildcard.ANY_TEXT: return '[*]';
      case FieldWildcard.ANY_CHARACTER: return '[?]';
      default: return String(token);
    }
  }).join('');
}

function read(values: Value[], reading: Reading = {}) {
  const { patterns: { holed, plain, untold }, variables } = patternsOf(values, reading);
  return { plain: plain.map(shown), holed: [...holed.values()].map(shown), untold, variables };
}

const NOTHING = { plain: [], holed: [], untold: false, variables: [] };
const LIKE: Reading = { wildcards: true };
const OF_2012: Reading = { ...LIKE, variables: YES };
const OF_ARNS: Reading = { arns: true };

test.each<[string, Value[], Reading, Partial<ReturnType<typeof read>>]>([
  ['no values', [], {}, {}],
  ['texts, numbers and truth', ['a*', 1, true], {}, { plain: ['a*', '1', 'true'] }],
  ['wildcards, the single characters first', ['a*?b', '**'], LIKE, { plain: ['a?*b', '*'] }],
  ['text with a hole', ['a', text`a${'H'}*`], LIKE, { plain: ['a'], holed: ['a{H}*'] }],
  ['the same text with a hole twice', [text`a${'H'}`, text`a${'H'}`], LIKE, { holed: ['a{H}'] }],
  ['other text with the hole', [text`a${'H'}`, text`b${'H'}`], LIKE, { holed: ['a{H}', 'b{H}'] }],
  ['the same text with another hole', [text`a${'H'}`, text`a${'I'}`], LIKE, { holed: ['a{H}', 'a{I}'] }],
  ['what is not known', ['a', new Unknown('imported')], LIKE, { plain: ['a'], untold: true }],
  ['a parameter', [new Unknown('open', new Hole('P'))], LIKE, { holed: ['{P}'] }],
  ['what is no text', [['a'], { a: 1 }, null, new OneOf(['a', 'b'])], LIKE, { untold: true }],
  ['letters that count alike', ['aB*', text`X${'H'}`], { ...LIKE, ignoreCase: true }, { plain: ['ab*'], holed: ['x{H}'] }],
  ['a variable, where there are none', ['${aws:username}'], LIKE, { plain: ['${aws:username}'] }],
  ['a variable', ['a/${aws:UserName}/*'], OF_2012, { holed: ['a/{${aws:username}}/*'], variables: ['aws:username'] }],
  ['a variable, where it is not known whether there are any', ['a/${aws:username}', 'b'], { ...LIKE, variables: UNKNOWN }, { plain: ['b'], untold: true }],
  ['characters that are meant', ['${*}${?}${$}*'], OF_2012, { plain: ['*?$*'] }],
  ['a variable with a default', ['${aws:username, \'x\'}'], OF_2012, { untold: true, variables: ['aws:username'] }],
  ['what is no variable', ['${nothing}'], OF_2012, { untold: true }],
  ['a variable that is known', ['a/${aws:username}/*'], { ...OF_2012, values: new Map([['aws:username', 'x*']]) }, { plain: ['a/x*/*'] }],
  ['a variable of which it is known that it is absent', ['a/${aws:username}', 'b'], { ...OF_2012, values: new Map([['aws:username', null]]) }, { plain: ['b'] }],
  ['its default', ['a/${aws:username, \'X\'}'], { ...OF_2012, ignoreCase: true, values: new Map([['aws:username', null]]) }, { plain: ['a/x'] }],
  ['the fields of an ARN', ['arn:aws:*:?:1:a*?'], OF_ARNS, { plain: ['arn:aws:[*]:[?]:1:a?*'] }],
  ['holes in the fields of an ARN', [text`arn:aws:s3:${'R'}x:1:a${'H'}`], OF_ARNS, { holed: ['arn:aws:s3:{R of a field}x:1:a{H}'] }],
  ['what is no ARN', ['a', 'arn:aws:s3'], OF_ARNS, { untold: true }],
  ['an ARN with a variable', ['arn:aws:s3:::${aws:username}'], { ...OF_ARNS, variables: YES }, { holed: ['arn:aws:s3:::{${aws:username}}'], variables: ['aws:username'] }],
  ['an ARN with what has no value', ['arn:aws:s3:::${aws:username}'], { ...OF_ARNS, variables: YES, values: new Map([['aws:username', null]]) }, {}],
  ['an ARN of which it is not known whether it has a variable', ['arn:aws:s3:::a${aws:username}', 'arn:aws:s3:::a'], { ...OF_ARNS, variables: UNKNOWN },
    { plain: ['arn:aws:s3:::a'], untold: true }],
  ['a field of an ARN with a variable, whose colon ends no field', ['arn:aws:s3:${aws:x}:*:a'], { ...OF_ARNS, variables: YES },
    { holed: ['arn:aws:s3:{${aws:x} of a field}:[*]:a'], variables: ['aws:x'] }],
  ['the same, where there are no variables', ['arn:aws:s3:${aws:x}:*:a'], { ...OF_ARNS, variables: NO }, { plain: ['arn:aws:s3:${aws:x}:*:a'] }],
  ['an ARN with a variable that is known', ['arn:aws:s3:::${aws:username}/*'], { ...OF_ARNS, variables: YES, values: new Map([['aws:username', 'x*']]) },
    { plain: ['arn:aws:s3:::x*/*'] }],
  ['a field that is text with holes and wildcards', [text`arn:aws:iam::${'A'}*:role/${'R'}?`], OF_ARNS, { holed: ['arn:aws:iam::{A of a field}[*]:role/{R}?'] }],
  ['what is put in the place of a text', ['a'], { completed: (one) => Text.of(one, 'b') }, { plain: ['ab'] }],
])('%s', (_, values, reading, expected) => {
  expect(read(values, reading)).toEqual({ ...NOTHING, ...expected });
});

test('the letters of a pattern count alike or not, and so on, as they are read', () => {
  const of = (reading: Reading) => { const { arns, ignoreCase } = patternsOf([], reading).patterns; return [arns, ignoreCase]; };
  expect([of({}), of({ ignoreCase: true }), of({ arns: true })]).toEqual([[false, false], [false, true], [true, false]]);
});

test('values of a policy that say something else have another identity', () => {
  const values: Value[] = ['a', '1', 1, true, text`${'a'}`, text`a${'b'}`, new Unknown('a'), new Unknown('b'), new Unknown('a', new Hole('a')), null];
  expect(new Set(values.map((value) => JSON.stringify(identityOf(value)))).size).toBe(values.length);
  expect(identityOf(text`a${'b'}`)).toEqual(identityOf(text`a${'b'}`));
});

test.each<[string, Value, unknown]>([
  ['one', 'a', [['a']]],
  ['several', ['a', 'b'], [['a', 'b']]],
  ['none', null, [[]]],
  ['a choice in a list', ['a', new OneOf(['b', null]), 'c'], [['a', 'b', 'c'], ['a', 'c']]],
  ['two choices in a list', [new OneOf(['a', 'b']), new OneOf(['c', 'd'])], [['a', 'c'], ['a', 'd'], ['b', 'c'], ['b', 'd']]],
  ['one of two', new OneOf(['a', ['b', 'c']]), [['a'], ['b', 'c']]],
])('the alternatives of %s', (_, value, expected) => {
  expect(alternativesOf(value)).toEqual(expected);
});

test('sixteen alternatives are told apart, more are not', () => {
  const oneOf = (count: number) => new OneOf(Array.from({ length: count }, (_, i) => `v${i}`));
  expect([oneOf(16), [oneOf(4), oneOf(4)], new OneOf([oneOf(8), oneOf(8)])].map((value) => alternativesOf(value)?.length)).toEqual([16, 16, 16]);
  expect([oneOf(17), [oneOf(17)], [oneOf(4), oneOf(5)], new OneOf([oneOf(8), oneOf(9)]), new OneOf(['a', oneOf(17)])].map(alternativesOf))
    .toEqual([undefined, undefined, undefined, undefined, undefined]);
});
