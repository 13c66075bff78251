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
 * A read-only view of the KMS key that a bucket property specifies.
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
   * The ARN, ID or alias with which the template specifies the key. Parts that are known at deployment only are written as in `Fn::Sub`,
   * such as `${Key.Arn}`. Undefined if the template specifies no key, or if the key isn't known.
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

  /** The reason why the type isn't known, as a clause for a message. Undefined unless the type is `UNKNOWN`. */
  public get reason(): string | undefined {
    return this.named.reason;
  }

  /**
   * Returns a property of the key, such as `EnableKeyRotation` or `Tags.0.Key`.
   *
   * @param path The property names and list indexes, separated by dots.
   * @returns the value, which is `UNKNOWN` if no template of the app creates the key
   */
  public readProperty(path: string): PropertyValue {
    if (this.key === undefined) { return PropertyValue._of(undefined, 'no template of the app creates the key'); }
    return PropertyValue._of(this.key.resource.read(...pathOf(path)));
  }

  /**
   * Determines whether the key policy allows, and doesn't deny, any request that matches a query. Identity policies of roles and users are
   * not evaluated, so a statement for an account applies to all identities of the account.
   *
   * @param requests The requests.
   * @returns `YES` with a request that is allowed, `NO` if none is allowed, or `UNKNOWN`, for example if no template of the app creates the key
   */
  public policyAllowsAny(requests: RequestQuery = {}): RequestAnswer {
    return keyAllows(this.key, requests);
  }
}
