import type { CallerClass } from './callers';
import type { Text, Value } from '../../template';
import type { ContextKeys } from '../context';
import type { AccessRequest } from '../request';

/** What is looked for. */
export enum Wanted {
  /** A request that no statement denies. */
  NOT_DENIED = 'not denied',
  /** A request that a statement allows and none denies. */
  GRANTED = 'granted',
  /** A request that a statement denies. */
  DENIED = 'denied',
  /** A request that a statement allows and another one denies. */
  STOPPED = 'allowed, and denied',
  /** A request that a statement denies, or that none allows. */
  REFUSED = 'not granted',
}

/** The requests among which one is looked for. */
export interface RequestSpace {
  readonly callers: readonly CallerClass[];
  readonly actions: readonly SearchedAction[];
  /** The ARN of the bucket or key. */
  readonly resource: string | Text;
  /** A pattern for the keys of objects; any where it is absent. */
  readonly objectKeys?: string | Text;
  /** Patterns for the keys of objects that are not meant. */
  readonly exceptObjectKeys?: readonly (string | Text)[];
  /** What is the same in all of them; `null` is a key that is absent. */
  readonly context?: ContextKeys;
  /** The key of the context that the search is about; the others are circumstances. */
  readonly about?: string;
  /**
   * Condition keys that make a statement be about these requests, in lower case. One that misses a request by them denies
   * others on purpose.
   */
  readonly essential?: ReadonlySet<string>;
  /** What else holds of them, written as the `Condition` element of a statement. */
  readonly condition?: Value;
  /** The policies of the callers, where these have a say in what is granted. */
  readonly identity?: IdentityPolicies;
  /** Another policy, and what that one has to say of the same requests. */
  readonly against?: OtherPolicy;
}

/** A policy that a policy is compared with. */
export interface OtherPolicy {
  readonly document: Value;
  readonly wanted: Wanted;
}

/** What the callers of a search are allowed by their own policies. */
export interface IdentityPolicies {
  readonly documents: readonly Value[];
  /** What they are allowed at most. */
  readonly boundary?: Value;
  /** The account of the key that the policy is that of: within it, the policy can grant something alone. Where it is absent both have to agree. */
  readonly resourceAccount?: string | Text;
}

/** An action, and whether it is on objects of the bucket rather than on the bucket or the key. */
export interface SearchedAction {
  readonly name: string;
  readonly onObjects: boolean;
}

export enum Outcome {
  /** There is no such request, whatever is not known turns out to be. */
  NONE = 'none',
  FOUND = 'found',
  UNTOLD = 'untold',
}

export interface SearchResult {
  readonly outcome: Outcome;
  /** The request that was found, or one of which it cannot be determined. */
  readonly request?: AccessRequest;
  /** Why it cannot be determined, as a clause. */
  readonly reason?: string;
}
