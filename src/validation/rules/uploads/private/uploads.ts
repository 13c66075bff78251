import { ALGORITHM, contextNamingNothing, contextNamingTheDefault, CUSTOMER_KEY, KMS_KEY_ID, uploadContext, type UploadDefault } from '../../../../legacy-policy';
import { type ContextKeys, type ContextValue, Outcome, Principal, type SearchedAction, textThatNoPolicyNames, Wanted } from '../../../../policy-evaluation';
import { Ternary, Text } from '../../../../template';
import type { AlikeBucket, AlikeObject } from '../../../posture';
import type { AlikeOutline } from '../../private/policy-outline';

/** The condition keys by which policies look at the encryption that an upload asks for. */
export const ENCRYPTION_KEYS: ReadonlySet<string> = new Set([ALGORITHM, KMS_KEY_ID]);

/** The condition key of uploads with SSE-C, which is no default. */
export const SSE_C_KEYS: ReadonlySet<string> = new Set([CUSTOMER_KEY]);

export const PUT_OBJECT: readonly SearchedAction[] = [{ name: 's3:PutObject', onObjects: true }];

/** They can be meant by a wildcard only. */
const SOME_ROLE = Principal.role(`arn:aws:iam::${textThatNoPolicyNames(12)}:role/${textThatNoPolicyNames(1)}`);
const SOME_OBJECT: AlikeObject = { objectKey: textThatNoPolicyNames(1) };

/** What an upload lacks that names no encryption at all. */
export const NOTHING_NAMED: ContextKeys = { [ALGORITHM]: null, [KMS_KEY_ID]: null, [CUSTOMER_KEY]: null };

/** What an upload shows that names no encryption. */
export function showingNothing(given: UploadDefault): ContextKeys {
  return { ...NOTHING_NAMED, ...contextNamingNothing(given) };
}

/** What an upload shows that names just what it would get if it named nothing. */
export function showingTheDefault(given: UploadDefault): ContextKeys {
  return { ...NOTHING_NAMED, ...contextNamingTheDefault(given) };
}

/** What an upload shows that names some encryption. */
export function showing(algorithm: string | undefined, key: ContextValue | undefined): ContextKeys {
  return { ...NOTHING_NAMED, ...uploadContext(algorithm, key) };
}

/** Whether a statement denies uploads of a sort: those of anybody, or some. */
export interface Denied {
  /** `NO` if it denies none of them, `YES` if it surely denies one. */
  readonly answer: Ternary;
  /** What it makes of an upload that differs from one of those in the encryption only. */
  readonly otherwise?: (shown: ContextKeys) => Ternary;
  /** One of them in words, where it is not one of anybody and any object. */
  readonly words?: string;
  /** Whether the words say something that can be another thing of each bucket. */
  readonly isOfOne?: boolean;
}

/** Looks for an upload that a statement denies, of whomever and of whichever object. */
export function deniedUpload(bucket: AlikeBucket, denial: AlikeOutline, context: ContextKeys): Denied {
  const plain = bucket.request({ principal: SOME_ROLE, action: 's3:PutObject', context }, SOME_OBJECT);
  // Most statements are about everybody and everything.
  if (plain.deniedBy(denial.statement) === Ternary.YES) {
    return { answer: Ternary.YES, otherwise: (shown) => plain.with(shown).deniedBy(denial.statement) };
  }
  const { identities, services } = denial.search;
  const callers = [...identities, ...services];
  const { isOfOne, outcome, request, words } = bucket.find(denial, Wanted.DENIED, { actions: PUT_OBJECT, callers, context });
  const otherwise = request && ((shown: ContextKeys) => request.with(shown).deniedBy(denial.search.reads()));
  switch (outcome) {
    case Outcome.NONE: return { answer: Ternary.NO };
    case Outcome.FOUND: return { answer: Ternary.YES, otherwise, words, isOfOne };
    case Outcome.UNTOLD: return { answer: Ternary.UNKNOWN, otherwise };
  }
}

/** The encryption that a statement speaks of: pairs of algorithm and key. */
export function mentionedEncryptions({ comparisons }: AlikeOutline): [algorithm: string | undefined, key: ContextValue | undefined][] {
  const valuesOf = (wanted: string) => comparisons.filter(({ conditionKey: key }) => key === wanted).flatMap(({ values }) => values);
  const algorithms = valuesOf(ALGORITHM).filter((value) => typeof value === 'string');
  const keys = valuesOf(KMS_KEY_ID).filter((value): value is string | Text => typeof value === 'string' || value instanceof Text);
  return [undefined, ...algorithms].flatMap((algorithm) =>
    [undefined, ...keys].map((key): [string | undefined, string | Text | undefined] => [algorithm, key]));
}

