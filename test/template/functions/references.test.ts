import { shown, template } from '../shown';

const T = template({
  Parameters: { Which: { AllowedValues: ['Arn'] }, Open: {} },
  Resources: { B: { Type: 'AWS::S3::Bucket' }, X: { Type: 'Custom::Thing' } },
});

const WRONG = { unknown: 'Fn::GetAtt takes a logical id and an attribute' };

test.each([
  ['Ref', 'B', '{T/B}'],
  ['Ref', 'Nowhere', { unknown: 'the template has no parameter or resource Nowhere' }],
  ['Ref', 'toString', { unknown: 'the template has no parameter or resource toString' }],
  ['Ref', 1, { unknown: 'Ref takes a name, not a number' }],
  ['Ref', null, { unknown: 'Ref takes a name, not nothing' }],
  ['Fn::GetAtt', ['B', 'Arn'], 'arn:aws:s3:::{T/B}'],
  ['Fn::GetAtt', 'B.Arn', 'arn:aws:s3:::{T/B}'],
  ['Fn::GetAtt', ['B', { Ref: 'Which' }], 'arn:aws:s3:::{T/B}'],
  ['Fn::GetAtt', ['B', 'Novelty'], '{T/B.Novelty}'],
  ['Fn::GetAtt', ['B', 'constructor'], '{T/B.constructor}'],
  ['Fn::GetAtt', ['X', 'Nested.Value'], '{T/X.Nested.Value}'],
  ['Fn::GetAtt', 'X.Nested.Value', '{T/X.Nested.Value}'],
  ['Fn::GetAtt', ['Nowhere', 'Arn'], { unknown: 'the template has no resource Nowhere' }],
  ['Fn::GetAtt', ['B', { Ref: 'Open' }], WRONG],
  ['Fn::GetAtt', ['B'], WRONG],
  ['Fn::GetAtt', ['B', 'Arn', 'More'], WRONG],
  ['Fn::GetAtt', 'B', WRONG],
  ['Fn::GetAtt', {}, WRONG],
])('%s %j', (name, argument, expected) => {
  expect(shown(T.resolve({ [name]: argument }))).toEqual(expected);
});
