import { aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { addToKeyPolicy } from '../../src/policy';
import { aStack, theResource } from '../support/stacks';

const statement = (account = '444455556666') =>
  new iam.PolicyStatement({ principals: [new iam.AccountPrincipal(account)], actions: ['kms:Decrypt'], resources: ['*'] });

test('a statement that is added twice stands in the policy once', () => {
  const stack = aStack();
  const key = new kms.Key(stack, 'Key', { policy: new iam.PolicyDocument() });
  expect(addToKeyPolicy(stack, key, statement())).toMatchObject({ statementAdded: true });
  expect(addToKeyPolicy(stack, key, statement())).toMatchObject({ statementAdded: true });
  addToKeyPolicy(stack, key, statement('777788889999'));
  const { Statement: statements } = theResource(stack, 'AWS::KMS::Key').KeyPolicy as { Statement: { Principal: { AWS: string } }[] };
  expect(statements.map(({ Principal }) => Principal.AWS)).toEqual(['arn:aws:iam::444455556666:root', 'arn:aws:iam::777788889999:root']);
});

test('of an imported key, a warning says what its policy has to have', () => {
  const stack = aStack();
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000000');
  expect(addToKeyPolicy(stack, key, statement()).statementAdded).toBe(false);
  Annotations.fromStack(stack).hasWarning('/Stack', Match.stringLikeRegexp('key Stack/Key .*must include this statement: .*"Action":"kms:Decrypt".*cdk-s3-encryption:keyPolicyNotChanged'));
});
