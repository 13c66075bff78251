import { assertAskable } from './askable';
import { searched } from './request-space';
import { KEY_USING_ACTIONS, Outcome, Wanted } from '../../../policy-evaluation';
import { accountOf, type Key } from '../../posture';
import { Answer } from '../answer';
import { RequestAnswer } from '../request-answer';
import type { RequestQuery } from '../request-query';

const KMS = { service: 'AWS KMS', actions: KEY_USING_ACTIONS };

/** Whether a key policy allows one of some requests. */
export function keyAllows(key: Key | undefined, requests: RequestQuery): RequestAnswer {
  assertAskable(requests, KMS);
  if (key === undefined) { return RequestAnswer._of(Answer.UNKNOWN, undefined, 'no template of the app creates the key'); }
  const owner = { ...KMS, account: accountOf(key.resource) };
  const result = searched(requests, key.search, owner, (among) => {
    const space = { ...among, resource: key.arn };
    const found = key.search.find(Wanted.GRANTED, space);
    return { ...found, words: found.request && key.search.inWords(found.request, space) };
  });
  const { outcome = Outcome.NONE, reason, words } = result ?? {};
  if (key.unseenPolicy !== undefined) { return RequestAnswer._of(Answer.UNKNOWN, words, key.unseenPolicy); }
  switch (outcome) {
    case Outcome.FOUND: return RequestAnswer._of(Answer.YES, words);
    case Outcome.NONE: return RequestAnswer._of(Answer.NO);
    case Outcome.UNTOLD: return RequestAnswer._of(Answer.UNKNOWN, words, reason ?? key.doubt);
  }
}
