import type { BucketPolicy } from './bucket-policy';
import type { DeclaredEncryption } from './declared-encryption';
import type { BucketKind } from '../../encryption/internal';
import type { Resource, Text } from '../../template';

/** A directory, table or vector bucket, with what is attached to it. */
export class KindBucket {
  constructor(
    readonly kind: BucketKind,
    readonly resource: Resource,
    readonly encryption: DeclaredEncryption,
    /** More than one is a fault: S3 keeps one. */
    readonly policies: readonly BucketPolicy[],
    /** Why there may be a policy that is not among them, if so. */
    readonly unseenPolicies: string | undefined,
  ) {}

  get arn(): string | Text {
    return this.resource.identity.arn!;
  }

  /** How messages call it. */
  get title(): string {
    return this.kind.title;
  }
}

/** The policy of a directory, table or vector bucket, or of a table. */
export interface KindPolicy {
  readonly kind: BucketKind;
  /** How messages call what it belongs to. */
  readonly title: string;
  /** The property that names what it belongs to. */
  readonly target: string;
  /** The bucket, if it is one of the app. */
  readonly bucket: Resource | undefined;
  /** The ARN of the bucket or table; nothing where it is not known. */
  readonly arn: string | Text | undefined;
  readonly policy: BucketPolicy;
  readonly isOfTable: boolean;
}

/** A vector index, which may have another encryption than its bucket. */
export class VectorIndex {
  readonly title = 'vector index';

  constructor(
    readonly resource: Resource,
    readonly encryption: DeclaredEncryption,
    /** Its bucket, if it is one of the app. */
    readonly bucket: KindBucket | undefined,
  ) {}
}

/** A metadata table of a general purpose bucket: S3 Metadata writes it into a table bucket of AWS. */
export class MetadataTable {
  constructor(
    readonly resource: Resource,
    /** How messages call it. */
    readonly title: 'journal table' | 'inventory table' | 'annotation table',
    readonly encryption: DeclaredEncryption,
    /** Why it cannot be determined whether there is such a table; nothing where there surely is. */
    readonly doubt: string | undefined,
  ) {}
}
