import type { IConstruct } from 'constructs';
import type { Access } from './kind-grants';
import { INDEX_NAME_PATTERN } from './shapes';
import { VECTOR_BUCKETS } from '../../encryption/internal';
import { type Conditions, vectorIndexRights, vectorReadRights, vectorWriteRights, viaServiceOf } from '../../policy';
import { assertValue } from '../../shapes';

type Rights = typeof vectorReadRights;

const DECRYPT = ['kms:Decrypt'];

/** What a grant on the indexes of some names allows. */
export type IndexAccess = (bucket: IConstruct, indexName: string | undefined) => Access;

export const READ_VECTORS = accessTo(DECRYPT, vectorReadRights);
export const WRITE_VECTORS = accessTo(DECRYPT, vectorWriteRights);
export const READ_WRITE_VECTORS = accessTo(DECRYPT, (arn, name) => [...vectorReadRights(arn, name), ...vectorWriteRights(arn, name)]);
export const MANAGE_INDEXES = accessTo(['kms:Decrypt', 'kms:GenerateDataKey'], vectorIndexRights);

function accessTo(kmsActions: readonly string[], rights: Rights): IndexAccess {
  return ({ node: { path } }, indexName = '*') => {
    assertValue(path, 'indexName', indexName, INDEX_NAME_PATTERN);
    return { rights: (bucketArn) => rights(bucketArn, indexName), kmsActions, parts: indexName };
  };
}

/** Requests through S3 Vectors of a Region. */
export function throughS3Vectors(region: string): Conditions {
  return viaServiceOf(VECTOR_BUCKETS.viaService!, region);
}
