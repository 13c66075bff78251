import type { Access } from './kind-grants';
import { TABLE_CONTEXT_KEY } from '../../encryption/internal';
import { type Conditions, tableCreateRights, tableReadRights, tableWriteRights } from '../../policy';

/** AWS documents both for whoever works with encrypted tables. */
const USE = ['kms:Decrypt', 'kms:GenerateDataKey'];

export const READ_TABLES: Access = { rights: tableReadRights, kmsActions: USE };
export const READ_WRITE_TABLES: Access = { rights: (arn) => [...tableReadRights(arn), ...tableWriteRights(arn)], kmsActions: USE };
export const CREATE_TABLES: Access = {
  rights: (arn) => [...tableReadRights(arn), ...tableWriteRights(arn), ...tableCreateRights(arn)],
  kmsActions: USE,
  // AWS documents it for services that create tables under a customer managed key.
  kmsInspect: ['kms:DescribeKey'],
};

/** The encryption context of tables. AWS confines its own examples for principals and services to it. */
export function ofTablesIn(bucketArn: string): Conditions {
  return { StringLike: { [TABLE_CONTEXT_KEY]: `${bucketArn}/*` } };
}
