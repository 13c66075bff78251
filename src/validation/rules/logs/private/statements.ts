import { type AccessRequest, Effect, type Statement } from '../../../../policy-evaluation';
import { any, isMap, memo, Ternary, Text, textKey, textOf, type Value, type ValueMap } from '../../../../template';
import { type BucketPolicy, comparisonsOf } from '../../../posture';

/** The statements of a policy, sorted by the source that they speak of: log buckets have one statement for each source. */
interface Sorted {
  readonly denying: readonly Statement[];
  /** Those that name one `aws:SourceArn`, by it. */
  readonly bySource: ReadonlyMap<string, readonly Statement[]>;
  readonly others: readonly Statement[];
  /** Those that name neither a source nor its account. */
  readonly ofAnybody: readonly Statement[];
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

/** Whether a policy allows a request on behalf of somebody whom none of its statements can name. */
export function allowsAnybody(policy: BucketPolicy, request: AccessRequest): Ternary {
  const sorted = sortedStatements(policy);
  return sorted ? any(sorted.ofAnybody.map((statement) => statement.allows(request))) : policy.policy.allows(request);
}

/** Nothing where the policy may be one of several. */
const sortedStatements = memo(({ policy, resource }: BucketPolicy): Sorted | undefined => {
  const raw = resource.read('PolicyDocument', 'Statement');
  if (!isMap(resource.read('PolicyDocument')) || !Array.isArray(raw) || raw.length !== policy.statements.length) { return undefined; }
  const bySource = new Map<string, Statement[]>();
  const others: Statement[] = [];
  const ofAnybody: Statement[] = [];
  policy.statements.forEach((statement, i) => {
    const one = raw[i];
    const sources = isMap(one) ? namesIn(one, 'aws:sourcearn') : undefined;
    if (sources === undefined) { others.push(statement); }
    for (const source of sources ?? []) {
      const before = bySource.get(source);
      if (before) { before.push(statement); } else { bySource.set(source, [statement]); }
    }
    if (sources === undefined && (!isMap(one) || namesIn(one, 'aws:sourceaccount') === undefined)) { ofAnybody.push(statement); }
  });
  return { denying: policy.statements.filter(({ effect }) => effect !== Effect.ALLOW), bySource, others, ofAnybody };
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
