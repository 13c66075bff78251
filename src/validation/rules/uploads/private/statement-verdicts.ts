import { ENCRYPTION_KEYS } from './uploads';
import type { UploadDefault } from '../../../../legacy-policy';
import { Ternary } from '../../../../template';
import type { Bucket, BucketPolicy } from '../../../posture';
import { type Defaults, defaultsOf } from '../../default-encryptions';
import { denialsOf, looksAt, type Outline } from '../../private/policy-outline';
import { cannotTell, type Finding, violation } from '../../rule';

/** What is to be said of a statement. Speaks of no bucket by its name. */
export interface Verdict {
  readonly policy: number;
  readonly place: string;
  readonly statement: string;
  readonly algorithm: string;
  /** Why it cannot be told, where it cannot. */
  readonly unknown: string | undefined;
}

/** Whether a statement is wrong, given a default encryption. */
export type Judge = (statement: Outline, given: UploadDefault, bucket: Bucket) => Ternary;

/** Asks each statement that denies by encryption whether it is wrong; of several default encryptions every one counts. */
export function verdictsOf(bucket: Bucket, question: string, isWrong: Judge): readonly Verdict[] {
  return bucket.policies.length === 0 ? [] : bucket.ask(question, () => [...verdicts(bucket, () => defaultsOf(bucket), isWrong)]);
}

/** Puts verdicts on the statements that they are about. */
export function findingsOf(
  bucket: Bucket, found: readonly Verdict[], wrong: (verdict: Verdict) => string, whether: string,
): readonly Finding[] {
  return found.map((verdict) => {
    const { resource } = bucket.policies[verdict.policy];
    return verdict.unknown === undefined
      ? violation(resource, verdict.place, wrong(verdict))
      : cannotTell(resource, verdict.place, `It cannot be told whether ${verdict.statement} denies ${whether}: ${verdict.unknown}.`);
  });
}

function* verdicts(bucket: Bucket, read: () => Defaults, isWrong: Judge): Iterable<Verdict> {
  let defaults: Defaults | undefined;
  for (const [policy, one] of bucket.policies.entries()) {
    for (const statement of denialsOf(one)) {
      if (!looksAt(statement, ENCRYPTION_KEYS)) { continue; }
      defaults ??= read();
      const verdict = verdictOn(statement, defaults, bucket, one, isWrong);
      if (verdict) { yield { ...verdict, policy, place: statement.place, statement: statement.name }; }
    }
  }
}

function verdictOn(
  statement: Outline,
  { known, unknown }: Defaults,
  bucket: Bucket,
  policy: BucketPolicy,
  isWrong: Judge,
): Pick<Verdict, 'algorithm' | 'unknown'> | undefined {
  const answers = known.map((given) => ({ given, answer: isWrong(statement, given, bucket) }));
  const wrong = answers.find(({ answer }) => answer === Ternary.YES);
  if (wrong) { return { algorithm: wrong.given.algorithm, unknown: undefined }; }
  const doubtful = answers.find(({ answer }) => answer === Ternary.UNKNOWN);
  if (doubtful) { return { algorithm: doubtful.given.algorithm, unknown: reason(doubtful.given, policy) }; }
  return unknown === undefined ? undefined : { algorithm: '', unknown };
}

function reason({ key }: UploadDefault, { policy }: BucketPolicy): string {
  if (policy.problems.length > 0) { return policy.problems.join('; '); }
  if (key === undefined || typeof key === 'string' || !('reason' in key)) { return 'what it compares with is known at deployment only'; }
  return key.reason;
}
