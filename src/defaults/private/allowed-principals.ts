import { valuesAt } from './values-at';
import { EACH } from '../../services';

/** What a statement of a policy says, as its template will have it. */
export interface WrittenStatement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Condition?: unknown;
}

/** The kinds of principals in a policy document. */
export type PrincipalKind = 'AWS' | 'Service' | 'CanonicalUser';

/** The principals of a kind to which documents allow something, in each branch of a choice. */
export function allowedPrincipals(
  documents: readonly unknown[], kind: PrincipalKind, which: (statement: WrittenStatement) => boolean = () => true,
): unknown[] {
  return statementsIn(documents).filter((statement) => statement.Effect === 'Allow' && which(statement))
    .flatMap((statement) => valuesAt(statement, ['Principal']))
    .flatMap((principal) => (principal === '*' && kind === 'AWS' ? ['*'] : valuesAt(principal, [kind])))
    .flatMap(eachOf);
}

export function statementsIn(documents: readonly unknown[]): WrittenStatement[] {
  return documents.flatMap((document) => valuesAt(document, ['Statement'])).flatMap(eachOf) as WrittenStatement[];
}

function eachOf(value: unknown): unknown[] {
  return Array.isArray(value) ? valuesAt(value, [EACH]) : [value];
}

/** The actions for which S3 uses the key of an object, in lower case. */
const OBJECT_ACTIONS = ['s3:getobject', 's3:getobjectversion', 's3:getobjectversionforreplication', 's3:putobject', 's3:replicateobject'];

/** Whether a statement is, or may be, about reading or writing objects. */
export function concernsObjects(statement: WrittenStatement): boolean {
  const actions = valuesAt(statement, ['Action']).flatMap(eachOf);
  return statement.NotAction !== undefined || actions.some((action) => typeof action !== 'string' || isObjectAction(action.toLowerCase()));
}

function isObjectAction(pattern: string): boolean {
  const literal = pattern.split(/[*?]/)[0];
  return OBJECT_ACTIONS.some((action) => (literal === pattern ? action === pattern : action.startsWith(literal)));
}
