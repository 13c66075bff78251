import { Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { literalPattern } from '../../src/policy';

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
