import { actionsMeant } from './searched-actions';
import { Outcome, type RequestSpace, type SearchedAction } from '../../../policy-evaluation';
import type { Text } from '../../../template';
import { type Callers, callersIn, type CallersMeant, RequestCaller } from '../request-caller';
import { RequestCallerKind } from '../request-caller-kind';
import type { RequestQuery } from '../request-query';

/** Whose actions are asked about, and in which account. */
export interface Owner {
  /** For errors. */
  readonly service: string;
  readonly actions: readonly SearchedAction[];
  readonly account: string | Text;
}

/** What came of a search. */
interface Searched {
  readonly outcome: Outcome;
}

/**
 * Looks for a request among those that a user means.
 *
 * @param find Searches one policy.
 */
export function searched<Result extends Searched>(
  requests: RequestQuery, search: Callers, owner: Owner, find: (space: Omit<RequestSpace, 'resource'>) => Result,
): Result | undefined {
  let open: Result | undefined;
  for (const space of spacesOf(requests, search, owner)) {
    const result = find(space);
    if (result.outcome === Outcome.FOUND) { return result; }
    if (result.outcome === Outcome.UNTOLD) { open ??= result; }
  }
  return open;
}

function spacesOf(
  { actions, callers = [RequestCaller.anyIdentity()], objectKeys, conditionKeys = {}, absentConditionKeys = [] }: RequestQuery,
  search: Callers, owner: Owner,
): readonly Omit<RequestSpace, 'resource'>[] {
  const absent = absentConditionKeys.map((key): [string, null] => [key, null]);
  const context = Object.fromEntries<string | null>([...Object.entries(conditionKeys), ...absent]);
  const meant = actionsMeant(actions, owner.actions, owner.service);
  const onObjects = objectKeys === undefined ? {} : { objectKeys };
  return separated(callers, search, owner).map(({ callers: those, condition }) => ({
    callers: those,
    actions: objectKeys === undefined ? meant : meant.filter((action) => action.onObjects),
    context,
    ...onObjects,
    ...(condition === undefined ? {} : { condition }),
  }));
}

/** Those of whom something else holds are searched apart. */
function separated(callers: readonly RequestCaller[], search: Callers, { account }: Owner): readonly CallersMeant[] {
  const all = callers.map((caller) => ({ meant: callersIn(search, caller, account), isApart: caller.kind === RequestCallerKind.OTHER_ACCOUNTS }));
  const together = all.filter(({ isApart }) => !isApart).flatMap(({ meant }) => meant.callers);
  const apart = all.filter(({ isApart }) => isApart).map(({ meant }) => meant);
  return together.length === 0 ? apart : [{ callers: together }, ...apart];
}
