import { BUCKET_POLICY_ACTIONS, KEY_USING_ACTIONS } from '../../../src/policy-evaluation/search';

const names = (actions: readonly { readonly name: string }[]) => actions.map(({ name }) => name);

test('actions on buckets and objects, the best known ones first, and any other one last', () => {
  expect(names(BUCKET_POLICY_ACTIONS).slice(0, 5)).toEqual(['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:GetBucketPolicy']);
  expect(BUCKET_POLICY_ACTIONS.slice(0, 5).map(({ onObjects }) => onObjects)).toEqual([true, true, true, false, false]);
  expect(BUCKET_POLICY_ACTIONS.slice(-2)).toEqual([{ name: 's3:AnyOtherAction', onObjects: true }, { name: 's3:AnyOtherAction', onObjects: false }]);
  expect(names(BUCKET_POLICY_ACTIONS)).toContain('s3:PutBucketPolicy');
});

test('actions that use or change a key, the best known ones first', () => {
  expect(names(KEY_USING_ACTIONS).slice(0, 4)).toEqual(['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt', 'kms:CreateGrant']);
  expect(KEY_USING_ACTIONS.filter(({ onObjects }) => onObjects)).toEqual([]);
  expect(names(KEY_USING_ACTIONS)).toEqual(expect.arrayContaining(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:TagResource']));
  for (const name of ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:ListGrants']) { expect(names(KEY_USING_ACTIONS)).not.toContain(name); }
});
