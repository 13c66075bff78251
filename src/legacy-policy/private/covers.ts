import { type Clause, clausesOf, isAbout } from './clauses';
import { isSame, isWrittenOut, type JsonMap, listOf } from './json';
import { isEverybody } from './upload-denial';

/** Whether a statement surely denies whatever another denies, so that the other says nothing new. */
export function covers(wide: unknown, narrow: JsonMap): boolean {
  if (!isWrittenOut(wide) || wide.Effect !== 'Deny') { return false; }
  const [conditions, demanded] = [clausesOf(wide.Condition), clausesOf(narrow.Condition)];
  return conditions !== undefined && demanded !== undefined
    && (isEverybody(wide) || (isSame(wide.Principal, narrow.Principal) && isSame(wide.NotPrincipal, narrow.NotPrincipal)))
    && hasAll(wide, narrow, 'Action', 'NotAction', actionCovers)
    && hasAll(wide, narrow, 'Resource', 'NotResource', (one, other) => one === '*' || isSame(one, other))
    && conditions.every((clause) => demanded.some((one) => isSameClause(one, clause)));
}

function hasAll(wide: JsonMap, narrow: JsonMap, element: string, negated: string, includes: (one: unknown, other: unknown) => boolean): boolean {
  if (wide[negated] !== undefined || narrow[negated] !== undefined) {
    return isSame(wide[negated], narrow[negated]) && isSame(wide[element], narrow[element]);
  }
  return listOf(narrow[element]).every((other) => listOf(wide[element]).some((one) => includes(one, other)));
}

function actionCovers(one: unknown, other: unknown): boolean {
  if (one === '*' || (typeof one === 'string' && one.toLowerCase() === 's3:*')) { return true; }
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase();
}

function isSameClause(one: Clause, other: Clause): boolean {
  const texts = ({ value }: Clause) => listOf(value).map((entry) => (typeof entry === 'boolean' ? String(entry) : entry));
  return isAbout(one, other) && isSame(texts(one), texts(other));
}
