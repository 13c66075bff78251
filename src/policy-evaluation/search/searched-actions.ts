import type { SearchedAction } from './request-space';
import { ANY_OTHER_ACTION } from './words';
import { KMS_ACTIONS, S3_ACTIONS, S3_EXPRESS_ACTIONS, S3_TABLES_ACTIONS, S3_VECTORS_ACTIONS, type ServiceAction } from '../actions';

/** The best known ones come first: of actions that a policy treats alike, the first stands for all. */
const FIRST = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt', 'kms:CreateGrant', 's3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket', 's3:GetBucketPolicy',
  's3express:CreateSession', 's3tables:GetTableData', 's3tables:ListTables', 's3vectors:QueryVectors', 's3vectors:ListIndexes'];

/** What a bucket policy can be about, and an action that is none of these, on objects and on the bucket. */
export const BUCKET_POLICY_ACTIONS: readonly SearchedAction[] = [
  ...searched(S3_ACTIONS),
  { name: ANY_OTHER_ACTION, onObjects: true },
  { name: ANY_OTHER_ACTION, onObjects: false },
];

/** What the policies of directory, table and vector buckets can be about. Tables and vector indexes are the objects of their buckets. */
export const KIND_POLICY_ACTIONS: { readonly [service in 's3express' | 's3tables' | 's3vectors']: readonly SearchedAction[] } = {
  s3express: searched(S3_EXPRESS_ACTIONS),
  s3tables: searched(S3_TABLES_ACTIONS),
  s3vectors: searched(S3_VECTORS_ACTIONS),
};

/** What a key policy can allow that uses or changes the key, rather than reading what it is. */
export const KEY_USING_ACTIONS: readonly SearchedAction[] = KMS_ACTIONS.filter(({ accessLevel }) => accessLevel !== 'Read' && accessLevel !== 'List')
  .sort((a, b) => rank(a.name) - rank(b.name)).map(({ name }) => ({ name, onObjects: false }));

function searched(actions: readonly ServiceAction[]): SearchedAction[] {
  return [...actions].sort((a, b) => rank(a.name) - rank(b.name))
    .flatMap(({ name, resourceTypes }) => resourceTypes.map((type) => ({ name, onObjects: type === 'object' })));
}

function rank(name: string): number {
  const at = FIRST.indexOf(name);
  return at < 0 ? FIRST.length : at;
}
