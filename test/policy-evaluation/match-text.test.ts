import { ACCOUNT, contextOf, NO, text, UNKNOWN, YES } from './support';
import { sameText } from '../../src/policy-evaluation/match-text';
import { PatternOptions, TextPattern } from '../../src/policy-evaluation/text-pattern';
import { FRESH } from '../../src/policy-evaluation/tokens';
import { AccountHole, NameHole, ParameterHole } from '../../src/template/holes';
import { Ternary } from '../../src/template/ternary';
import { Hole, Text, Unknown } from '../../src/template/value';

type Example = [pattern: string | Text, value: string | Text, expected: Ternary];

function match(pattern: string | Text, value: string | Text, options: PatternOptions = {}): Ternary {
  return TextPattern.of(pattern, options).match(value, contextOf({}));
}

describe('wildcards', () => {
  test.each<Example>([
    ['*', '', YES],
    ['*', 'anything', YES],
    ['a', 'a', YES],
    ['a', 'A', NO],
    ['a*', 'a', YES],
    ['a*c', 'abbbc', YES],
    ['a*c', 'abbbcd', NO],
    ['a?c', 'abc', YES],
    ['a?c', 'ac', NO],
    ['a**?', 'a', NO],
    ['a**?', 'ab', YES],
    ['*a*b*', 'xxaxxbxx', YES],
    ['*a*b*', 'xxbxxaxx', NO],
    ['*ab', 'aab', YES],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a/b:c', YES],
    ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket', NO],
    ['arn:aws:s3:::buck*', 'arn:aws:s3:::bucket/key', YES],
    ['arn:aws:s3:::bucket/*/logs', 'arn:aws:s3:::bucket/2026/11/logs', YES],
    ['arn:*', 'arn:aws:s3:::bucket', YES],
    ['(a+)+$', '(a+)+$', YES],
    ['[ab]', 'a', NO],
  ])('%s and %s: %s', (pattern, value, expected) => {
    expect(match(pattern, value, { wildcards: true })).toBe(expected);
  });

  test('are characters where they are not asked for', () => {
    expect(match('a*', 'abc')).toBe(NO);
    expect(match('a*', 'a*')).toBe(YES);
  });

  test('case is ignored on demand, also beside holes', () => {
    expect(match('S3:get*', 's3:GetObject', { wildcards: true, ignoreCase: true })).toBe(YES);
    expect(match(text`ABC${'h'}`, text`abc${'h'}`, { ignoreCase: true })).toBe(YES);
    expect(match(text`ABC${'h'}`, text`abc${'h'}`)).toBe(NO);
  });

  test.each<[string, string | Text, string | Text, Ternary]>([
    ['many stars', '*a'.repeat(200), 'a'.repeat(5000) + 'b', NO],
    ['many stars before something else', '*a*a*a*a*a*a*a*a*b', 'a'.repeat(2000), NO],
    ['many stars beside a hole', '*a'.repeat(200) + '*', Text.of('b'.repeat(2000), text`${'h'}`), UNKNOWN],
    ['a long text that is nearly there', `*${'a'.repeat(10_000)}b`, 'a'.repeat(20_000), NO],
    ['a long text that is there', `*${'a'.repeat(10_000)}b*`, `${'a'.repeat(20_000)}bc`, YES],
    ['a text that is nearly there beside a hole', Text.of(text`${'h'}`, `*${'a'.repeat(1000)}b`), Text.of(text`${'h'}`, 'a'.repeat(1000)), NO],
    ['a long text that is nearly there beside a hole', Text.of(text`${'h'}`, `*${'a'.repeat(2000)}b`), Text.of(text`${'h'}`, 'a'.repeat(2000)), UNKNOWN],
    ['long texts one after another', `x*${'a'.repeat(2000)}b*${'a'.repeat(2000)}c*y`, `x${'a'.repeat(5000)}b${'a'.repeat(5000)}cy`, YES],
    ['long texts in another order', `x*${'a'.repeat(2000)}c*${'a'.repeat(2000)}b*y`, `x${'a'.repeat(5000)}b${'a'.repeat(5000)}cy`, NO],
    ['a text that repeats within itself', `*${'ab'.repeat(2000)}ac*`, `${'ab'.repeat(2001)}${'ab'.repeat(1999)}acx`, YES],
    ['single characters, as long as it is quick', `*${'a?'.repeat(200)}b`, 'a'.repeat(1000), NO],
    ['single characters, when it is not', `*${'a?'.repeat(2000)}b`, 'a'.repeat(10_000), UNKNOWN],
  ])('work is bounded: %s', (_, pattern, value, expected) => {
    const before = process.cpuUsage();
    expect(match(pattern, value, { wildcards: true })).toBe(expected);
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });

  test('what is looked for by other means is what is there', () => {
    const random = generator(7);
    for (let round = 0; round < 200; round++) {
      const word = (length: number) => Array.from({ length }, () => 'ab'[Math.floor(random() * 2)]).join('');
      // So much before it that the greedy match gives up.
      const pattern = `*${'a'.repeat(1000)}c*${word(3)}*${word(2)}${random() < 0.5 ? '*' : ''}`;
      const value = `${'a'.repeat(2000)}c${word(8)}`;
      expect([pattern.slice(1002), value.slice(2000), match(pattern, value, { wildcards: true })])
        .toEqual([pattern.slice(1002), value.slice(2000), globOfReference(pattern.slice(1001), value.slice(2000)) ? YES : NO]);
    }
  });
});

describe('holes', () => {
  const bucket = text`arn:${'partition'}:s3:::bucket`;

  test.each<Example>([
    // One hole is one text, whatever it is.
    [bucket, bucket, YES],
    [text`${'a'}-${'b'}`, text`${'a'}-${'b'}`, YES],
    [text`${'a'}`, text`${'b'}`, UNKNOWN],
    [text`${'a'}-x`, text`${'a'}-y`, NO],
    [text`x-${'a'}`, text`y-${'a'}`, NO],
    [text`${'a'}`, text`${'a'}x`, NO],
    // A star takes them, and a hole is at least one character.
    ['*', text`${'a'}`, YES],
    ['?*', text`${'a'}`, YES],
    ['*?', text`${'a'}`, YES],
    ['?', text`${'a'}`, UNKNOWN],
    ['', text`${'a'}`, NO],
    ['ab', text`ab${'a'}`, NO],
    ['abcd', text`ab${'a'}`, UNKNOWN],
    ['ab:/c', text`ab${'a'}`, UNKNOWN],
    [text`${'a'}b`, 'bb', UNKNOWN],
    // What no policy names is in no hole.
    [text`${'a'}b`, `${FRESH}b`, NO],
    [text`${'a'}b`, `x${FRESH}b`, NO],
    [text`${'a'}b`, 'b', NO],
    [text`${'a'}b`, 'x:y/b', UNKNOWN],
    [text`a${'a'}b${'b'}c`, 'abc', NO],
    [text`a${'a'}b${'b'}c`, 'axxbxxc', UNKNOWN],
    ['arn:*:s3:::bucket', bucket, YES],
    [text`arn:${'partition'}:s3:::bucket/*`, text`arn:${'partition'}:s3:::bucket/key`, YES],
    [text`arn:${'partition'}:s3:::bucket/*`, text`arn:${'partition'}:s3:::other/key`, NO],
    [text`${'Bucket.Arn'}/*`, text`${'Bucket.Arn'}/key`, YES],
    [text`${'Bucket.Arn'}/*`, text`${'Bucket.Arn'}`, NO],
    // Against known text: the literal parts decide, where they can.
    ['arn:aws:s3:::bucket', bucket, UNKNOWN],
    [bucket, 'arn:aws:s3:::bucket', UNKNOWN],
    [bucket, 'arn:aws:s3:::other', NO],
    [bucket, 'arn:aws:sqs:::bucket', NO],
    ['arn:aws:s3:::other/*', text`arn:${'partition'}:s3:::bucket/key`, NO],
    ['arn:aws:s3:::other/*', text`arn:aws:s3:::${'name'}/key`, UNKNOWN],
    [text`arn:aws:s3:::${'name'}/*`, 'arn:aws:s3:::bucket', NO],
    ['arn:aws:iam::111122223333:role/x', text`arn:aws:iam::${'account'}:role/x`, UNKNOWN],
    ['arn:aws:iam::111122223333:role/x', text`arn:aws:iam::${'account'}:role/y`, NO],
  ])('%s and %s: %s', (pattern, value, expected) => {
    expect(match(pattern, value, { wildcards: true })).toBe(expected);
  });

  test('a star is a star where there are no wildcards', () => {
    expect(match(text`${'a'}/*`, text`${'a'}/key`)).toBe(NO);
    expect(match(text`${'a'}/*`, text`${'a'}/*`)).toBe(YES);
    expect(match(text`${'a'}/*`, text`${'a'}/key${'b'}`, { wildcards: true })).toBe(YES);
    expect(match(text`${'a'}/k?y*`, text`${'a'}/key${'b'}`, { wildcards: true })).toBe(YES);
    expect(match(text`${'a'}/key`, text`${'a'}/key${'b'}`, { wildcards: true })).toBe(NO);
  });

  test('a text is the same as itself and nothing is known of two holes', () => {
    expect(sameText(bucket, bucket)).toBe(YES);
    expect(sameText(text`${'a'}`, text`${'b'}`)).toBe(UNKNOWN);
    expect(sameText('a', 'b')).toBe(NO);
  });

  /** Whatever the holes are filled with, a definite answer has to stand. */
  test('definite answers hold for every filling', () => {
    const random = generator(42);
    for (let round = 0; round < 3000; round++) {
      const [pattern, value] = [randomParts(random, '*?'), randomParts(random, '')];
      const answer = match(asText(pattern), asText(value), { wildcards: true });
      if (answer === UNKNOWN) { continue; }
      for (let filling = 0; filling < 4; filling++) {
        const holes = { p: randomWord(random), q: randomWord(random) };
        const [p, v] = [filled(pattern, holes), filled(value, holes)];
        expect([p, v, globOfReference(p, v)]).toEqual([p, v, answer === YES]);
      }
    }
  });
});

describe('names that AWS gives to resources', () => {
  const [a, b] = [new NameHole('Stack/A'), new NameHole('Stack/B')];
  const arn = (name: Hole, rest = '') => Text.of('arn:', new Hole('partition'), ':s3:::', name, rest);

  test.each<Example>([
    // No two resources have the same.
    [Text.of(a), Text.of(b), NO],
    [Text.of(a), Text.of(a), YES],
    [arn(a), arn(b), NO],
    [arn(a, '/*'), arn(b, '/key'), NO],
    [arn(a, '/*'), arn(a, '/key'), YES],
    [arn(a), arn(b, '/key'), NO],
    [arn(a, '-logs'), arn(b, '-logs'), NO],
    [Text.of('x-', a, '?'), Text.of('x-', b, 'y'), NO],
    // Other text may follow on one that makes it the other, or begin like it.
    [arn(a, '*'), arn(b, '/key'), UNKNOWN],
    [arn(a, '-x*'), arn(b, '-x-y'), UNKNOWN],
    [arn(a, '-x'), arn(b), UNKNOWN],
    ['*', arn(b), YES],
    // Of other text, and of other holes, nothing is known.
    [Text.of(a), 'literal', UNKNOWN],
    [Text.of(a), Text.of(new Hole('parameter')), UNKNOWN],
    [Text.of(a), Text.of(new ParameterHole('parameter', [])), UNKNOWN],
  ])('%s and %s: %s', (pattern, value, expected) => {
    expect(match(pattern, value, { wildcards: true })).toBe(expected);
    if (!/[*?]/.test(pattern.toString())) { expect(sameText(value, pattern)).toBe(expected); }
  });

  test.each([
    ['AWS::Region', 'AWS::Region of 111122223333'],
    ['One/AWS::StackName', 'Other/AWS::StackName'],
  ])('the names of accounts, Regions and stacks are none: %s and %s', (one, other) => {
    expect(sameText(Text.of(new NameHole(one)), Text.of(new NameHole(other)))).toBe(UNKNOWN);
  });
});

describe('policy variables', () => {
  const context = contextOf({
    'aws:username': 'ana',
    'aws:PrincipalTag/team': 'b*ue',
    'aws:userid': new Unknown('not told'),
    'aws:PrincipalAccount': text`${'account'}`,
    'aws:TagKeys': ['a'],
  });
  const options = { wildcards: true, variables: YES };

  test.each<Example>([
    ['home/${aws:username}/*', 'home/ana/x', YES],
    ['home/${AWS:UserName}/*', 'home/bob/x', NO],
    ['${aws:PrincipalTag/team}', 'b*ue', YES],
    ['${aws:PrincipalTag/team}', 'blue', NO],
    ['a${*}b', 'a*b', YES],
    ['a${*}b', 'axb', NO],
    ['a${?}b', 'a?b', YES],
    ['a${?}b', 'axb', NO],
    ['${$}{x}', '${x}', YES],
    // The key is absent: it has no value, and nothing equals that.
    ['${aws:PrincipalTag/absent}', '', NO],
    ['${aws:PrincipalTag/absent}*', 'anything', NO],
    ["${aws:PrincipalTag/absent, 'company-wide'}", 'company-wide', YES],
    ["${aws:username, 'company-wide'}", 'ana', YES],
    // It is there, but it cannot be determined what it is, or what the variable is.
    ['x${aws:userid}', 'xy', UNKNOWN],
    ['x${aws:TagKeys}', 'xa', UNKNOWN],
    ['x${nonsense}', 'xy', UNKNOWN],
    [text`x\${aws:PrincipalTag/${'tag'}}`, 'xy', UNKNOWN],
    ['${aws:PrincipalAccount}', text`${'account'}`, YES],
    ['${aws:PrincipalAccount}', ACCOUNT, UNKNOWN],
  ])('%s and %s: %s', (pattern, value, expected) => {
    expect(TextPattern.of(pattern, options).match(value, context)).toBe(expected);
  });

  test('are plain text in the policies of 2008', () => {
    const pattern = TextPattern.of('${aws:username}', { wildcards: true, variables: NO });
    expect(pattern.match('ana', context)).toBe(NO);
    expect(pattern.match('${aws:username}', context)).toBe(YES);
  });

  test('cannot be determined where the version cannot', () => {
    expect(TextPattern.of('${aws:username}', { variables: UNKNOWN }).match('ana', context)).toBe(UNKNOWN);
    expect(TextPattern.of('ana', { variables: UNKNOWN }).match('ana', context)).toBe(YES);
  });
});

type Parts = readonly (string | { readonly hole: 'p' | 'q' })[];

function asText(parts: Parts): string | Text {
  return Text.of(...parts.map((part) => (typeof part === 'string' ? part : text`${part.hole}`)));
}

function filled(parts: Parts, holes: { readonly p: string; readonly q: string }): string {
  return parts.map((part) => (typeof part === 'string' ? part : holes[part.hole])).join('');
}

function randomParts(random: () => number, wildcards: string): Parts {
  const alphabet = `ab${wildcards}`;
  return Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
    const choice = random();
    if (choice < 0.15) { return { hole: 'p' as const }; }
    return choice < 0.25 ? { hole: 'q' as const } : alphabet[Math.floor(random() * alphabet.length)];
  });
}

function randomWord(random: () => number): string {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, () => 'ab'[Math.floor(random() * 2)]).join('');
}

/** The definition of a glob, word by word. */
function globOfReference(pattern: string, value: string): boolean {
  if (pattern === '') { return value === ''; }
  if (pattern[0] === '*') { return globOfReference(pattern.slice(1), value) || (value !== '' && globOfReference(pattern, value.slice(1))); }
  return value !== '' && (pattern[0] === '?' || pattern[0] === value[0]) && globOfReference(pattern.slice(1), value.slice(1));
}

/** Numbers that are as good as random and the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

describe('a name or an id has no separator in it', () => {
  const within = (hole: Hole) => Text.of('logs/', hole, '/file');
  test.each<Example>([
    ['logs/*/logs/*', within(new NameHole('AWS::AccountId')), NO],
    ['logs/*/logs/*', within(new NameHole('Stack/Cluster')), NO],
    ['logs/*/logs/*', within(new Hole('anything')), UNKNOWN],
    ['logs/a:b/file', within(new NameHole('Stack/Cluster')), NO],
    ['logs/a-b/file', within(new NameHole('Stack/Cluster')), UNKNOWN],
    ['logs/*/file', within(new NameHole('Stack/Cluster')), YES],
  ])('%s and %s: %s', (pattern, value, expected) => {
    expect(match(pattern, value, { wildcards: true })).toBe(expected);
  });
});

describe('the account of a stack that may be anywhere', () => {
  const account = Text.of(new AccountHole('AWS::AccountId'));
  const folder = (parent: string) => Text.of(`${parent}/`, new AccountHole('AWS::AccountId'), '/file');

  test.each<Example>([
    // What S3 says of requests without a signature is the ID of no account.
    ['anonymous', account, NO],
    ['o-a1b2c3d4e5', account, NO],
    [ACCOUNT, account, UNKNOWN],
    [`${ACCOUNT.slice(0, 6)}*`, account, UNKNOWN],
    ['*', account, YES],
    ['logs/staging/file', folder('logs'), NO],
    [`logs/${ACCOUNT}/file`, folder('logs'), UNKNOWN],
    [account, account, YES],
  ])('%s and %s: %s', (pattern, value, expected) => {
    expect(match(pattern, value, { wildcards: true })).toBe(expected);
  });
});

describe('policy variables', () => {
  const BLANKS = ' '.repeat(100_000);

  test.each<[string, string, Ternary]>([
    ['blanks behind the key', `\${aws:username${BLANKS}}`, YES],
    ['blanks and something else', `\${aws:username${BLANKS}x}`, NO],
    ['blanks before the default', `\${aws:username,${BLANKS}'x'}`, YES],
    ['blanks behind the default', `\${aws:username,'x'${BLANKS}}`, UNKNOWN],
    ['a default that does not end', `\${aws:username,'${BLANKS}}`, UNKNOWN],
    ['nothing but blanks', `\${${BLANKS}}`, UNKNOWN],
    ['200,000 characters before it', `${'a'.repeat(200_000)}\${aws:username}`, NO],
    ['many of them', '${aws:username}'.repeat(20_000), NO],
    ['many that do not end', '${'.repeat(100_000), UNKNOWN],
  ])('%s', (_, pattern, expected) => {
    const before = process.cpuUsage();
    expect(TextPattern.of(pattern, { variables: YES }).match('ana', contextOf({ 'aws:username': 'ana' }))).toBe(expected);
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });

  test.each<[string, Ternary]>([
    ["${aws:username, 'x'}", YES],
    ["${aws:username,'x, y'}", YES],
    ["${aws:username , ''}", YES],
    ["${aws:user'name}", UNKNOWN],
    ['${aws:username,}', UNKNOWN],
    ['${aws:username, x}', UNKNOWN],
    ['${username}', UNKNOWN],
  ])('%s', (pattern, expected) => {
    expect(TextPattern.of(pattern, { variables: YES }).match('ana', contextOf({ 'aws:username': 'ana' }))).toBe(expected);
  });
});
