import { CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { plainText } from '../../src/logging/private/plain-text';

const stack = new Stack();
const list = new CfnParameter(stack, 'Names', { type: 'CommaDelimitedList' });

test.each<[string, unknown, unknown]>([
  ['texts and lists stay', { a: ['b', 1, true, null] }, { a: ['b', 1, true, null] }],
  ['a reference', stack.account, '${AWS::AccountId}'],
  ['an attribute', Fn.getAtt('Logs', 'Arn'), '${Logs.Arn}'],
  ['a text with references', `${Fn.getAtt('Logs', 'Arn')}/*`, '${Logs.Arn}/*'],
  ['a list that is a parameter', { 'Fn::Join': [',', list.valueAsList] }, '${Fn::Join: [",",{"Ref":"Names"}]}'],
  ['a list that another function gives', { 'Fn::Join': [',', { 'Fn::Split': ['/', 'a/b'] }] }, '${Fn::Join: [",",{"Fn::Split":["/","a/b"]}]}'],
  ['a join of nothing', { 'Fn::Join': 'wrong' }, '${Fn::Join: wrong}'],
  ['another function within a text', `logs/${Fn.importValue('Prefix')}/*`, 'logs/${Fn::ImportValue: Prefix}/*'],
  ['a reference to nothing', { Ref: 1 }, '${Ref: 1}'],
])('%s', (_, value, expected) => {
  expect(JSON.parse(plainText(stack, value))).toEqual(expected);
});
