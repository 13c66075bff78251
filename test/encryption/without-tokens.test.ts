import { Aws, Lazy } from 'aws-cdk-lib';
import { withoutTokens } from '../../src/encryption/without-tokens';

test('each token becomes one character, and nothing else does', () => {
  const lazy = Lazy.string({ produce: () => 'name' });
  expect(withoutTokens(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${lazy}-\${aws:username}`)).toBe('arn:\0:iam::\0:role/\0-${aws:username}');
});
