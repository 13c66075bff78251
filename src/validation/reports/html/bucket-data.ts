import type { BucketData, Denied, SseC, State } from './report-data';
import type { Resource } from '../../../template';
import type { Answer, BucketView } from '../../custom-rules';
import { viewsOf } from '../../custom-rules/internal';
import type { Bucket, Posture } from '../../posture';
import { RULES, Status } from '../../rules';

/** What rules say of a resource: the same that their findings say, whether or not the rule set asks them. */
export type Verdict = 'yes' | 'no' | 'partly' | 'unknown';

/**
 * What the table shows of each bucket.
 *
 * What policies deny is asked of the rules themselves, so that the table cannot say anything else than the findings. The answers
 * are those that the rules have had already.
 */
export function bucketDataOf(posture: Posture): (bucket: Bucket) => BucketData {
  const viewOf = viewsOf(posture);
  const tls = verdicts(posture, 'SecureTransportRequired');
  const minimumTls = verdicts(posture, 'MinimumTlsVersion');
  const signatureVersion4 = verdicts(posture, 'SignatureVersion4Required');
  const sseC = verdicts(posture, 'SseCBlocked');
  const uploads = verdicts(posture, 'UploadEncryptionEnforced');
  return (bucket) => {
    const view = viewOf(bucket);
    const { resource } = bucket;
    return {
      type: 'general purpose',
      algorithm: view.algorithm,
      keyType: view.key.type,
      key: view.key.reference ?? null,
      bucketKey: stateOf(view.bucketKeyEnabled),
      tls: tls(resource),
      minimumTls: minimumOf(minimumTls(resource), view),
      signatureVersion4: signatureVersion4(resource),
      sseCBlocked: sseCOf(sseC(resource)),
      uploads: uploads(resource),
      reason: view.encryptionUnknownReason ?? null,
    };
  };
}

function stateOf(answer: Answer): State {
  return answer as `${Answer}`;
}

// docs/decisions/0099
/** A finding that is less bad than the rule says one of less harmful requests. */
export function verdicts(posture: Posture, ruleName: string): (resource: Resource) => Verdict {
  const rule = RULES.find(({ metadata }) => metadata.name === ruleName);
  const found = new Map<Resource, Denied>();
  for (const { resource, severity, status } of rule?.check(posture) ?? []) {
    const isLenient = severity !== undefined && severity !== rule?.metadata.severity;
    found.set(resource, status === Status.UNKNOWN ? 'unknown' : isLenient ? 'partly' : 'no');
  }
  return (resource) => found.get(resource) ?? 'yes';
}

function minimumOf(verdict: Verdict, view: BucketView): BucketData['minimumTls'] {
  if (verdict !== 'yes') { return verdict === 'no' ? 'none' : verdict; }
  const { answer } = view.policyDeniesEvery({ conditionKeys: { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.2' } });
  return stateOf(answer) === 'yes' ? '1.3' : '1.2';
}

/** The rule reports less where the template does not say. */
function sseCOf(verdict: Verdict): SseC {
  return verdict === 'partly' ? 'default' : verdict;
}
