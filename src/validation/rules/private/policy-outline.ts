import { Effect, Policy, PolicySearch, type Statement } from '../../../policy-evaluation';
import { isMap, memo, OneOf, Unknown, optionsOf, type Value, type ValueMap } from '../../../template';
import { type AlikePolicy, type BucketPolicy, type Comparison, comparisonsOf, type Searched } from '../../posture';

/** A statement of a bucket policy that may be there, with what can be said of it without asking it anything. */
export interface Outline {
  /** The path of the property. */
  readonly property: string;
  /** How messages call it. */
  readonly name: string;
  readonly statement: Statement;
  /** Whether it is surely there if the policy is: not in a branch of a choice. */
  readonly certain: boolean;
  /** The `Version` of its policy. */
  readonly version: Value | undefined;
  /** As it is written; nothing where that is not known. */
  readonly elements: ValueMap | undefined;
  readonly comparisons: readonly Comparison[];
  /** Looks for requests that it denies, as if it were all of its policy. */
  readonly search: PolicySearch;
}

/** A statement as all buckets see it that are alike: its name may refer to the bucket. */
export interface AlikeOutline extends Omit<Outline, 'name' | 'search' | 'statement'>, Searched {
  readonly statement: Pick<Statement, 'denies' | 'allows' | 'effect'>;
}

/**
 * The statements of a bucket policy, one by one.
 *
 * Of a choice (`Fn::If`) every branch counts: each is a statement of its own, as if it were surely there.
 */
export function outlinesOf(policy: BucketPolicy): readonly Outline[];
export function outlinesOf(policy: AlikePolicy): readonly AlikeOutline[];
export function outlinesOf(policy: AlikePolicy): readonly AlikeOutline[] {
  // What buckets that are alike show of their policies is a part of them.
  return allOutlines(policy as BucketPolicy);
}

const allOutlines = memo((policy: BucketPolicy): readonly Outline[] => [...read(policy)]);

/** Those that deny, or may deny. */
export function denialsOf(policy: BucketPolicy): readonly Outline[];
export function denialsOf(policy: AlikePolicy): readonly AlikeOutline[];
export function denialsOf(policy: AlikePolicy): readonly AlikeOutline[] {
  return outlinesOf(policy).filter(({ statement }) => statement.effect !== Effect.ALLOW);
}

/** Whether a statement looks at one of some condition keys, or may do so. */
export function looksAt({ elements, comparisons }: Pick<Outline, 'elements' | 'comparisons'>, keys: ReadonlySet<string>): boolean {
  return elements === undefined || comparisons.some(({ conditionKey: key }) => keys.has(key));
}

function* read(policy: BucketPolicy): Iterable<Outline> {
  const { document } = policy;
  const path = `Properties.${policy.documentProperty}`;
  if (isMap(document) && !(document.Statement instanceof OneOf)) {
    const list = Array.isArray(document.Statement) ? document.Statement : [document.Statement ?? null];
    // Nothing is told of a policy that is too large.
    if (list.length !== policy.policy.statements.length) {
      yield* alone(new Unknown(policy.policy.problems.join()), undefined, path, 0);
      return;
    }
    for (const [i, value] of list.entries()) {
      const property = Array.isArray(document.Statement) ? `${path}.Statement.${i}` : `${path}.Statement`;
      if (value instanceof OneOf) {
        for (const option of value.options) { yield* alone(option, document.Version, property, i); }
      } else {
        yield outline(policy.policy.statements[i], value, document.Version, property, i, true);
      }
    }
    return;
  }
  for (const option of optionsOf(document)) {
    const lists = isMap(option) ? optionsOf(option.Statement ?? null) : [option];
    for (const list of lists) {
      for (const [i, value] of (Array.isArray(list) ? list : [list]).entries()) {
        for (const one of optionsOf(value)) { yield* alone(one, isMap(option) ? option.Version : undefined, path, i); }
      }
    }
  }
}

/** A statement taken out of its policy, because the policy itself cannot tell whether it is there. */
function* alone(value: Value, version: Value | undefined, property: string, index: number): Iterable<Outline> {
  if (value === null) { return; }
  const [statement] = Policy.of(documentOf(value, version)).statements;
  yield outline(statement, value, version, property, index, false);
}

function documentOf(statement: Value, version: Value | undefined): ValueMap {
  return { ...(version === undefined ? {} : { Version: version }), Statement: [statement] };
}

function outline(statement: Statement, value: Value, version: Value | undefined, property: string, index: number, certain: boolean): Outline {
  let search: PolicySearch | undefined;
  const elements = isMap(value) ? value : undefined;
  return {
    property,
    name: statement.sid === undefined ? `statement ${index + 1}` : `statement ${statement.sid}`,
    statement,
    certain,
    version,
    elements,
    comparisons: elements === undefined ? [] : comparisonsOf(elements),
    get search() { return search ??= new PolicySearch(documentOf(value, version)); },
  };
}
