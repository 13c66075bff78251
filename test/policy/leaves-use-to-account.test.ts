import { aws_iam as iam, aws_kms as kms, Lazy, Stack, Token } from 'aws-cdk-lib';
import { allowAccountToUseKey } from '../../src/policy/allow-account-to-use-key';
import { leavesUseToAccount } from '../../src/policy/leaves-use-to-account';
import { aStack } from '../support/stacks';

const ACCOUNT = '111122223333';
const ROOT = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${ACCOUNT}:root`]] };
const LEAVING = { Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*' };
const ENOUGH = () => allowAccountToUseKey(ACCOUNT, {});

function leaves(key: kms.IKey, account = ACCOUNT): boolean {
  return leavesUseToAccount(key, account, ENOUGH());
}

/** Asked of a key that has another policy than CDK has made. */
function leavesWith(keyPolicy: (stack: Stack) => unknown): boolean {
  const stack = aStack();
  const key = new kms.Key(stack, 'Key');
  (key.node.defaultChild as kms.CfnKey).keyPolicy = keyPolicy(stack);
  return leaves(key);
}
const document = (...Statement: unknown[]) => () => ({ Version: '2012-10-17', Statement });

test('a key leaves its use to the account as CDK makes it, and as AWS KMS does', () => {
  const stack = new Stack(undefined, 'Stack', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  expect(leaves(new kms.Key(stack, 'Key'))).toBe(true);
  expect(leavesWith(() => undefined)).toBe(true);
  // Of another account it is not known.
  expect(leaves(new kms.Key(stack, 'Other'), '444455556666')).toBe(false);
});

test('of a key that is not in the app it is not known', () => {
  expect(leaves(kms.Key.fromKeyArn(aStack(), 'Key', `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`))).toBe(false);
});

describe('a policy leaves the use of a key to the account', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['with a statement', document(LEAVING)],
    ['with a statement behind others', document({ ...LEAVING, Action: 'kms:Decrypt' }, LEAVING)],
    ['with a statement that is no list', () => ({ Version: '2012-10-17', Statement: LEAVING })],
    ['with several actions', document({ ...LEAVING, Action: ['kms:Decrypt', 'kms:*'] })],
    ['with several principals', document({ ...LEAVING, Principal: { AWS: ['arn:aws:iam::444455556666:root', ROOT] } })],
    ['with what is enough', (stack) => ({ Statement: [stack.resolve(ENOUGH().toStatementJson())] })],
    ['as a document of CDK', () => new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({ principals: [new iam.AccountPrincipal(ACCOUNT)], actions: ['kms:*'], resources: ['*'] })],
    })],
  ])('%s', (_, keyPolicy) => {
    expect(leavesWith(keyPolicy)).toBe(true);
  });
});

describe('a policy does not leave the use of a key to the account', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['without statements', document()],
    ['without a list of statements', () => ({ Version: '2012-10-17' })],
    ['that denies it', document({ ...LEAVING, Effect: 'Deny' })],
    ['under a condition', document({ ...LEAVING, Condition: { StringEquals: { 'kms:CallerAccount': ACCOUNT } } })],
    ['for some actions', document({ ...LEAVING, Action: ['kms:Decrypt', 'kms:Encrypt'] })],
    ['for no actions', document({ Effect: 'Allow', Principal: { AWS: ROOT }, NotAction: 'kms:Decrypt', Resource: '*' })],
    ['of another account', document({ ...LEAVING, Principal: { AWS: 'arn:aws:iam::444455556666:root' } })],
    ['for a service', document({ ...LEAVING, Principal: { Service: 's3.amazonaws.com' } })],
    ['for nobody', document({ Effect: 'Allow', Action: 'kms:*', Resource: '*' })],
    ['with what is no statement', document('text', null)],
    ['that is known at deployment only', () => Token.asAny({ 'Fn::Transform': { Name: 'Policy' } })],
    ['that is made late', () => Lazy.any({ produce: () => document(LEAVING)() })],
  ])('%s', (_, keyPolicy) => {
    expect(leavesWith(keyPolicy)).toBe(false);
  });
});

test('statements in a document of CDK can be changed after it was asked', () => {
  const stack = aStack();
  const key = new kms.Key(stack, 'Key');
  const statement = new iam.PolicyStatement({ principals: [new iam.ServicePrincipal('s3.amazonaws.com')], actions: ['kms:Decrypt'], resources: ['*'] });
  key.addToResourcePolicy(statement);
  leaves(key);
  statement.addActions('kms:Encrypt');
  expect(JSON.stringify(stack.resolve((key.node.defaultChild as kms.CfnKey).keyPolicy))).toContain('["kms:Decrypt","kms:Encrypt"]');
});
