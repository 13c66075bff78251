export { arnFields } from './arn';
export type { ContextKeys, ContextValue } from './context';
export { decide } from './decide';
export type { Deciders } from './decide';
export { Policy } from './policy';
export { Principal } from './principal';
export type { AccessRequest } from './request';
export { Effect } from './statement';
export type { Statement } from './statement';
