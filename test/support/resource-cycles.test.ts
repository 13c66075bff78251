import { resourceCycle } from './resource-cycles';

const key = { Type: 'AWS::KMS::Key' };

test.each([
  ['Ref', { Ref: 'B' }],
  ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['B', 'Arn'] }],
  ['Fn::GetAtt as text', { 'Fn::GetAtt': 'B.Arn' }],
  ['Fn::Sub', { 'Fn::Sub': 'arn:aws:s3:::${B}/*' }],
  ['Fn::Sub of an attribute', { 'Fn::Sub': '${B.Arn}/*' }],
  ['Fn::Sub with a list', { 'Fn::Sub': ['${x}/*', { x: { 'Fn::GetAtt': ['B', 'Arn'] } }] }],
])('finds a circle that is closed by %s', (_, reference) => {
  expect(resourceCycle({
    Resources: {
      A: { ...key, Properties: { Policy: [{ Deep: reference }] } },
      B: { ...key, Properties: { Key: { 'Fn::GetAtt': ['A', 'Arn'] } } },
    },
  })).toEqual(['A', 'B', 'A']);
});

test('finds a circle that is closed by DependsOn', () => {
  expect(resourceCycle({ Resources: { A: { ...key, DependsOn: ['B'] }, B: { ...key, DependsOn: 'A' } } })).toEqual(['A', 'B', 'A']);
});

test('a tree, a parameter and a literal ${!Name} are no circle', () => {
  expect(resourceCycle({
    Resources: {
      A: { ...key, DependsOn: 'B', Properties: { P: { Ref: 'Parameter' }, Q: { 'Fn::Sub': '${!A}' } } },
      B: { ...key, Properties: { P: { Ref: 'C' } } },
      C: key,
    },
  })).toBeUndefined();
});
