import { type BucketKind, TABLE_BUCKETS, VECTOR_BUCKETS } from '../../../../encryption/internal';
import type { DeclaredEncryption, Posture } from '../../../posture';
import { type Finding, Status } from '../../rule';

/** An encryption that is declared for something else than a general purpose bucket. */
export interface Declaration {
  readonly kind: BucketKind;
  /** What is encrypted, as messages call it. */
  readonly title: string;
  readonly encryption: DeclaredEncryption;
  /** Why it cannot be determined whether there is anything to encrypt. */
  readonly doubt?: string;
}

/** Findings about a declaration. Where there may be nothing to encrypt, none is certain. */
export function* asFarAsKnown({ doubt, title }: Declaration, findings: Iterable<Finding>): Iterable<Finding> {
  for (const finding of findings) {
    yield doubt === undefined || finding.status !== Status.VIOLATION
      ? finding
      : {
        ...finding,
        status: Status.UNKNOWN,
        message: `It cannot be determined whether the encryption of the ${title} is of any effect: ${doubt}. If it is: ${uncapitalized(finding.message)}`,
      };
  }
}

/** Of directory, table and vector buckets. */
export function* bucketDeclarations({ kindBuckets }: Posture): Iterable<Declaration> {
  for (const { kind, title, encryption } of kindBuckets) { yield { kind, title, encryption }; }
}

/** Of the metadata tables of general purpose buckets, which are tables as others are. */
export function* metadataDeclarations({ metadataTables }: Posture): Iterable<Declaration> {
  for (const { doubt, title, encryption } of metadataTables) { yield { kind: TABLE_BUCKETS, title, encryption, doubt }; }
}

/** Of vector indexes, which have the encryption of their bucket if they declare none. */
export function* indexDeclarations({ vectorIndexes }: Posture): Iterable<Declaration> {
  for (const { title, encryption } of vectorIndexes) { yield { kind: VECTOR_BUCKETS, title, encryption }; }
}

function uncapitalized(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
