import { type Json, literal, pseudoParameters, type References } from './literal';

const REFERENCES: References = { ref: (name) => `<${name}>`, attribute: (id, attribute) => `<${id}|${attribute}>` };
const ELSEWHERE: References = { ...REFERENCES, imported: (name) => `<import ${name}>`, output: (stack, name) => `<${stack}/${name}>` };

test.each<[string, Json, Json]>([
  ['what is literal', { A: ['b', 1, true, null] }, { A: ['b', 1, true, null] }],
  ['Ref', { Ref: 'A' }, '<A>'],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['A', 'Arn'] }, '<A|Arn>'],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'A.Outputs.B' }, '<A|Outputs.B>'],
  ['Fn::Join', { 'Fn::Join': ['', ['a', { Ref: 'A' }]] }, 'a<A>'],
  ['Fn::Select of Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': ['|', { 'Fn::GetAtt': ['A', 'Arn'] }] }] }, 'Arn>'],
  ['Fn::Sub', { 'Fn::Sub': '${A}-${A.Arn}-${!A}' }, '<A>-<A|Arn>-${A}'],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${A}-${x}', { x: { Ref: 'X' } }] }, '<A>-<X>'],
  ['another function', { 'Fn::GetAZs': { Ref: 'A' } }, { 'Fn::GetAZs': '<A>' }],
  ['something deep inside', { A: [{ B: { Ref: 'C' } }] }, { A: [{ B: '<C>' }] }],
])('%s', (_, value, expected) => {
  expect(literal(value, REFERENCES)).toEqual(expected);
});

test('what stands in other stacks', () => {
  const values: Json = [{ 'Fn::ImportValue': { 'Fn::Join': ['', ['a', { Ref: 'A' }]] } }, { 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'O' } }];
  expect(literal(values, ELSEWHERE)).toEqual(['<import a<A>>', '<S/O>']);
  expect(literal([{ 'Fn::ImportValue': 'a' }], REFERENCES)).toEqual([{ 'Fn::ImportValue': 'a' }]);
});

test('pseudo parameters tell of a stack only where it has a name', () => {
  expect(pseudoParameters({ account: '1', region: 'r' })).toEqual({
    'AWS::AccountId': '1', 'AWS::Region': 'r', 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com',
  });
  expect(pseudoParameters({ account: '1', region: 'r', stackName: 's' })).toMatchObject({ 'AWS::StackName': 's' });
});
