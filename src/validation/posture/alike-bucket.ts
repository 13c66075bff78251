import type { KeyReferenceKind } from './key-reference';
import type { AccessRequest, ContextKeys, Outcome, Policy, PolicySearch, RequestSpace, Wanted } from '../../policy-evaluation';
import type { Environment, PropertyPath, Ternary, Text, Value } from '../../template';

// docs/decisions/0054
/**
 * A bucket as all buckets see it that are alike: what they have in common, and nothing that tells one from another.
 *
 * Text of its policies and of its default encryption may refer to the bucket and to its key. It is there to be compared.
 */
export interface AlikeBucket {
  readonly resource: AlikeResource<'BucketEncryption'>;
  readonly encryptionRule: Value | undefined;
  readonly algorithm: Value | undefined;
  readonly keys: readonly AlikeKeyReference[];
  readonly policies: readonly AlikePolicy[];
  readonly unseenPolicies: string | undefined;
  keysNamedBy(value: Value | undefined): readonly AlikeKeyReference[];
  /** A request about the bucket, or about an object of it: one by its key, or what a statement names by an ARN. */
  request(request: Omit<AccessRequest, 'resource'>, object?: AlikeObject): BucketRequest;
  /** Looks for a request among those that one of its policies, or a statement of it, denies or lets through. */
  find(among: Searched, wanted: Wanted, space: Omit<RequestSpace, 'resource'>): FoundRequest;
  /** Whether an ARN or a pattern names objects of the bucket. */
  holds(objects: string | Text): boolean;
  ask<Answer>(question: Question<Answer> & (Answer extends Plain<Answer> ? unknown : never)): Answer;
}

/** A resource by what buckets that are alike have in common. */
export interface AlikeResource<Property extends string> {
  readonly environment: Pick<Environment, 'account' | 'region' | 'partition'>;
  readonly condition: string | undefined;
  readonly exists: Ternary;
  read(property: Property, ...path: PropertyPath): Value | undefined;
  isMadeWith(other: AlikeResource<string>): boolean;
}

export interface AlikePolicy {
  readonly resource: AlikeResource<'PolicyDocument'>;
  readonly policy: Pick<Policy, 'denies' | 'grants'>;
  readonly search: Pick<PolicySearch, 'identities' | 'identitiesOf' | 'reads' | 'services' | 'strangers'>;
  readonly conditionKeys: ReadonlyMap<string, readonly string[]>;
}

/** What can be searched: a policy, or a statement as if it were all of its policy. */
export type Searched = Pick<AlikePolicy, 'search'>;

export interface AlikeKeyReference {
  readonly kind: KeyReferenceKind;
  readonly value: Value | undefined;
  readonly key?: { readonly arn: string | Text; readonly resource: { readonly environment: AlikeResource<string>['environment'] } };
}

/** What came of a search, without the bucket. */
export interface FoundRequest {
  readonly outcome: Outcome;
  /** The request that was found, or of which it cannot be determined. */
  readonly words?: string;
  readonly request?: BucketRequest;
  /** Whether the words say something that can be another thing of each bucket: then a question is to be asked of each. */
  readonly isOfOne: boolean;
  /** Why it cannot be determined, as a clause. */
  readonly reason?: string;
  /** Of a request that is not denied: what would deny it but for one thing, as sentences. */
  readonly nearly?: readonly string[];
}

export type AlikeObject = { readonly objectKey: string } | { readonly arn: string | Text };

/** A question that has one answer for all buckets that are alike. It is a constant: the answer is kept by it. */
export type Question<Answer> = (bucket: AlikeBucket) => Answer;

/** What can be an answer: data, and no bucket or request. */
export type Plain<T> = T extends string | number | boolean | null | undefined ? T
  : T extends BucketRequest | ((...args: never[]) => unknown) ? never
    : { readonly [Name in keyof T]: Plain<T[Name]> };

/** A request that does not tell which bucket it is about. */
export class BucketRequest {
  constructor(private readonly request: AccessRequest) {}

  deniedBy(policy: Pick<Policy, 'denies'>): Ternary {
    return policy.denies(this.request);
  }

  /** The same request with other values of some condition keys. */
  with(context: ContextKeys): BucketRequest {
    return new BucketRequest({ ...this.request, context: { ...this.request.context, ...context } });
  }

  grantedBy(policy: Pick<Policy, 'grants'>): Ternary {
    return policy.grants(this.request);
  }
}
