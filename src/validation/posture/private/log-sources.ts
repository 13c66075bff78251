import { at, isAbsent, isMap, isUnknown, optionsOf, type Resource, type Value } from '../../../template';
import { Ternary } from '../../../template/ternary';
import type { LogProducer } from '../log-producer';
import * as producers from '../log-producers';
import type { Posture } from '../posture';

/** What a resource says of the logs that it has delivered. */
export interface LogSource {
  readonly source: Resource;
  readonly producer: LogProducer;
  /** The path of the property that names the bucket. */
  readonly property: string;
  /** The bucket's name, ARN or domain name; an ARN may go on with a folder. Nothing for the source itself. */
  readonly bucket: Value | undefined;
  readonly prefix?: Value;
  /** Whether logs are delivered at all. */
  readonly on: Ternary;
  /** The key of an object, where it is not the producer's usual one. */
  readonly key?: string;
  /** The KMS key that the producer itself is given. */
  readonly kmsKey?: Value;
}

/** Every resource that has logs or reports delivered to a bucket. */
export function* logSources(posture: Posture): Generator<LogSource> {
  for (const { resource } of posture.buckets) {
    const logging = resource.read('LoggingConfiguration');
    if (logging !== undefined) { yield* accessLogs(resource, logging); }
    const inventory = resource.read('InventoryConfigurations');
    if (inventory !== undefined) { yield* inventories(resource, inventory); }
  }
  for (const source of posture.ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')) { yield* loadBalancer(source); }
  for (const source of posture.ofType('AWS::ElasticLoadBalancing::LoadBalancer')) { yield* classicLoadBalancer(source); }
  for (const source of posture.ofType('AWS::CloudTrail::Trail')) {
    yield* named(source, producers.CLOUDTRAIL, ['S3BucketName'], { prefix: source.read('S3KeyPrefix'), kmsKey: source.read('KMSKeyId') });
  }
  for (const source of posture.ofType('AWS::Config::DeliveryChannel')) {
    yield* named(source, producers.CONFIG, ['S3BucketName'], { prefix: source.read('S3KeyPrefix'), kmsKey: source.read('S3KmsKeyArn') });
  }
  for (const source of posture.ofType('AWS::EC2::FlowLog')) { yield* flowLog(source); }
  for (const source of posture.ofType('AWS::CloudFront::Distribution')) {
    const logging = ['DistributionConfig', 'Logging'] as const;
    yield* named(source, producers.CLOUDFRONT, [...logging, 'Bucket'], { prefix: source.read(...logging, 'Prefix') });
  }
  for (const source of posture.ofType('AWS::Logs::DeliveryDestination')) {
    yield* named(source, producers.VENDED_LOGS, ['DestinationResourceArn']);
  }
  for (const source of posture.ofType('AWS::WAFv2::LoggingConfiguration')) {
    const destinations = source.read('LogDestinationConfigs');
    for (const i of placesIn(destinations)) { yield* named(source, producers.WAF_LOGS, ['LogDestinationConfigs', i]); }
  }
  for (const source of posture.ofType('AWS::Route53Resolver::ResolverQueryLoggingConfig')) {
    yield* named(source, producers.RESOLVER_QUERY_LOGS, ['DestinationArn']);
  }
  for (const source of posture.ofType('AWS::Redshift::Cluster')) { yield* cluster(source); }
}

function* accessLogs(source: Resource, logging: Value): Generator<LogSource> {
  for (const option of optionsOf(logging)) {
    if (isAbsent(option) || !isMap(option)) { continue; }
    const bucket = at(option, 'DestinationBucketName');
    const partitioned = at(option, 'TargetObjectKeyFormat', 'PartitionedPrefix');
    yield {
      source,
      producer: producers.S3_ACCESS_LOGS,
      property: bucket === undefined ? 'Properties.LoggingConfiguration' : 'Properties.LoggingConfiguration.DestinationBucketName',
      bucket,
      prefix: at(option, 'LogFilePrefix'),
      on: Ternary.YES,
      key: partitioned === undefined ? undefined : '<prefix><account>/<region>/<name>/2026/01/01/2026-01-01-00-00-00-0123456789ABCDEF',
    };
  }
}

function* inventories(source: Resource, inventory: Value): Generator<LogSource> {
  for (const i of placesIn(inventory)) {
    const path = ['InventoryConfigurations', i] as const;
    yield* named(source, producers.S3_INVENTORY, [...path, 'Destination', 'BucketArn'], {
      prefix: source.read(...path, 'Destination', 'Prefix'),
      on: enabled(source.read(...path, 'Enabled')),
    });
  }
}

function* loadBalancer(source: Resource): Generator<LogSource> {
  const attributes = source.read('LoadBalancerAttributes');
  if (attributes === undefined) { return; }
  for (const list of optionsOf(attributes)) {
    if (!Array.isArray(list)) { continue; }
    const values = attributesIn(list);
    for (const type of optionsOf(source.read('Type') ?? 'application')) {
      const producer = type === 'application' ? producers.APPLICATION_LOAD_BALANCER : producers.NETWORK_LOAD_BALANCER;
      // Gateway load balancers have no access logs.
      if (type !== 'application' && type !== 'network') { continue; }
      for (const kind of ['access_logs', 'connection_logs', 'health_check_logs']) {
        const bucket = values.get(`${kind}.s3.bucket`);
        if (!bucket || isAbsent(bucket.value)) { continue; }
        const on = enabled(values.get(`${kind}.s3.enabled`)?.value ?? false);
        if (on === Ternary.NO) { continue; }
        yield {
          source,
          producer,
          property: `Properties.LoadBalancerAttributes.${bucket.place}.Value`,
          bucket: bucket.value,
          prefix: values.get(`${kind}.s3.prefix`)?.value,
          on,
        };
      }
    }
  }
}

/** The attributes of a load balancer by their keys. */
function attributesIn(list: readonly Value[]): ReadonlyMap<string, { readonly place: number; readonly value: Value | undefined }> {
  const attributes = new Map<string, { place: number; value: Value | undefined }>();
  list.forEach((entry, place) => {
    for (const option of optionsOf(entry)) {
      const key = at(option, 'Key');
      if (typeof key === 'string') { attributes.set(key, { place, value: at(option, 'Value') }); }
    }
  });
  return attributes;
}

function classicLoadBalancer(source: Resource): Generator<LogSource> {
  const policy = 'AccessLoggingPolicy';
  return named(source, producers.CLASSIC_LOAD_BALANCER, [policy, 'S3BucketName'], {
    prefix: source.read(policy, 'S3BucketPrefix'),
    on: enabled(source.read(policy, 'Enabled') ?? false),
  });
}

function* flowLog(source: Resource): Generator<LogSource> {
  const type = source.read('LogDestinationType');
  if (type === undefined || !optionsOf(type).some((option) => option === 's3' || isUnknown(option))) { return; }
  const hive = enabled(source.read('DestinationOptions', 'HiveCompatiblePartitions') ?? false);
  yield* named(source, producers.VPC_FLOW_LOGS, ['LogDestination'], {
    on: isUnknown(type) ? Ternary.UNKNOWN : Ternary.YES,
    key: hive === Ternary.YES ? '<prefix>AWSLogs/aws-account-id=<account>/aws-service=vpcflowlogs/<any>' : undefined,
  });
}

function* cluster(source: Resource): Generator<LogSource> {
  const logging = 'LoggingProperties';
  if (source.read(logging, 'LogDestinationType') === 'cloudwatch') { return; }
  yield* named(source, producers.REDSHIFT, [logging, 'BucketName'], { prefix: source.read(logging, 'S3KeyPrefix') });
}

/** One property names the bucket. */
function* named(
  source: Resource, producer: LogProducer, path: readonly (string | number)[], more: Partial<LogSource> = {},
): Generator<LogSource> {
  const bucket = source.read(...path);
  if (isAbsent(bucket) || more.on === Ternary.NO) { return; }
  yield { source, producer, property: ['Properties', ...path].join('.'), bucket, on: Ternary.YES, ...more };
}

/** Every branch of a choice counts, so logs that may be turned on are. */
function enabled(value: Value | undefined): Ternary {
  if (value === undefined) { return Ternary.YES; }
  const options = optionsOf(value);
  if (options.some((option) => String(option).toLowerCase() === 'true')) { return Ternary.YES; }
  return options.some((option) => isUnknown(option) || (typeof option === 'object' && option !== null)) ? Ternary.UNKNOWN : Ternary.NO;
}

/** The places of a list, or of the longest list that it can be. */
function placesIn(value: Value | undefined): readonly number[] {
  const length = value === undefined ? 0 : Math.max(...optionsOf(value).map((option) => (Array.isArray(option) ? option.length : 0)));
  return Array.from({ length }, (_, i) => i);
}
