import type { Key } from './key';
import { aliasIn, looksLikeKeyArn, namesS3ManagedKey } from '../../encryption/internal';
import { arnFields } from '../../policy-evaluation';
import { type App, isAbsent, OneOf, type Resource, Text, textKey, textOf, type Value } from '../../template';

/** What names a KMS key. */
export enum KeyReferenceKind {
  /** Nothing: SSE-S3, or with KMS the AWS managed key `aws/s3`. */
  NONE = 'none',
  /** The full ARN of a key. */
  ARN = 'ARN',
  /** The id of a key alone. */
  ID = 'bare id',
  /** The ARN of an alias. */
  ALIAS_ARN = 'alias ARN',
  /** The name of an alias. */
  ALIAS_NAME = 'alias name',
  /** The AWS managed key `aws/s3`, named by its alias. */
  AWS_MANAGED = 'aws/s3',
  UNKNOWN = 'unknown',
}

/** How a property names a KMS key, and which key of the app that is. */
export class KeyReference {
  /**
   * Every way in which a property may name a key: one, or one for each branch of a choice.
   *
   * @param from The resource whose property it is.
   */
  static of(app: App, value: Value | undefined, from: Resource, keyAt: (resource: Resource | undefined) => Key | undefined): KeyReference[] {
    if (value instanceof OneOf) { return value.options.flatMap((option) => KeyReference.of(app, option, from, keyAt)); }
    if (isAbsent(value) || value === '') { return [new KeyReference(KeyReferenceKind.NONE, value)]; }
    const resource = app.resourceAt(value, { from });
    return [new KeyReference(kindOf(value, resource), value, keyAt(resource))];
  }

  private constructor(
    readonly kind: KeyReferenceKind,
    readonly value: Value | undefined,
    /** The key, if it is one of the app's; an alias leads to its key. */
    readonly key?: Key,
  ) {}

  /** The Region that an ARN names, if it does. */
  get region(): string | undefined { return this.arnField(3); }

  /** The account that an ARN names, if it does. */
  get account(): string | undefined { return this.arnField(4); }

  /** For messages. */
  toString(): string {
    return this.value instanceof Text || typeof this.value === 'string' ? this.value.toString() : this.kind;
  }

  private arnField(index: number): string | undefined {
    const text = textOf(this.value);
    // Not split at colons: the partition may be a hole, whose id has some.
    const fields = text === undefined ? undefined : arnFields(text);
    const field = Array.isArray(fields) && fields[0] === 'arn' ? (fields as readonly unknown[])[index] : undefined;
    return typeof field === 'string' && field !== '' ? field : undefined;
  }
}

function kindOf(value: Value, resource: Resource | undefined): KeyReferenceKind {
  const text = textOf(value);
  if (text === undefined) { return KeyReferenceKind.UNKNOWN; }
  const key = textKey(text);
  const alias = aliasIn(key);
  // Without the prefix of an alias KMS takes it for the id of a key, and finds none.
  if (alias !== undefined && namesS3ManagedKey(alias)) { return KeyReferenceKind.AWS_MANAGED; }
  if (alias !== undefined && key.startsWith('arn:')) { return KeyReferenceKind.ALIAS_ARN; }
  if (looksLikeKeyArn(key)) { return KeyReferenceKind.ARN; }
  if (alias === key || resource?.type === 'AWS::KMS::Alias') { return KeyReferenceKind.ALIAS_NAME; }
  return isKey(resource) || typeof text === 'string' ? KeyReferenceKind.ID : KeyReferenceKind.UNKNOWN;
}

function isKey(resource: Resource | undefined): boolean {
  return resource?.type === 'AWS::KMS::Key' || resource?.type === 'AWS::KMS::ReplicaKey';
}
