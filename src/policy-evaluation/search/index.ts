export { ANONYMOUS, knownCaller } from './callers';
export type { CallerClass } from './callers';
export { Part } from './nearly';
export { PolicySearch } from './policy-search';
export { BUCKET_POLICY_ACTIONS, KEY_USING_ACTIONS } from './searched-actions';
export { Outcome, Wanted } from './request-space';
export type { IdentityPolicies, RequestSpace, SearchedAction, SearchResult } from './request-space';
export { ANY_OTHER_ACTION, ANY_SERVICE, hasHole, isAnything, shown } from './words';
