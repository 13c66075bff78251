import { assertLiteral } from './literal';
import type { Owner } from './request-space';
import { actionsMeant } from './searched-actions';
import { RequestCallerKind } from '../request-caller-kind';
import type { RequestQuery } from '../request-query';

/** Condition keys whose values follow from who sends a request. */
const OF_CALLERS = /^aws:(?:principal(?:account|arn|type|isawsservice|servicename|servicenameslist)|userid|username)$|^kms:calleraccount$/i;

/**
 * @throws if a user asks for what does not exist, or for nothing: every request of none is denied
 */
export function assertAskable(requests: RequestQuery, owner: Omit<Owner, 'account'>): void {
  const { actions, callers, objectKeys, conditionKeys = {}, absentConditionKeys = [] } = requests;
  if (objectKeys !== undefined) { assertLiteral('RequestQuery', 'objectKeys', objectKeys); }
  for (const [key, value] of Object.entries(conditionKeys)) { assertLiteral('RequestQuery', `the value of ${key}`, value); }
  const meant = actionsMeant(actions, owner.actions, owner.service);
  if (meant.length === 0 || callers?.length === 0) {
    throw new Error(`RequestQuery: ${meant.length === 0 ? 'actions' : 'callers'} is an empty list. Fix: omit it, or specify at least one element.`);
  }
  if (objectKeys !== undefined && !meant.some(({ onObjects }) => onObjects)) {
    throw new Error(`RequestQuery: none of the actions ${JSON.stringify(actions)} is on objects. Fix: omit objectKeys, or specify an action on objects.`);
  }
  if (objectKeys === '') { throw new Error('RequestQuery: objectKeys cannot be "", because no object has an empty key. Fix: omit it, or use *.'); }
  for (const { kind } of callers ?? []) {
    if (!Object.values(RequestCallerKind).includes(kind)) {
      throw new Error(`RequestCaller: there is no caller of the kind ${JSON.stringify(kind)}. Fix: create it with a method of RequestCaller.`);
    }
  }
  const named = new Set<string>();
  for (const key of [...Object.keys(conditionKeys), ...absentConditionKeys]) {
    if (!/^[^:]+:./.test(key)) {
      throw new Error(`RequestQuery: ${owner.service} has no condition key ${JSON.stringify(key)}. Fix: write it with its prefix, for example aws:SecureTransport.`);
    }
    if (OF_CALLERS.test(key)) { throw new Error(`RequestQuery: ${key} is determined by the caller of a request. Fix: use callers.`); }
    if (named.has(key.toLowerCase())) { throw new Error(`RequestQuery: ${key} is specified twice. Fix: specify it once, in conditionKeys or in absentConditionKeys.`); }
    named.add(key.toLowerCase());
  }
}
