import { ANONYMOUS, type ContextKeys, Outcome, Wanted } from '../../../../policy-evaluation';
import { all, Ternary } from '../../../../template';
import type { AlikeBucket, AlikePolicy } from '../../../posture';
import { askPolicies } from '../../private/bucket-policies';

/** Requests of visitors of a website have none of these, or what follows from their having no signature. */
const NOT_OF_VISITORS = /^aws:(?:principal|user(?:id|name)$|calledvia|federatedprovider|token|multifactorauth|source(?:arn|account|org|identity)|ec2|ssm)|^s3:(?:signature|authtype|x-amz-)/;

/**
 * Whether a bucket's policy denies every visitor every object, over plain HTTP or over TLS: whatever is the address, the
 * referrer and the like from which the visitor comes.
 */
export function deniesVisitors(bucket: AlikeBucket, secureTransport: boolean): Ternary {
  return all(askPolicies(bucket, (policy) => {
    const { outcome } = bucket.find(policy, Wanted.NOT_DENIED, {
      callers: [ANONYMOUS], actions: [{ name: 's3:GetObject', onObjects: true }], context: { ...absent(policy), ...own(secureTransport) },
    });
    switch (outcome) {
      case Outcome.NONE: return Ternary.YES;
      case Outcome.FOUND: return Ternary.NO;
      case Outcome.UNTOLD: return Ternary.UNKNOWN;
    }
  }));
}

function own(secureTransport: boolean): ContextKeys {
  return { 'aws:SecureTransport': String(secureTransport), 'aws:ViaAWSService': 'false', ...(secureTransport ? {} : { 's3:TlsVersion': null }) };
}

/** What a policy looks at, and visitors do not send. */
function absent({ conditionKeys }: AlikePolicy): ContextKeys {
  const keys = [...conditionKeys.keys()].filter((key) => NOT_OF_VISITORS.test(key) && ANONYMOUS.context[key] === undefined);
  return Object.fromEntries(keys.map((key) => [key, null]));
}
