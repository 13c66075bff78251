import type { DecidingProperty, Switch } from './log-resource';
import type { DocumentedAt } from './log-service';
import type { NamedEncryption } from './named-encryption';

/** The first step of the way to a property of the resource itself, where the others stand below `within`. */
export const RESOURCE = '/';

/** The way to a property: names of properties, and places in lists. */
export type Steps = readonly (string | number)[];

/** The properties that say how a service encrypts. */
export interface EncryptionSetting {
  /** The resource that has the other properties: the property that names it, and its type. */
  readonly of?: { readonly property: Steps; readonly type: string };
  /** The property that chooses the encryption, and what it chooses; upper and lower case are the same. */
  readonly mode?: { readonly property: Steps; readonly values: { readonly [value: string]: NamedEncryption } };
  /** The property that names the key; where nothing chooses the encryption, it is SSE-KMS. */
  readonly kmsKey?: Steps;
  /** What requests name where no property says anything. */
  readonly otherwise: NamedEncryption;
}

/** How to make a service name an encryption, as a sentence that follows "Fix:". */
export interface EncryptionFix {
  /** SSE-KMS with the key of the bucket. */
  readonly kmsKey?: string;
  readonly sseS3?: string;
  /** Nothing, so that the default encryption of the bucket applies. */
  readonly none?: string;
}

/**
 * The properties of a CloudFormation resource that name a bucket to which a service writes, and an encryption.
 *
 * Properties are looked up below `within`, those whose way begins with `RESOURCE` in the resource itself.
 */
export interface WriterResource {
  readonly type: string;
  /** What is written, as in "the build artifacts". */
  readonly what: string;
  readonly within?: readonly string[];
  /** The property that names the bucket: by its name, its ARN, an `s3://` URI, each with or without a prefix. */
  readonly bucket: readonly string[];
  /** The property that says whether it is this kind of destination. */
  readonly only?: DecidingProperty;
  readonly enabled?: Switch;
  readonly encryption: EncryptionSetting;
  readonly fix: EncryptionFix;
  /** The role that writes; several steps where one resource leads to the next. */
  readonly role?: readonly (readonly string[])[];
}

// docs/decisions/0059
/** A service that writes objects for its user, and whose configuration says how to encrypt them, as AWS documents it. */
export interface WriterService {
  readonly title: string;
  readonly documentedAt: DocumentedAt;
  /** Who calls S3 and AWS KMS, as a clause. */
  readonly calledBy: string;
  /** The service principal that calls, where no role does. */
  readonly principal?: string;
  /** What AWS's page allows it on a customer managed key, or else what S3 asks of whoever uploads. */
  readonly keyActions: readonly string[];
  /** How to grant that, as a sentence. */
  readonly grant: string;
  /** What cannot work, and what else a user has to know: sentences. */
  readonly limits: readonly string[];
  readonly resources: readonly WriterResource[];
}
