import { type Denied, ENCRYPTION_KEYS } from './uploads';
import type { UploadDefault } from '../../../../legacy-policy';
import { memo, Ternary } from '../../../../template';
import type { AlikeBucket, Bucket } from '../../../posture';
import { type Defaults, defaultsOf } from '../../default-encryptions';
import { type AlikeOutline, denialsOf, looksAt } from '../../private/policy-outline';
import { cannotTell, type Finding, violation } from '../../rule';

/** What is to be said of a statement: which one it is, by its place among those that deny. */
export interface Verdict {
  readonly policy: number;
  readonly denial: number;
  /** Which of the default encryptions it is about, where it is about one: they are in order. */
  readonly given: number | undefined;
  readonly algorithm: string;
  readonly certain: boolean;
  /** The upload that it denies wrongly, in words, where it is not one of anybody and any object. */
  readonly words?: string;
  /** Whether the words say something that can be another thing of each bucket. */
  readonly isOfOne?: boolean;
}

/** Which upload a statement denies wrongly, given a default encryption. */
export type Judge = (statement: AlikeOutline, given: UploadDefault, bucket: AlikeBucket) => Denied;

/** Asks each statement that denies by encryption whether it is wrong; of several default encryptions every one counts. */
export function verdictsOf(bucket: Bucket, isWrong: Judge): readonly Verdict[] {
  if (bucket.policies.length === 0) { return []; }
  const shared = bucket.ask(verdictsBy(isWrong));
  return shared.some(({ isOfOne }) => isOfOne) ? [...verdicts(bucket, isWrong)] : shared;
}

const verdictsBy = memo((isWrong: Judge) => (bucket: AlikeBucket): readonly Verdict[] => [...verdicts(bucket, isWrong)]);

/** Puts verdicts on the statements that they are about. */
export function findingsOf(
  bucket: Bucket, found: readonly Verdict[], wrong: (statement: string, algorithm: string) => string, whether: string,
): readonly Finding[] {
  return found.map((verdict) => {
    const policy = bucket.policies[verdict.policy];
    const { property, name } = denialsOf(policy)[verdict.denial];
    return verdict.certain
      ? violation(policy.resource, property, wrong(verdict.words === undefined ? name : `${name}, which denies ${verdict.words}`, verdict.algorithm))
      : cannotTell(policy.resource, property, `It cannot be determined whether ${name} denies ${whether}: ${reason(verdict, bucket)}.`);
  });
}

function* verdicts(bucket: AlikeBucket, isWrong: Judge): Iterable<Verdict> {
  let defaults: Defaults | undefined;
  for (const [policy, one] of bucket.policies.entries()) {
    for (const [denial, statement] of denialsOf(one).entries()) {
      if (!looksAt(statement, ENCRYPTION_KEYS)) { continue; }
      defaults ??= defaultsOf(bucket);
      const verdict = verdictOn(statement, defaults, bucket, isWrong);
      if (verdict) { yield { ...verdict, policy, denial }; }
    }
  }
}

function verdictOn(
  statement: AlikeOutline, { known, unknown }: Defaults, bucket: AlikeBucket, isWrong: Judge,
): Omit<Verdict, 'policy' | 'denial'> | undefined {
  const found = known.map((given) => isWrong(statement, given, bucket));
  for (const wanted of [Ternary.YES, Ternary.UNKNOWN]) {
    const given = found.findIndex(({ answer }) => answer === wanted);
    if (given >= 0) {
      const { isOfOne, words } = found[given];
      return { given, algorithm: known[given].algorithm, certain: wanted === Ternary.YES, ...(words === undefined ? {} : { words, isOfOne }) };
    }
  }
  return unknown === undefined ? undefined : { given: undefined, algorithm: '', certain: false };
}

/** Why it cannot be determined. It may name the bucket or its key, so it is asked of each bucket. */
function reason({ given, policy: index }: Verdict, bucket: Bucket): string | undefined {
  const { known, unknown } = defaultsOf(bucket);
  if (given === undefined) { return unknown; }
  const { key } = known[given];
  const { policy } = bucket.policies[index];
  if (policy.problems.length > 0) { return policy.problems.join('; '); }
  if (key === undefined || typeof key === 'string' || !('reason' in key)) { return 'what it compares with is known at deployment only'; }
  return key.reason;
}
