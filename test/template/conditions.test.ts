import { shown, template } from './shown';
import { Ternary } from '../../src/template/ternary';

const { YES, NO, UNKNOWN } = Ternary;

const PARAMETERS = {
  Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] },
  KeyArn: { Type: 'String', Default: '' },
  Anything: { Type: 'String' },
};

const IS_IRELAND = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] };
const IS_VIRGINIA = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] };
const IS_PROD = { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] };

function condition(raw: unknown, others = {}): Ternary {
  return template({ Parameters: PARAMETERS, Conditions: { ...others, C: raw } }).condition('C');
}

test.each([
  ['two literals', { 'Fn::Equals': ['a', 'a'] }, YES],
  ['two literals that differ', { 'Fn::Equals': ['a', 'b'] }, NO],
  ['a boolean and its text', { 'Fn::Equals': [true, 'true'] }, YES],
  ['the Region', IS_IRELAND, YES],
  ['another Region', IS_VIRGINIA, NO],
  ['a parameter with that value among others', IS_PROD, UNKNOWN],
  ['a parameter without that value', { 'Fn::Equals': ['test', { Ref: 'Stage' }] }, NO],
  ['a parameter with that default', { 'Fn::Equals': [{ Ref: 'KeyArn' }, ''] }, UNKNOWN],
  ['a parameter and itself', { 'Fn::Equals': [{ Ref: 'Anything' }, { Ref: 'Anything' }] }, YES],
  ['two parameters', { 'Fn::Equals': [{ Ref: 'Anything' }, { Ref: 'KeyArn' }] }, UNKNOWN],
  ['text made from parameters', { 'Fn::Equals': [{ 'Fn::Sub': 'x-${Stage}' }, 'x-test'] }, NO],
  ['Not', { 'Fn::Not': [IS_IRELAND] }, NO],
  ['Not of what is unknown', { 'Fn::Not': [IS_PROD] }, UNKNOWN],
  ['And', { 'Fn::And': [IS_IRELAND, IS_PROD] }, UNKNOWN],
  ['And with what does not hold', { 'Fn::And': [IS_PROD, IS_VIRGINIA] }, NO],
  ['Or', { 'Fn::Or': [IS_VIRGINIA, IS_PROD] }, UNKNOWN],
  ['Or with what holds', { 'Fn::Or': [IS_PROD, IS_IRELAND] }, YES],
  ['a condition that is not there', { Condition: 'Nowhere' }, UNKNOWN],
  ['Not with two operands', { 'Fn::Not': [IS_IRELAND, IS_IRELAND] }, UNKNOWN],
  ['Equals with one operand', { 'Fn::Equals': ['a'] }, UNKNOWN],
  ['And of nothing', { 'Fn::And': [] }, UNKNOWN],
  ['no condition at all', 'true', UNKNOWN],
  ['two functions in one map', { ...IS_IRELAND, 'Fn::Not': [IS_IRELAND] }, UNKNOWN],
])('%s', (_, raw, expected) => {
  expect(condition(raw)).toBe(expected);
});

test('conditions refer to each other', () => {
  expect(condition({ 'Fn::Not': [{ Condition: 'Other' }] }, { Other: IS_IRELAND })).toBe(NO);
  expect(condition({ Condition: 'Other' }, { Other: { Condition: 'C' } })).toBe(UNKNOWN);
});

describe('inside a branch it is known what led there', () => {
  const t = template({
    Parameters: PARAMETERS,
    Conditions: {
      Prod: IS_PROD,
      HasKey: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'KeyArn' }, ''] }] },
      ProdWithKey: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'HasKey' }] },
      ProdOrKey: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'HasKey' }] },
    },
    Resources: { InProd: { Type: 'X', Condition: 'Prod', Properties: { Stage: { Ref: 'Stage' }, Prod: { 'Fn::If': ['Prod', 'yes', 'no'] } } } },
  });

  const another = { unknown: 'parameter KeyArn may be given another value' };
  test.each([
    ['a parameter is what it is compared with', ['Prod', { Ref: 'Stage' }, 'no'], { oneOf: ['prod', 'no'] }],
    ['a parameter is not what it is compared with', ['Prod', 'yes', { Ref: 'Stage' }], { oneOf: ['yes', 'dev'] }],
    ['a default that is ruled out', ['HasKey', { Ref: 'KeyArn' }, 'none'], { oneOf: [another, 'none'] }],
    ['a default that is ruled in', ['HasKey', 'a', { Ref: 'KeyArn' }], { oneOf: ['a', ''] }],
    ['the same condition again', ['Prod', { 'Fn::If': ['Prod', 'yes', 'never'] }, 'no'], { oneOf: ['yes', 'no'] }],
    ['all parts of And', ['ProdWithKey', [{ 'Fn::If': ['Prod', 1, 2] }, { 'Fn::If': ['HasKey', 3, 4] }], 'no'], { oneOf: [[1, 3], 'no'] }],
    ['no part of Or', ['ProdOrKey', 'yes', [{ 'Fn::If': ['Prod', 1, 2] }, { 'Fn::If': ['HasKey', 3, 4] }]], { oneOf: ['yes', [2, 4]] }],
  ])('%s', (_, argument, expected) => {
    expect(shown(t.resolve({ 'Fn::If': argument }))).toEqual(expected);
  });

  test('a resource with a condition is read where it holds', () => {
    expect(shown(t.resource('InProd')!.read())).toEqual({ Stage: 'prod', Prod: 'yes' });
  });
});
