export { ANONYMOUS } from './callers';
export type { CallerClass } from './callers';
export { PolicySearch } from './policy-search';
export { Outcome, Wanted } from './request-space';
export type { RequestSpace, SearchedAction, SearchResult } from './request-space';
