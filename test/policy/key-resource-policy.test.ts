import { aws_iam as iam, aws_kms as kms, Fn } from 'aws-cdk-lib';
import { addToKeyResourcePolicy } from '../../src/policy';
import { aStack, theResource } from '../support/stacks';

const OURS = () => new iam.PolicyStatement({ sid: 'Ours', principals: [new iam.AccountPrincipal('222222222222')], actions: ['kms:Encrypt'], resources: ['*'] });
const THEIRS = { Sid: 'Theirs', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::333333333333:root' }, Action: 'kms:Decrypt', Resource: '*' };

function sids(stack: ReturnType<typeof aStack>): (string | undefined)[] {
  return (theResource(stack, 'AWS::KMS::Key').KeyPolicy.Statement as { Sid?: string }[]).map(({ Sid }) => Sid);
}

test('a key of the L2 keeps what its policy says', () => {
  const stack = aStack();
  const key = new kms.Key(stack, 'Key');
  addToKeyResourcePolicy(key.node.defaultChild as kms.CfnKey, OURS());
  expect(sids(stack)).toEqual([undefined, 'Ours']);
});

test('so does an L1 key', () => {
  const stack = aStack();
  addToKeyResourcePolicy(new kms.CfnKey(stack, 'Key', { keyPolicy: { Version: '2012-10-17', Statement: [THEIRS] } }), OURS());
  expect(sids(stack)).toEqual(['Theirs', 'Ours']);
});

test('an L1 key without a policy is still left to the policies of its account', () => {
  const stack = aStack();
  addToKeyResourcePolicy(new kms.CfnKey(stack, 'Key'), OURS());
  expect(theResource(stack, 'AWS::KMS::Key').KeyPolicy.Statement[0]).toMatchObject({
    Sid: 'EnableIamPolicies', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*',
  });
  expect(sids(stack)).toEqual(['EnableIamPolicies', 'Ours']);
});

test('a document that is chosen at deployment gets the statement in both branches', () => {
  const stack = aStack();
  const document = { Version: '2012-10-17', Statement: [THEIRS] };
  addToKeyResourcePolicy(new kms.CfnKey(stack, 'Key', { keyPolicy: Fn.conditionIf('Condition', document, document) }), OURS());
  const [, yes, no] = theResource(stack, 'AWS::KMS::Key').KeyPolicy['Fn::If'] as [string, typeof document, typeof document];
  expect([yes, no].map((branch) => branch.Statement.map(({ Sid }) => Sid))).toEqual([['Theirs', 'Ours'], ['Theirs', 'Ours']]);
});

test('the same statement twice is one statement', () => {
  const stack = aStack();
  const key = new kms.CfnKey(stack, 'Key', { keyPolicy: { Version: '2012-10-17', Statement: [THEIRS] } });
  addToKeyResourcePolicy(key, OURS());
  addToKeyResourcePolicy(key, OURS());
  expect(sids(stack)).toEqual(['Theirs', 'Ours']);
});
