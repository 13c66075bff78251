import { actionsWith } from './key-facts';
import type { SearchedAction } from './request-space';
import type { StatementChoice } from './statement-formula';

/** One action of those that the same statements are about and whose requests can have the same of some condition keys. */
export function actionClasses(actions: readonly SearchedAction[], statements: readonly StatementChoice[], keys: readonly string[]): SearchedAction[] {
  const ofService = keys.map(actionsWith).filter((test) => test !== undefined);
  const classes = new Map<string, SearchedAction>();
  for (const action of actions) {
    let name = action.onObjects ? 'objects' : '';
    for (const statement of statements) { name += `,${statement.isAbout(action.name)}`; }
    for (const canHave of ofService) { name += canHave(action.name) ? '+' : '-'; }
    if (!classes.has(name)) { classes.set(name, action); }
  }
  return [...classes.values()];
}
