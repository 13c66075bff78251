import type { AlikeBucket } from './alike-bucket';
import type { Bucket } from './bucket';
import { ObservedDeliveries } from './observed-deliveries';
import { entriesOf, statementsOf } from './policy-statements';
import type { Posture } from './posture';
import { batchReportTargets } from './private/batch-report-targets';
import { LOG_SERVICES, LogEncryption, LogPermission, principalMatcher } from '../../services';
import { isMap, textKey, textOf, type Value } from '../../template';

/** Services that a bucket policy has to allow, and that write to buckets with SSE-S3 and to no others. */
const SSE_S3_ONLY = LOG_SERVICES.filter(({ encryption, permission }) => encryption === LogEncryption.SSE_S3 && permission !== LogPermission.ROLE);
const ACCOUNTS = new Set(SSE_S3_ONLY.flatMap(({ legacyAccounts }) => [...legacyAccounts?.values() ?? []]));
const isPrincipal = principalMatcher(SSE_S3_ONLY);

/**
 * Whether something writes to a bucket that can only write to SSE-S3: server access logs of S3, logs of application and
 * classic load balancers, audit logs of Redshift, reports of S3 Batch Operations. Something in the app, or something outside, for which the bucket's
 * policy or its ACL lets one of these in.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
 */
export function takesSseS3OnlyLogs(posture: Posture, bucket: Bucket): boolean {
  return ObservedDeliveries.of(posture).to(bucket).some(({ service }) => service.encryption === LogEncryption.SSE_S3)
    || getsBatchReports(posture, bucket)
    || bucket.resource.read('AccessControl') === 'LogDeliveryWrite'
    || bucket.ask(letsProducerIn);
}

/** Whether a job of the app reports to a bucket, as S3 Batch Operations does. */
export function getsBatchReports(posture: Posture, bucket: Bucket): boolean {
  return batchReportTargets(posture).has(bucket);
}

function letsProducerIn({ policies }: AlikeBucket): boolean {
  return policies.some(({ resource }) => statementsOf(resource.read('PolicyDocument') ?? null).some(allowsProducer));
}

function allowsProducer({ Effect, Principal }: { readonly [element: string]: Value }): boolean {
  return Effect === 'Allow' && entriesOf(Principal).some((principal) => isMap(principal)
    && (entriesOf(principal.Service).some(isSseS3OnlyService) || entriesOf(principal.AWS).some(isSseS3OnlyAccount)));
}

/** Whether a principal is that of such a service. */
export function isSseS3OnlyService(value: Value): boolean {
  return typeof value === 'string' && isPrincipal(value);
}

/** Whether a principal is the account of such a service, by its number or by the ARN of its root. */
export function isSseS3OnlyAccount(value: Value): boolean {
  const text = textOf(value);
  return text !== undefined && ACCOUNTS.has(/^(?:arn:.*:iam::)?(\d{12})(?::root)?$/.exec(textKey(text))?.[1] ?? '');
}
