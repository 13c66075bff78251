import { ANONYMOUS, type CallerClass, KIND_POLICY_ACTIONS, type PolicySearch, type RequestSpace, type SearchedAction } from '../../../../policy-evaluation';
import type { Text } from '../../../../template';
import type { KindPolicy } from '../../../posture';

/** On what is in a table bucket by AWS's example, but not on a table, which has no policy before it is created. */
const BEFORE_TABLES = 's3tables:CreateTable';

/** The actions that a policy is asked about: that of a table about those on the table alone. */
export function actionsFor({ isOfTable, kind }: Pick<KindPolicy, 'kind' | 'isOfTable'>): readonly SearchedAction[] {
  const all = KIND_POLICY_ACTIONS[kind.service];
  return isOfTable ? all.filter(({ name, onObjects }) => onObjects && name !== BEFORE_TABLES).map(({ name }) => ({ name, onObjects: false })) : all;
}

/** All requests that a policy is asked about. */
export function requestsFor(target: Pick<KindPolicy, 'kind' | 'isOfTable'>, arn: string | Text, callers: readonly CallerClass[]): RequestSpace {
  return { resource: arn, actions: actionsFor(target), callers };
}

/** Whoever sends a request. */
export function everybody(search: PolicySearch): readonly CallerClass[] {
  return [...search.identities, ...search.services, ANONYMOUS];
}
