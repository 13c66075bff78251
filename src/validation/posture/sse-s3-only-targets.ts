import type { Bucket } from './bucket';
import { entriesOf, statementsOf } from './policy-statements';
import type { Posture } from './posture';
import { isMap, optionsOf, type Resource, type Value } from '../../template';

/** Logs that a load balancer writes to S3 by itself; those of network load balancers may be encrypted with KMS. */
const LOAD_BALANCER_BUCKETS = new Set(['access_logs.s3.bucket', 'connection_logs.s3.bucket', 'health_check_logs.s3.bucket']);

/** Services that write logs, and can only write to buckets with SSE-S3. */
const SERVICES = new Set(['logging.s3.amazonaws.com', 'logdelivery.elasticloadbalancing.amazonaws.com', 'redshift.amazonaws.com']);

const KNOWN = new WeakMap<Posture, ReadonlySet<Bucket>>();

/**
 * The buckets to which something in the app writes that can only write to SSE-S3: server access logs of S3, logs of
 * application and classic load balancers, audit logs of Redshift.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
 */
export function sseS3OnlyTargets(posture: Posture): ReadonlySet<Bucket> {
  let targets = KNOWN.get(posture);
  if (!targets) {
    targets = new Set(declaredTargets(posture));
    KNOWN.set(posture, targets);
  }
  return targets;
}

/**
 * Whether a bucket is such a target: of something in the app, or of something outside, for which its policy or its ACL
 * lets one of these services in.
 */
export function takesSseS3OnlyLogs(posture: Posture, bucket: Bucket): boolean {
  return sseS3OnlyTargets(posture).has(bucket)
    || bucket.resource.read('AccessControl') === 'LogDeliveryWrite'
    || bucket.ask('lets services in that can only write to SSE-S3', () =>
      bucket.policies.some(({ resource }) => statementsOf(resource.read('PolicyDocument') ?? null).some(letsServiceIn)));
}

function* declaredTargets(posture: Posture): Iterable<Bucket> {
  for (const bucket of posture.buckets) {
    const logging = bucket.resource.read('LoggingConfiguration');
    if (logging === undefined) { continue; }
    for (const option of optionsOf(logging)) {
      if (!isMap(option)) { continue; }
      // Without a destination a bucket logs to itself.
      if (option.DestinationBucketName === undefined) { yield bucket; } else { yield* named(posture, option.DestinationBucketName, bucket.resource); }
    }
  }
  for (const loadBalancer of posture.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')) {
    if (loadBalancer.read('Type') === 'network') { continue; }
    for (const attribute of entriesOf(loadBalancer.read('LoadBalancerAttributes'))) {
      if (isMap(attribute) && typeof attribute.Key === 'string' && LOAD_BALANCER_BUCKETS.has(attribute.Key)) {
        yield* named(posture, attribute.Value, loadBalancer);
      }
    }
  }
  for (const loadBalancer of posture.ofType('AWS::ElasticLoadBalancing::LoadBalancer')) {
    yield* named(posture, loadBalancer.read('AccessLoggingPolicy', 'S3BucketName'), loadBalancer);
  }
  for (const cluster of posture.ofType('AWS::Redshift::Cluster')) {
    yield* named(posture, cluster.read('LoggingProperties', 'BucketName'), cluster);
  }
}

function* named(posture: Posture, name: Value | undefined, from: Resource): Iterable<Bucket> {
  if (name === undefined) { return; }
  for (const one of [name, ...optionsOf(name)]) {
    const bucket = posture.bucketAt(one, from);
    if (bucket) { yield bucket; }
  }
}

function letsServiceIn({ Effect, Principal }: { readonly [element: string]: Value }): boolean {
  return Effect === 'Allow' && entriesOf(Principal).some((principal) => isMap(principal)
    && entriesOf(principal.Service).some((service) => typeof service === 'string' && SERVICES.has(service)));
}
