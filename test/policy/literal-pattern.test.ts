import { Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { isPattern, literalPattern } from '../../src/policy';

test.each([
  ['logs/2026/', 'logs/2026/'],
  ['a*b?c', 'a${*}b${?}c'],
  ['${aws:username}', '${$}{aws:username}'],
  ['$5 and {}', '$5 and {}'],
])('%s', (text, pattern) => {
  expect(literalPattern(text)).toBe(pattern);
});

test('tokens stay what they are', () => {
  const stack = new Stack();
  const name = new CfnParameter(stack, 'Name').valueAsString;
  expect(stack.resolve(literalPattern(`${name}/*/${Aws.REGION}`))).toEqual({ 'Fn::Join': ['', [{ Ref: 'Name' }, '/${*}/', { Ref: 'AWS::Region' }]] });
});

test.each([['logs/', false], ['$5', false], ['a*', true], ['a?', true], ['${aws:username}', true], [Aws.REGION, false], [`${Aws.REGION}*`, true]])(
  '%s is a pattern: %s', (text, expected) => { expect(isPattern(text)).toBe(expected); });
