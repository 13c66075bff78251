import type { RequestSpace } from './request-space';
import { Ternary, Text } from '../../template';
import { condition } from '../condition';
import type { ContextValue } from '../context';
import { type AccessRequest, CompleteRequest } from '../request';
import { TextPattern } from '../text-pattern';
import { Gap, isVariable, literalTokens } from '../tokens';

/** A request that may be as wanted. */
export interface Candidate {
  readonly request: AccessRequest;
  /** Whether all of it is known. */
  readonly isWhole: boolean;
}

/** Whether a request is surely one of those among which one is looked for. */
export function isWithin({ condition: asked, exceptObjectKeys = [], objectKeys, resource }: RequestSpace, request: AccessRequest): boolean {
  if ([request.resource, ...Object.values(request.context)].some(hasVariable)) { return false; }
  const { context } = CompleteRequest.of(request);
  if (asked !== undefined && condition(asked, Ternary.NO, () => {})(context) !== Ternary.YES) { return false; }
  if (request.resource === resource) { return true; }
  const among = (key: string | Text) => TextPattern.of(Text.of(resource, '/', key), { wildcards: true }).match(request.resource, context);
  return (objectKeys === undefined || among(objectKeys) === Ternary.YES) && exceptObjectKeys.every((key) => among(key) === Ternary.NO);
}

/** What stands for a policy variable is not the value that the key has in the request. */
function hasVariable(value: ContextValue): boolean {
  if (Array.isArray(value)) { return (value as readonly ContextValue[]).some(hasVariable); }
  return value instanceof Text && Array.from(literalTokens(value)).some((token) => token instanceof Gap && isVariable(token));
}
