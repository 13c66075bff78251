import { contextOf, NO, text, UNKNOWN, YES } from './support';
import { ContextValue } from '../../src/policy-evaluation';
import { condition } from '../../src/policy-evaluation/condition';
import { not, Ternary } from '../../src/template/ternary';
import { Value } from '../../src/template/value';

function holds(operator: string, policyValue: Value, value: ContextValue): Ternary {
  const problems: string[] = [];
  const check = condition({ [operator]: { 'a:Key': policyValue } }, YES, (problem) => problems.push(problem));
  expect(problems).toEqual([]);
  return check(contextOf({ 'A:key': value }));
}

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0d9a';

test.each<[operator: string, policyValue: Value, value: ContextValue, expected: Ternary]>([
  ['StringEquals', 'aws:kms', 'aws:kms', YES],
  ['StringEquals', 'aws:kms', 'AWS:KMS', NO],
  ['StringEquals', 'aws:*', 'aws:kms', NO],
  ['StringEquals', ['AES256', 'aws:kms'], 'aws:kms', YES],
  ['StringEquals', [], 'aws:kms', NO],
  ['StringEquals', 12, '12', YES],
  ['StringEquals', 'true', true, YES],
  ['StringEquals', text`x${'h'}`, 'xy', UNKNOWN],
  ['StringEquals', ['a', text`${'h'}`], 'a', YES],
  ['StringEquals', text`${'h'}`, text`${'h'}`, YES],
  ['stringequals', 'a', 'a', YES],
  ['StringEqualsIgnoreCase', 'aws:kms', 'AWS:KMS', YES],
  ['StringEqualsIgnoreCase', 'aws:kms', 'aws:kms:dsse', NO],
  ['StringLike', 'aws:kms*', 'aws:kms:dsse', YES],
  ['StringLike', 'aws:km?', 'aws:kms', YES],
  ['StringLike', 'AWS:*', 'aws:kms', NO],
  ['StringLike', ['x*', ''], '', YES],

  ['NumericEquals', '1.20', '1.2', YES],
  ['NumericEquals', 1.2, '1.2', YES],
  ['NumericEquals', '10', 9, NO],
  ['NumericLessThan', '1.2', '1.1', YES],
  ['NumericLessThan', '1.2', '1.2', NO],
  ['NumericLessThan', '10', '9', YES],
  ['NumericLessThan', '-1', '-2', YES],
  ['NumericLessThanEquals', '1.2', '1.2', YES],
  ['NumericLessThanEquals', '1.2', '1.3', NO],
  ['NumericGreaterThan', '1.2', '1.3', YES],
  ['NumericGreaterThan', '1.2', '1.2', NO],
  ['NumericGreaterThanEquals', '1.2', '1.2', YES],
  ['NumericGreaterThanEquals', '1.2', '1.1', NO],
  ['NumericLessThan', 'many', '1', NO],
  ['NumericLessThan', '1', '', NO],
  ['NumericLessThan', '1', '0x0', NO],
  ['NumericLessThan', '1.2', text`${'h'}`, UNKNOWN],
  ['NumericLessThan', text`1.${'h'}`, '1', UNKNOWN],
  ['NumericLessThan', text`1.${'h'}`, text`1.${'h'}`, UNKNOWN],
  // What is no number is less than none, whatever that is.
  ['NumericLessThan', 'many', text`${'h'}`, NO],
  ['NumericLessThan', text`${'h'}`, 'few', NO],

  ['DateEquals', '2026-11-21T00:00:00Z', '2026-11-21', YES],
  ['DateEquals', '2026-11-21T01:00:00+01:00', '2026-11-21T00:00:00Z', YES],
  ['DateEquals', '1795219200', '2026-11-21T00:00:00', YES],
  ['DateEquals', 1795219200, '2026-11-21T00:00Z', YES],
  ['DateLessThan', '2026', '2025-12-31T23:59:59.9Z', YES],
  ['DateLessThan', '2026-11', '2026-11-01', NO],
  ['DateLessThanEquals', '2026-11', '2026-11-01', YES],
  ['DateGreaterThan', '2020-01-01T00:00:01Z', '2026-11-21T00:00:00Z', YES],
  ['DateGreaterThan', '2026-11-21', '2026-11-21', NO],
  ['DateGreaterThanEquals', '2026-11-21', '2026-11-21', YES],
  ['DateLessThan', 'tomorrow', '2026-11-21', NO],
  ['DateLessThan', '2026-13-45', '2026-11-21', NO],
  ['DateLessThan', '2026-11-21', text`${'h'}`, UNKNOWN],
  ['DateLessThan', text`2026-11-${'h'}`, '2025-01-01', UNKNOWN],

  ['Bool', 'false', 'false', YES],
  ['Bool', false, 'False', YES],
  ['Bool', 'TRUE', true, YES],
  ['Bool', 'true', false, NO],
  ['Bool', 'yes', 'yes', NO],
  ['Bool', 'true', '1', NO],
  ['Bool', 'true', text`${'h'}`, UNKNOWN],
  // What is not known may be neither true nor false.
  ['Bool', text`${'h'}`, text`${'h'}`, UNKNOWN],
  ['Bool', text`${'h'}`, 'true', UNKNOWN],
  ['Bool', text`${'h'}`, 'perhaps', NO],
  ['Bool', text`${'h'}x`, text`y${'g'}y`, NO],

  ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', YES],
  ['BinaryEquals', 'QmluYQ==', 'QmluYQ', YES],
  ['BinaryEquals', 'QmluYXJ5', 'qmluyxj5', NO],
  ['BinaryEquals', text`${'h'}`, 'QmluYXJ5', UNKNOWN],
  ['BinaryEquals', 'QmluYXJ5', text`${'h'}`, UNKNOWN],
  ['BinaryEquals', text`${'h'}`, text`${'h'}`, UNKNOWN],

  ['IpAddress', '203.0.113.0/24', '203.0.113.77', YES],
  ['IpAddress', '203.0.113.0/24', '203.0.114.1', NO],
  ['IpAddress', '203.0.113.9/24', '203.0.113.77', YES],
  ['IpAddress', '203.0.113.9', '203.0.113.9', YES],
  ['IpAddress', '203.0.113.9', '203.0.113.10', NO],
  ['IpAddress', '203.0.113.5/32', '203.0.113.5', YES],
  ['IpAddress', '203.0.113.5/32', '203.0.113.4', NO],
  ['IpAddress', '203.0.113.4/31', '203.0.113.5', YES],
  ['IpAddress', '203.0.113.5', '203.0.113.5', YES],
  ['IpAddress', '203.0.113.5', '203.0.113.4', NO],
  ['IpAddress', '2001:db8::5/128', '2001:db8::5', YES],
  ['IpAddress', '2001:db8::5/128', '2001:db8::4', NO],
  ['IpAddress', '2001:db8::5', '2001:db8::5', YES],
  ['IpAddress', '2001:db8::5', '2001:db8::4', NO],
  ['IpAddress', '2001:db8::/129', '2001:db8::', NO],
  ['IpAddress', '::ffff:203.0.113.0/120', '203.0.113.5', NO],
  ['IpAddress', '203.0.113.0/24', '::ffff:203.0.113.5', NO],
  ['IpAddress', '0.0.0.0/0', '198.51.100.1', YES],
  ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678::1', YES],
  ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5679::1', NO],
  ['IpAddress', '::/0', '198.51.100.1', NO],
  ['IpAddress', ['10.0.0.0/8', '2001:db8::/32'], '2001:db8::5', YES],
  ['IpAddress', '203.0.113.0/33', '203.0.113.0', NO],
  ['IpAddress', '203.0.113.0/24', 'AWS Internal', NO],
  ['IpAddress', text`${'cidr'}`, '203.0.113.1', UNKNOWN],
  ['IpAddress', '203.0.113.0/24', text`203.0.113.${'h'}`, UNKNOWN],
  ['IpAddress', text`${'cidr'}`, text`203.0.113.${'h'}`, UNKNOWN],
  ['IpAddress', '203.0.113.0/33', text`203.0.113.${'h'}`, NO],

  ['ArnEquals', KEY_ARN, KEY_ARN, YES],
  ['ArnEquals', 'arn:aws:kms:*:111122223333:key/*', KEY_ARN, YES],
  ['ArnLike', 'arn:aws:kms:*:111122223333:key/?d9a', KEY_ARN, YES],
  ['ArnLike', 'arn:aws:kms:eu-west-1:*:KEY/*', KEY_ARN, NO],
  // A star does not leave its field, except in the last one.
  ['ArnLike', 'arn:aws:*:a:b:c', 'arn:aws:kms:eu-west-1:111122223333:key/a:b:c', NO],
  ['ArnLike', 'arn:aws:logs:*:111122223333:*', 'arn:aws:logs:eu-west-1:111122223333:log-group:a:b', YES],
  // Neither a bare key id nor an alias is an ARN.
  ['ArnLike', KEY_ARN, '0d9a', NO],
  ['ArnNotLike', KEY_ARN, '0d9a', UNKNOWN],
  ['ArnNotEquals', KEY_ARN, 'alias/mine', UNKNOWN],
  ['ArnNotEquals', KEY_ARN, `${KEY_ARN}9`, YES],
  ['ArnLike', '*', 'alias/mine', NO],
  ['ArnLike', KEY_ARN, text`alias/${'h'}`, NO],
  // Whether a star stands for six fields is nowhere documented.
  ['ArnLike', '*', KEY_ARN, UNKNOWN],
  ['ArnLike', 'sns:*', KEY_ARN, NO],
  ['ArnLike', text`arn:${'partition'}:s3:::bucket`, 'arn:aws:s3:::bucket', UNKNOWN],
  ['ArnLike', text`arn:${'partition'}:s3:::bucket`, text`arn:${'partition'}:s3:::bucket`, YES],
  ['ArnLike', text`arn:${'partition'}:s3:::bucket`, 'arn:aws:s3:::other', NO],
  ['ArnLike', text`${'Key.Arn'}`, text`${'Key.Arn'}`, YES],
  ['ArnLike', text`${'Key.Arn'}`, KEY_ARN, UNKNOWN],
  ['ArnLike', text`${'Bucket.Arn'}/*`, text`${'Bucket.Arn'}/x`, YES],
  ['ArnLike', text`${'Bucket.Arn'}/y`, text`${'Bucket.Arn'}/x`, NO],
])('%s %j of %j: %s', (operator, policyValue, value, expected) => {
  expect(holds(operator, policyValue, value)).toBe(expected);
});

describe('a negated operator is the contrary of the positive one while the key is there', () => {
  const pairs = [
    ['StringEquals', 'StringNotEquals'],
    ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
    ['StringLike', 'StringNotLike'],
    ['NumericEquals', 'NumericNotEquals'],
    ['DateEquals', 'DateNotEquals'],
    ['IpAddress', 'NotIpAddress'],
    ['ArnEquals', 'ArnNotEquals'],
    ['ArnLike', 'ArnNotLike'],
  ];
  const values: (string | number | boolean)[] = ['', 'a', 'A', 'a*', '?', 1.2, '1.20', true, '2026-11-21', '10.1.2.3', '10.0.0.0/8', '::1', KEY_ARN, 'arn:aws:kms:*:*:*'];
  const all = [...values, text`${'h'}`, text`a${'h'}`, text`arn:aws:kms:${'region'}:111122223333:key/0d9a`];
  const policyValues: Value[] = [...all, ['a', KEY_ARN, '10.0.0.0/8', '1.2'], [text`${'h'}`, 'a'], []];

  // Of the negated operators for ARNs it cannot be determined what they make of anything else.
  const comparable = (operator: string, value: unknown) => !operator.startsWith('Arn') || String(value).startsWith('arn:');

  test.each(pairs)('%s and %s', (positive, negated) => {
    for (const policyValue of policyValues) {
      for (const value of all.filter((one) => comparable(positive, one))) {
        expect([policyValue, value, holds(negated, policyValue, value)])
          .toEqual([policyValue, value, not(holds(positive, policyValue, value))]);
      }
    }
  });

  test.each(pairs)('%s and %s: ForAllValues of the one is the contrary of ForAnyValue of the other', (positive, negated) => {
    for (const policyValue of policyValues) {
      for (const value of all.filter((one) => one !== '' && comparable(positive, one))) {
        const several = [value, positive.startsWith('Arn') ? `${KEY_ARN}9` : 'a', KEY_ARN] as ContextValue;
        expect(holds(`ForAllValues:${negated}`, policyValue, several)).toBe(not(holds(`ForAnyValue:${positive}`, policyValue, several)));
      }
    }
  });
});
