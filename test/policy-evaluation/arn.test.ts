import { accountOfArn, arnFields, ArnPattern, isNoArn, sameArn } from '../../src/policy-evaluation/arn';
import { Context } from '../../src/policy-evaluation/context';
import { Hole, NameHole, Ternary, Text } from '../../src/template';

const { YES, NO, UNKNOWN } = Ternary;
const hole = (id = 'H') => new Hole(id);
const partition = new NameHole('AWS::Partition');
const text = (...parts: (string | Hole)[]) => Text.of(...parts);
const shown = (fields: ReturnType<typeof arnFields>) => (Array.isArray(fields) ? fields.map(String) : fields);

describe('the fields of an ARN', () => {
  test.each<[string | Text, boolean, unknown]>([
    ['arn:aws:s3:::b', false, ['arn', 'aws', 's3', '', '', 'b']],
    ['arn:aws:s3:::b:c/d', false, ['arn', 'aws', 's3', '', '', 'b:c/d']],
    ['arn:aws:s3:r:1:', false, ['arn', 'aws', 's3', 'r', '1', '']],
    ['arn:aws:s3:r:1', false, undefined],
    ['', false, undefined],
    ['a:b:c:d:e:f', false, ['a', 'b', 'c', 'd', 'e', 'f']],
    ['arn:aws:s3:::${aws:username}', false, ['arn', 'aws', 's3', '', '', '${aws:username}']],
    ['arn:aws:s3::${aws:PrincipalAccount}:b', true, ['arn', 'aws', 's3', '', '${aws:PrincipalAccount}', 'b']],
    ['arn:aws:s3::${aws:PrincipalAccount}:b', false, ['arn', 'aws', 's3', '', '${aws', 'PrincipalAccount}:b']],
    ['arn:aws:s3:${aws:x:1:b', true, undefined],
    ['arn:aws:s3:$:1:b', true, ['arn', 'aws', 's3', '$', '1', 'b']],
    [text('arn:', partition, ':s3:::b'), false, ['arn', '{AWS::Partition}', 's3', '', '', 'b']],
    [text('arn:aws:s3:::', hole(), '-b', hole('I')), false, ['arn', 'aws', 's3', '', '', '{H}-b{I}']],
    [text('arn:aws:s3:r:1', hole(), ':b'), false, ['arn', 'aws', 's3', 'r', '1{H}', 'b']],
    [text('arn:aws:s3:', hole()), false, UNKNOWN],
    [text(hole()), false, UNKNOWN],
  ])('%s, with variables: %s', (arn, variables, expected) => {
    expect(shown(arnFields(arn, variables))).toEqual(expected);
  });

  test.each<[string | Text, string | undefined]>([
    ['arn:aws:iam::111122223333:role/R', '111122223333'],
    ['arn:aws:s3:::b', undefined],
    ['b', undefined],
    [text('arn:aws:iam::', hole(), ':role/R'), '{H}'],
    [text('arn:aws:iam:', hole()), undefined],
  ])('the account of %s', (arn, expected) => {
    const account = accountOfArn(arn);
    expect(account && String(account)).toBe(expected);
  });
});

describe('two ARNs are the same', () => {
  test.each<[string | Text, string | Text, Ternary]>([
    ['arn:aws:iam::1:role/R', 'arn:aws:iam::1:role/R', YES],
    ['arn:aws:iam::1:role/R', 'arn:aws:iam::1:role/r', NO],
    ['arn:aws:iam::1:role/R', 'arn:aws-cn:iam::1:role/R', NO],
    ['arn:aws:iam::1:role/*', 'arn:aws:iam::1:role/R', NO],
    [text('arn:', partition, ':iam::1:role/R'), 'arn:aws:iam::1:role/R', YES],
    [text('arn:', partition, ':iam::1:role/R'), text('arn:', hole('AWS::Partition of another'), ':iam::1:role/R'), YES],
    [text('arn:', partition, ':iam::2:role/R'), 'arn:aws:iam::1:role/R', NO],
    [text('arn:aws:iam::', hole(), ':role/R'), 'arn:aws:iam::1:role/R', UNKNOWN],
    [text('arn:aws:iam::', hole(), ':role/R'), 'arn:aws:iam::1:role/S', NO],
    [text('arn:aws:iam::', hole(), ':role/R'), text('arn:aws:iam::', hole(), ':role/R'), YES],
    [text(hole()), 'arn:aws:iam::1:role/R', UNKNOWN],
    ['role/R', 'role/R', YES],
    ['role/R', 'role/S', NO],
  ])('%s and %s: %s', (left, right, expected) => {
    expect([sameArn(left, right), sameArn(right, left)]).toEqual([expected, expected]);
  });
});

describe('a pattern of ARNs', () => {
  const context = Context.of({ 'aws:PrincipalAccount': '1' });

  test.each<[string | Text, string | Text, Ternary]>([
    ['arn:aws:s3:::b*', 'arn:aws:s3:::bucket', YES],
    ['arn:*:s3:::b', 'arn:aws:s3:::b', YES],
    ['arn:*', 'arn:aws:s3:::b', UNKNOWN],
    ['arn:aws:s3:*:b', 'arn:aws:s3:::b', UNKNOWN],
    ['arn:aws:*:1:b', 'arn:aws:s3::1:b', UNKNOWN],
    ['arn:aws:s3:::a*', 'arn:aws:s3:::b', NO],
    ['arn:aws:s3:::*', 'b', NO],
    ['*', 'b', NO],
    ['arn:aws:s3::${aws:PrincipalAccount}:b', 'arn:aws:s3::1:b', YES],
    ['arn:aws:s3::${aws:PrincipalAccount}:b', 'arn:aws:s3::2:b', NO],
    ['arn:aws:s3:::b', text('arn:', hole(), ':s3:::b'), UNKNOWN],
    ['arn:*:s3:::b', text('arn:', hole(), ':s3:::b'), YES],
    [text(hole()), text(hole()), YES],
    [text(hole(), '/*'), text(hole(), '/a'), YES],
    [text(hole(), '/*'), text(hole('I'), '/a'), UNKNOWN],
    [text(hole()), 'arn:aws:s3:::b', UNKNOWN],
  ])('%s and %s: %s', (pattern, value, expected) => {
    expect(ArnPattern.of(pattern, { variables: YES }).match(value, context)).toBe(expected);
  });
});

test.each<[string | Text, boolean]>([
  ['arn:aws:s3:::b', false],
  ['arn:aws:s3', true],
  ['alias/a', true],
  ['a:b:c:d:e:f', true],
  ['', true],
  [text(hole()), false],
  [text('arn:', hole()), false],
  [text('ar', hole()), false],
  [text('arn:aws:', hole()), false],
  [text('alias/', hole()), true],
  [text('arnx', hole()), true],
])('%s is no ARN: %s', (value, expected) => {
  expect(isNoArn(value)).toBe(expected);
});
