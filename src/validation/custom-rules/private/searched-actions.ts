import { actionsNamed, type SearchedAction } from '../../../policy-evaluation';

/**
 * The actions that a user means.
 *
 * @param owner Who is asked, and what its actions are, for errors.
 */
export function actionsMeant(patterns: readonly string[] | undefined, all: readonly SearchedAction[], owner: string): readonly SearchedAction[] {
  if (patterns === undefined) { return all; }
  const meant = patterns.map((pattern) => {
    const found = actionsNamed(pattern, all);
    if (found.length === 0) {
      throw new Error(`RequestQuery: ${owner} has no action ${JSON.stringify(pattern)}. Fix: write actions as in policies, for example ${all[0].name}.`);
    }
    return found;
  });
  const names = new Set(meant.flat());
  return all.filter((action) => names.has(action));
}
