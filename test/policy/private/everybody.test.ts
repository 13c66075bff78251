import { aws_iam as iam, aws_s3 as s3, CfnParameter, type Stack } from 'aws-cdk-lib';
import { everybodyRefused, otherAccounts } from '../../../src/policy/private/everybody';
import { aStack } from '../../support/stacks';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const UNIT = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*';

/** The conditions under which everybody of other accounts is let in. */
function confined(conditions: (stack: Stack) => iam.Conditions, env = { account: ACCOUNT, region: 'eu-west-1' }): iam.Conditions {
  const stack = aStack(env);
  const fragment = new iam.PrincipalPolicyFragment({ AWS: ['*'] }, conditions(stack));
  return otherAccounts(new s3.Bucket(stack, 'Bucket'), fragment).conditions;
}
const inUnits = (paths: (stack: Stack) => string[]) => (stack: Stack) => ({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': paths(stack) } });
const unknownPath = (stack: Stack) => new CfnParameter(stack, 'Path').valueAsString;

describe('units of organizations', () => {
  test('are confined to their organizations, too, because S3 takes a wildcard alone for public', () => {
    expect(confined(inUnits(() => [UNIT])).StringEquals).toEqual({ 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' });
    expect(confined(inUnits(() => [UNIT, 'o-zzzzzzzzzz/r-a/']))).toMatchObject({ StringEquals: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-zzzzzzzzzz'] } });
  });

  test.each<[string, (stack: Stack) => string[]]>([
    ['one of which nothing is known before deployment', (stack) => [unknownPath(stack)]],
    ['several, of which one is not known', (stack) => [UNIT, unknownPath(stack)]],
    ['several, of which the first is not known', (stack) => [unknownPath(stack), UNIT]],
  ])('are not confined further where an organization is not known: %s', (_, paths) => {
    expect(confined(inUnits(paths)).StringEquals ?? {}).toEqual({});
  });

  test('keep the organization that is asked for', () => {
    const both = confined(() => ({ ...inUnits(() => [UNIT])(aStack()), StringEquals: { 'aws:PrincipalOrgID': 'o-b' } }));
    expect(both.StringEquals).toEqual({ 'aws:PrincipalOrgID': 'o-b' });
  });
});

describe('the account of the bucket is left out', () => {
  const of = (organization: object) => () => ({ StringEquals: { 'aws:PrincipalOrgID': 'o-a' }, ...organization });

  test.each<[string, object, unknown]>([
    ['alone', {}, ACCOUNT],
    ['beside another', { StringNotEquals: { 'aws:PrincipalAccount': OTHER } }, [OTHER, ACCOUNT]],
    ['once', { StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT, OTHER] } }, [ACCOUNT, OTHER]],
  ])('%s', (_, conditions, expected) => {
    expect(confined(of(conditions)).StringNotEquals).toEqual({ 'aws:PrincipalAccount': expected });
  });

  test('and what else is excluded remains', () => {
    expect(confined(of({ StringNotEquals: { 'aws:PrincipalTag/team': 'a' } })).StringNotEquals).toEqual({ 'aws:PrincipalTag/team': 'a', 'aws:PrincipalAccount': ACCOUNT });
  });
});

test('everybody in the account of the bucket is refused, and in others let in', () => {
  const inAccounts = (...accounts: string[]) => () => ({ StringEquals: { 'aws:PrincipalAccount': accounts } });
  expect(() => confined(inAccounts(ACCOUNT))).toThrow(`cannot grant access to everyone in account ${ACCOUNT}, which owns the bucket`);
  expect(() => confined(inAccounts(ACCOUNT, ACCOUNT))).toThrow('which owns the bucket');
  expect(confined(inAccounts(OTHER))).toMatchObject({ StringEquals: { 'aws:PrincipalAccount': [OTHER] } });
  expect(confined(inAccounts(ACCOUNT, OTHER))).toMatchObject({ StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } });
});

test('whoever says which accounts in two ways is let in as well', () => {
  const ways = [{ 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }, { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/' }, { 'aws:PrincipalAccount': OTHER }];
  for (const [i, one] of ways.entries()) {
    for (const other of ways.slice(i + 1)) {
      expect(confined(() => ({ StringEquals: { ...one, ...other } })).StringEquals).toMatchObject({ ...one, ...other });
    }
  }
});

test.each<[unknown, string]>([
  [undefined, 'Path: cannot grant access to everyone (value: *). Fix: '],
  [{}, 'Path: cannot grant access to everyone (value: *). Fix: '],
  [{ Bool: {}, StringLike: {} }, 'Path: cannot grant access to everyone (value: * with conditions Bool, StringLike). Fix: '],
])('the error for %j names the conditions, and what to do', (conditions, message) => {
  const error = everybodyRefused('Path', conditions);
  expect(error.message.startsWith(message)).toBe(true);
  for (const fix of ['EncryptedBucketOrigin', 'CrossAccountGrantee', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:PrincipalAccount']) {
    expect(error.message).toContain(fix);
  }
});
