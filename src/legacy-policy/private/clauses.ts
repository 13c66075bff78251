import { isWrittenOut, type JsonMap, listOf } from './json';

/** One comparison of a `Condition`: all of them have to hold. */
export interface Clause {
  readonly operator: string;
  readonly conditionKey: string;
  readonly value: unknown;
}

/** The clauses of a `Condition`; nothing where a function of CloudFormation makes some of them. */
export function clausesOf(condition: unknown): readonly Clause[] | undefined {
  if (condition === undefined) { return []; }
  if (!isWrittenOut(condition)) { return undefined; }
  const clauses: Clause[] = [];
  for (const [operator, comparisons] of Object.entries(condition)) {
    if (!isWrittenOut(comparisons)) { return undefined; }
    clauses.push(...Object.entries(comparisons).map(([conditionKey, value]) => ({ operator, conditionKey, value })));
  }
  return clauses;
}

/** The `Condition` of some clauses. */
export function conditionOf(clauses: readonly Clause[]): JsonMap {
  const condition: { [operator: string]: { [conditionKey: string]: unknown } } = {};
  for (const { operator, conditionKey, value } of clauses) { (condition[operator] ??= {})[conditionKey] = value; }
  return condition;
}

/** A clause that tells one of two things, as `Null` and `Bool` do. */
export interface YesNoClause {
  readonly operator: 'Null' | 'Bool';
  readonly conditionKey: string;
  readonly value: 'true' | 'false';
}

/** The clauses with one more; nothing where they contradict it, so that they could never hold together. */
export function withClause(clauses: readonly Clause[], more: YesNoClause): readonly Clause[] | undefined {
  const there = clauses.find((clause) => isAbout(clause, more));
  if (!there) {
    // IAM reads the names of operators in any case, and one name twice is an error.
    const operator = clauses.find((clause) => clause.operator.toLowerCase() === more.operator.toLowerCase())?.operator ?? more.operator;
    return [...clauses, { ...more, operator }];
  }
  if (!listOf(there.value).map(String).includes(more.value)) { return undefined; }
  return clauses.map((clause) => (clause === there ? { ...there, value: more.value } : clause));
}

export function isAbout({ operator, conditionKey }: Clause, other: Pick<Clause, 'operator' | 'conditionKey'>): boolean {
  return operator.toLowerCase() === other.operator.toLowerCase() && conditionKey.toLowerCase() === other.conditionKey.toLowerCase();
}
