export { actionsNamed } from './actions-named';
export { arnFields } from './arn';
export type { ContextKeys, ContextValue } from './context';
export { decide } from './decide';
export type { Deciders } from './decide';
export { isLike } from './like';
export { sameText } from './match-text';
export { Policy } from './policy';
export {
  ANONYMOUS, ANY_SERVICE, BUCKET_POLICY_ACTIONS, Budget, Gain, hasHole, isAnything, KEY_USING_ACTIONS, KIND_POLICY_ACTIONS, knownCaller,
  Outcome, Part, PolicyChange, PolicySearch, shown, valueIdentity, Wanted,
} from './search';
export type { CallerClass, GainedRequest, IdentityPolicies, RequestSpace, SearchedAction, SearchResult } from './search';
export { Principal } from './principal';
export type { AccessRequest } from './request';
export { Effect } from './statement';
export type { Statement } from './statement';
export { isNameOfResource, textThatNoPolicyNames } from './tokens';
