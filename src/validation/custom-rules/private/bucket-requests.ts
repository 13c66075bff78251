import { assertAskable } from './askable';
import { searched } from './request-space';
import { ANSWERS } from './shown';
import { BUCKET_POLICY_ACTIONS, Outcome, Wanted } from '../../../policy-evaluation';
import { consensus, memo, Ternary } from '../../../template';
import { accountOf, type AlikeBucket, type Bucket, type Posture, type Question } from '../../posture';
import { isSurelyThere, whyUntold } from '../../rules/internal';
import { Answer } from '../answer';
import { RequestAnswer } from '../request-answer';
import type { RequestQuery } from '../request-query';

/** What is asked of the policy of a bucket. */
export enum Asked {
  DENIES_EVERY = 'denies every',
  ALLOWS_ANY = 'allows any',
}

/** What the policies of a bucket answer, without the bucket. */
interface Told {
  readonly answer: Ternary;
  /** The request that decides it, or of which it cannot be determined. */
  readonly words?: string;
  readonly reason?: string;
  /** Whether the words can be others of each bucket. */
  readonly isOfOne: boolean;
}

const S3 = { service: 'Amazon S3', actions: BUCKET_POLICY_ACTIONS };

/** Questions are told apart by what they are, so that buckets that are alike are asked the same one. */
const questionsOf = memo((_posture: Posture) => new Map<string, Question<Told>>());

/** What the bucket policy makes of some requests. */
export function askedOfPolicy(posture: Posture, bucket: Bucket, asked: Asked, requests: RequestQuery): RequestAnswer {
  const questions = questionsOf(posture);
  const identity = JSON.stringify([asked, plain(requests)]);
  let question = questions.get(identity);
  if (question === undefined) {
    assertAskable(requests, S3);
    question = (alike: AlikeBucket) => told(alike, asked, requests);
    questions.set(identity, question);
  }
  const shared = bucket.ask(question);
  const { answer, words, reason } = shared.isOfOne ? question(bucket) : shared;
  switch (answer) {
    case Ternary.YES: return RequestAnswer._of(Answer.YES, asked === Asked.ALLOWS_ANY ? words : undefined);
    case Ternary.NO: return RequestAnswer._of(Answer.NO, asked === Asked.DENIES_EVERY ? words : undefined);
    case Ternary.UNKNOWN: return RequestAnswer._of(ANSWERS[answer], words, whyUntold(bucket, { reason: reason ?? `its policy may ${MAY[asked]} ${words ?? 'them'}` }));
  }
}

/** The same text for the same requests. Callers are objects of the library, or proxies of them. */
function plain({ actions, callers, objectKeys, conditionKeys, absentConditionKeys }: RequestQuery): unknown {
  return [actions, callers?.map(({ kind, values }) => [kind, values]), objectKeys, conditionKeys, absentConditionKeys];
}

function told(bucket: AlikeBucket, asked: Asked, requests: RequestQuery): Told {
  if (bucket.policies.length === 0) {
    return bucket.unseenPolicies === undefined ? { answer: Ternary.NO, words: 'any of them', isOfOne: false } : { answer: Ternary.UNKNOWN, isOfOne: false };
  }
  const owner = { ...S3, account: accountOf(bucket.resource) };
  const all = bucket.policies.map((policy): Told => {
    const result = searched(requests, policy.search, owner, (space) => bucket.find(policy, WANTED[asked], space));
    const { outcome = Outcome.NONE, words, reason, isOfOne = false } = result ?? {};
    const answer = ANSWER[asked][outcome];
    return { answer: answer === Ternary.YES && !isSurelyThere(policy, bucket) ? Ternary.UNKNOWN : answer, words, reason, isOfOne };
  });
  const answer = consensus(all.map((one) => one.answer));
  return { reason: 'of several policies, S3 keeps the one that is deployed last', isOfOne: false, ...all.find((one) => one.answer === answer), answer };
}

const MAY: Readonly<Record<Asked, string>> = { [Asked.DENIES_EVERY]: 'not deny', [Asked.ALLOWS_ANY]: 'allow' };

const WANTED: Readonly<Record<Asked, Wanted>> = { [Asked.DENIES_EVERY]: Wanted.NOT_DENIED, [Asked.ALLOWS_ANY]: Wanted.GRANTED };

const ANSWER: Readonly<Record<Asked, Readonly<Record<Outcome, Ternary>>>> = {
  [Asked.DENIES_EVERY]: { [Outcome.NONE]: Ternary.YES, [Outcome.FOUND]: Ternary.NO, [Outcome.UNTOLD]: Ternary.UNKNOWN },
  [Asked.ALLOWS_ANY]: { [Outcome.NONE]: Ternary.NO, [Outcome.FOUND]: Ternary.YES, [Outcome.UNTOLD]: Ternary.UNKNOWN },
};
