import { type AccessRequest, Effect, PolicySearch, type Statement } from '../../../../policy-evaluation';
import { any, at, isMap, memo, Ternary, Text, textKey, textOf, type Value, type ValueMap } from '../../../../template';
import { type BucketPolicy, comparisonsOf, entriesOf } from '../../../posture';

/** The statements of a policy, sorted by the source that they speak of: log buckets have one statement for each source. */
interface Sorted {
  readonly denying: readonly Statement[];
  /** Those that name one `aws:SourceArn`, by it. */
  readonly bySource: ReadonlyMap<string, readonly Statement[]>;
  readonly others: readonly Statement[];
  /** As they are written: those that allow something and name neither a source nor its account, and those that deny. */
  readonly ofAnybody: readonly Value[];
  readonly denials: readonly Value[];
}

/** Operators under which a key is one of the values. */
const EQUALITY = new Set(['stringequals', 'stringlike', 'arnequals', 'arnlike']);

export function denies(policy: BucketPolicy, request: AccessRequest): Ternary {
  const sorted = sortedStatements(policy);
  return sorted ? any(sorted.denying.map((statement) => statement.denies(request))) : policy.policy.denies(request);
}

export function allows(policy: BucketPolicy, request: AccessRequest): Ternary {
  const sorted = sortedStatements(policy);
  const source = textOf(request.context['aws:SourceArn'] as Value | undefined);
  const likely = sorted ? [...source === undefined ? [] : sorted.bySource.get(textKey(source)) ?? [], ...sorted.others] : [];
  return likely.some((statement) => statement.allows(request) === Ternary.YES) ? Ternary.YES : policy.policy.allows(request);
}

/** What of a policy may let a service in on behalf of somebody whom none of its statements name. */
export interface ForStrangers {
  readonly search: PolicySearch;
  /** The statements that may do so, as they are written. */
  readonly statements: readonly ValueMap[];
  /** Whether these are all of them. */
  readonly complete: boolean;
}

/** Nothing where no statement can: nearly all name a source or its account. */
export function forStrangers(policy: BucketPolicy, service: string): ForStrangers | undefined {
  const sorted = sortedStatements(policy);
  if (sorted === undefined) { return { search: policy.search, statements: [], complete: false }; }
  const known = searchesOf(policy);
  if (!known.has(service)) {
    const allowing = sorted.ofAnybody.filter((one) => !isMap(one) || mayName(one, service));
    const search = new PolicySearch({
      Version: at(policy.resource.read('PolicyDocument'), 'Version') ?? null, Statement: [...allowing, ...sorted.denials],
    });
    known.set(service, allowing.length === 0 ? undefined : { search, statements: allowing.filter(isMap), complete: allowing.every(isMap) });
  }
  return known.get(service);
}

const searchesOf = memo((_: BucketPolicy) => new Map<string, ForStrangers | undefined>());

function mayName({ NotPrincipal: negated, Principal: principal }: ValueMap, service: string): boolean {
  if (negated !== undefined || !isMap(principal)) { return true; }
  const isNamed = (value: Value) => typeof value !== 'string' || value === '*' || value === service;
  return [...entriesOf(principal.Service), ...entriesOf(principal.AWS).filter((value) => value === '*')].some(isNamed);
}

/** Nothing where the policy may be one of several. */
const sortedStatements = memo(({ policy, resource }: BucketPolicy): Sorted | undefined => {
  const raw = resource.read('PolicyDocument', 'Statement');
  if (!isMap(resource.read('PolicyDocument')) || !Array.isArray(raw) || raw.length !== policy.statements.length) { return undefined; }
  const bySource = new Map<string, Statement[]>();
  const others: Statement[] = [];
  const ofAnybody: Value[] = [];
  policy.statements.forEach((statement, i) => {
    const one = raw[i];
    const sources = isMap(one) ? namesIn(one, 'aws:sourcearn') : undefined;
    if (sources === undefined) { others.push(statement); }
    for (const source of sources ?? []) {
      const before = bySource.get(source);
      if (before) { before.push(statement); } else { bySource.set(source, [statement]); }
    }
    const isNamed = sources !== undefined || (isMap(one) && namesIn(one, 'aws:sourceaccount') !== undefined);
    if (!isNamed && statement.effect !== Effect.DENY) { ofAnybody.push(one); }
  });
  const isDenial = (_: unknown, i: number) => policy.statements[i].effect === Effect.DENY;
  return { denying: policy.statements.filter(({ effect }) => effect !== Effect.ALLOW), bySource, others, ofAnybody, denials: raw.filter(isDenial) };
});

/** The texts of which a condition key has to be one; nothing where they are not told or have wildcards. */
function namesIn(statement: ValueMap, key: string): readonly string[] | undefined {
  for (const comparison of comparisonsOf(statement)) {
    if (comparison.conditionKey !== key || !EQUALITY.has(comparison.operator)) { continue; }
    const texts = comparison.values.map((value) => (typeof value === 'string' || value instanceof Text ? textKey(value) : '*'));
    if (texts.length > 0 && texts.every((text) => !/[*?$]/.test(text))) { return texts; }
  }
  return undefined;
}
