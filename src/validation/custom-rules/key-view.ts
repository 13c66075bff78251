import type { KmsKeyType } from './kms-key-type';
import { keyAllows } from './private/key-requests';
import { namedKey } from './private/named-key';
import { pathOf } from './private/paths';
import { PropertyValue } from './property-value';
import type { RequestAnswer } from './request-answer';
import type { RequestQuery } from './request-query';
import type { Key, KeyReference } from '../posture';

/** What is known of a key that a property names. */
export interface NamedKey {
  readonly type: KmsKeyType;
  /** How the property names it, unless it is not known which of several does. */
  readonly reference?: KeyReference;
  readonly reason?: string;
}

/**
 * The AWS KMS key that a property of a bucket names, read-only.
 *
 * @example
 * declare const bucket: BucketView;
 *
 * const key: KeyView = bucket.key;
 * if (key.type === KmsKeyType.AWS_MANAGED) {
 *   CustomFinding.violation('The key policy of an AWS managed key cannot be changed.');
 * }
 */
export class KeyView {
  /** @internal */
  public static _of(references: readonly KeyReference[]): KeyView {
    return new KeyView(namedKey(references));
  }

  /** @internal */
  public static _ofNamed(named: NamedKey): KeyView {
    return new KeyView(named);
  }

  private readonly key: Key | undefined;

  private constructor(private readonly named: NamedKey) {
    this.key = named.reference?.key;
  }

  /** The type of the key. */
  public get type(): KmsKeyType {
    return this.named.type;
  }

  /**
   * The ARN, ID or alias by which the template names the key. What is known at deployment only is written as in `Fn::Sub`, such
   * as `${Key.Arn}`. Undefined if the template names no key, or if it isn't known which one.
   */
  public get reference(): string | undefined {
    const { reference } = this.named;
    return reference?.value === undefined || reference.value === '' ? undefined : reference.toString();
  }

  /** The logical ID of the key. Undefined if no template of the app creates the key. */
  public get logicalId(): string | undefined {
    return this.key?.resource.logicalId;
  }

  /** The account of the key, if it is known. */
  public get account(): string | undefined {
    return this.key?.resource.environment.account ?? this.named.reference?.account;
  }

  /** The Region of the key, if it is known. */
  public get region(): string | undefined {
    return this.key?.resource.environment.region ?? this.named.reference?.region;
  }

  /** Why the type isn't known, as a clause for a message. Undefined unless the type is `UNKNOWN`. */
  public get reason(): string | undefined {
    return this.named.reason;
  }

  /**
   * A property of the key, such as `EnableKeyRotation` or `Tags.0.Key`.
   *
   * @param path The names of properties, and the places in lists, separated by dots.
   * @returns a value that is `UNKNOWN` if no template of the app creates the key
   */
  public readProperty(path: string): PropertyValue {
    if (this.key === undefined) { return PropertyValue._of(undefined, 'no template of the app creates the key'); }
    return PropertyValue._of(this.key.resource.read(...pathOf(path)));
  }

  /**
   * Whether the key policy allows a request, and does not deny it. The permissions of roles and users don't count, so a statement
   * for an account stands for all its identities.
   *
   * @param requests The requests.
   * @returns `YES` if at least one of them is allowed, `NO` if none is, `UNKNOWN` also if no template of the app creates the key
   */
  public policyAllowsAny(requests: RequestQuery = {}): RequestAnswer {
    return keyAllows(this.key, requests);
  }
}
