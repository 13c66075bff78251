import { Aws } from 'aws-cdk-lib';
import { isSame } from '../../src/cdk';

test.each([
  ['two that are the same', '111122223333', '111122223333', true],
  ['two that differ', '111122223333', '444455556666', false],
  ['one that is left to the deployment', Aws.ACCOUNT_ID, '111122223333', false],
  ['two that are left to the deployment', Aws.ACCOUNT_ID, Aws.ACCOUNT_ID, true],
  ['one that is not known', undefined, '111122223333', false],
])('%s', (_, one, other, expected) => {
  expect(isSame(one, other)).toBe(expected);
});
