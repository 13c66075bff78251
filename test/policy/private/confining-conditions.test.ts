import { Aws, Fn } from 'aws-cdk-lib';
import { areExact, areInOrganizations, areOfKnownOwners, demandedValues } from '../../../src/policy/private/confining-conditions';

const KEY = 'aws:PrincipalOrgID';

describe('the values that a request must have', () => {
  test.each<[string, boolean]>([
    ['StringEquals', true],
    ['StringLike', true],
    ['StringEqualsIgnoreCase', true],
    ['ArnEquals', true],
    ['ArnLike', true],
    ['ForAnyValue:StringEquals', true],
    ['ForAnyValue:StringLike', true],
    ['foranyvalue:stringequals', true],
    ['STRINGEQUALS', true],
    ['StringNotEquals', false],
    ['StringNotLike', false],
    ['ArnNotEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['ForAllValues:StringEquals', false],
    ['StringEqualsIfExists', false],
    ['ForAnyValue:StringEqualsIfExists', false],
    ['MyStringEquals', false],
    ['Null', false],
    ['Bool', false],
  ])('%s demands some: %s', (operator, demands) => {
    expect(demandedValues({ [operator]: { [KEY]: 'o-a' } }, KEY)).toEqual(demands ? [['o-a']] : []);
  });

  test.each<[string, object, string[][]]>([
    ['one and several', { StringEquals: { [KEY]: 'o-a' }, StringLike: { [KEY]: ['o-b', 'o-c'] } }, [['o-a'], ['o-b', 'o-c']]],
    ['of the key in any case', { StringEquals: { 'AWS:principalOrgId': 'o-a' } }, [['o-a']]],
    ['of no other key', { StringEquals: { 'aws:PrincipalOrgPaths': 'o-a/*', [`${KEY}s`]: 'o-b' } }, []],
    ['as text', { StringEquals: { [KEY]: [111122223333, true] } }, [['111122223333', 'true']]],
    ['none', {}, []],
    ['an empty list', { StringEquals: { [KEY]: [] } }, [[]]],
    ['of an operator without keys', { StringEquals: null, StringLike: 'x', ArnLike: undefined }, []],
  ])('%s', (_, conditions, expected) => {
    expect(demandedValues(conditions as { [operator: string]: unknown }, KEY)).toEqual(expected);
    expect(demandedValues(conditions as { [operator: string]: unknown }, KEY.toUpperCase())).toEqual(expected);
  });
});

test.each<[string[], boolean]>([
  [['111122223333'], true],
  [['111122223333', '444455556666'], true],
  [[Aws.ACCOUNT_ID], true],
  [[], false],
  [['1111*'], false],
  [['11112222333?'], false],
  [['111122223333', '*'], false],
])('%j are exact: %s', (values, expected) => { expect(areExact(values)).toBe(expected); });

test.each<[string[], boolean]>([
  [['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'], true],
  [['o-a1b2c3d4e5/*'], true],
  [['o-a1b2c3d4e5/'], true],
  [[Fn.importValue('Path')], true],
  [['o-a1b2c3d4e5/*', Fn.importValue('Path')], true],
  [[], false],
  [['o-a1b2c3d4e5'], false],
  [['o-/r-ab12'], false],
  [['o-*/r-ab12/*'], false],
  [['*/o-a1b2c3d4e5/'], false],
  [['o-A/'], false],
  [['o-a1b2c3d4e5/*', 'o-*'], false],
])('%j are paths of organizations: %s', (paths, expected) => { expect(areInOrganizations(paths)).toBe(expected); });

test.each<[string[], boolean]>([
  [['arn:aws:sns:eu-west-1:111122223333:topic'], true],
  [['arn:aws:sns:*:111122223333:*'], true],
  [['arn:aws:s3:::a-bucket'], true],
  [['arn:aws:s3:::a-bucket/*'], true],
  [['arn:aws:s3:::a-bucket/a?'], true],
  [['arn:aws:s3:::a-bucket:b*'], false],
  [['arn:aws:s3:eu-west-1:111122223333:accesspoint/*'], true],
  [[`arn:aws:sns:eu-west-1:${Aws.ACCOUNT_ID}:topic`], true],
  [[Fn.importValue('Arn')], true],
  [[Fn.importValue('Arn'), 'arn:aws:s3:::a-bucket'], true],
  [[], false],
  [['*'], false],
  [['arn:aws:sns'], false],
  [['arn:aws:sns:eu-west-1'], false],
  [['arn:aws:sns:eu-west-1:*:topic'], false],
  [['arn:aws:sns:eu-west-1:11112222333?:topic'], false],
  [['arn:aws:s3:::*'], false],
  [['arn:aws:s3:::a-bucket*'], false],
  [['arn:aws:s3:::a-bucke?/x'], false],
  [['arn:aws:s3::'], false],
  [['arn:aws:apigateway:eu-west-1::/restapis/abc'], false],
  [['arn:aws:s3:::a-bucket', 'arn:aws:s3:::*'], false],
])('%j belong to known owners: %s', (arns, expected) => { expect(areOfKnownOwners(arns)).toBe(expected); });
