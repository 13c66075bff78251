import { type BucketKind, TABLE_BUCKETS, VECTOR_BUCKETS } from '../../../../encryption/internal';
import type { DeclaredEncryption, Posture } from '../../../posture';

/** An encryption that is declared for something else than a general purpose bucket. */
export interface Declaration {
  readonly kind: BucketKind;
  /** What is encrypted, as messages call it. */
  readonly title: string;
  readonly encryption: DeclaredEncryption;
}

/** Of directory, table and vector buckets. */
export function* bucketDeclarations({ kindBuckets }: Posture): Iterable<Declaration> {
  for (const { kind, title, encryption } of kindBuckets) { yield { kind, title, encryption }; }
}

/** Of the metadata tables of general purpose buckets, which are tables as others are. */
export function* metadataDeclarations({ metadataTables }: Posture): Iterable<Declaration> {
  for (const { title, encryption } of metadataTables) { yield { kind: TABLE_BUCKETS, title, encryption }; }
}

/** Of vector indexes, which have the encryption of their bucket if they declare none. */
export function* indexDeclarations({ vectorIndexes }: Posture): Iterable<Declaration> {
  for (const { title, encryption } of vectorIndexes) { yield { kind: VECTOR_BUCKETS, title, encryption }; }
}
