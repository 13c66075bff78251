import { ArnFormat, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { seenFrom } from './environments';
import type { PlannedRule } from './planned-rule';
import type { Replicator } from './replicator';
import { pathOf } from './traits';
import { isSame, refusal } from '../../cdk';

/** One rule, and what it is a rule of. */
export interface Direction {
  readonly replicator: Replicator;
  readonly planned: PlannedRule;
  /** Whether it is the second direction of two. */
  readonly second: boolean;
  /** The stack that waits for those of all other buckets. */
  readonly last: Stack;
}

export type Region = 'source' | 'destination';

/**
 * Where an alarm on a metric can be: in the account of the source, and in the Region that S3 publishes the metric in.
 *
 * That is where it is asked for, in a place that is given for it, or beside a bucket: where no name would have to come
 * from a stack that waits for this one.
 *
 * @returns nothing if there is no such place
 */
export function alarmScopeOf(scope: Construct, direction: Direction, which: Region, given: readonly Construct[]): Construct | undefined {
  const { replicator: { source }, planned: { destination } } = direction;
  const region = which === 'source' ? source.stack.region : destination.region;
  const fits = (alarmScope: Construct) => isSame(Stack.of(alarmScope).region, region) && isSame(Stack.of(alarmScope).account, source.stack.account);
  const buckets = [source.resource, ...destination.resource ? [destination.resource] : []];
  const asked = [scope, ...given].find(fits);
  if (asked) {
    assertNoCircle(scope, Stack.of(asked), buckets, direction.last);
    return within(asked, scope);
  }
  const beside = buckets.map((bucket) => Stack.of(bucket)).find((stack) => fits(stack) && unnamedIn(stack, buckets).length === 0);
  return beside && within(beside, scope);
}

function assertNoCircle(scope: Construct, stack: Stack, buckets: readonly s3.CfnBucket[], last: Stack): void {
  const [unnamed] = unnamedIn(stack, buckets);
  if (!unnamed || stack === last || !buckets.some((bucket) => Stack.of(bucket) === stack)) { return; }
  throw refusal(scope, `alarms in stack ${stack.node.path} must name bucket ${pathOf(unnamed)}, whose stack depends on that stack`,
    'add a stack that contains neither bucket, or set bucketName of the bucket');
}

function unnamedIn(stack: Stack, buckets: readonly s3.CfnBucket[]): s3.CfnBucket[] {
  return buckets.filter((bucket) => !isNamedIn(stack, bucket));
}

/** The names of source and destination, as the template of a place can write them. */
export function namesFrom(alarmScope: Construct, { replicator: { source }, planned }: Direction): { source: string; destination: string } {
  const { resource, bucketArn } = planned.destination;
  const destinationName = resource ? nameFrom(alarmScope, resource) : Stack.of(alarmScope).splitArn(bucketArn, ArnFormat.NO_RESOURCE_NAME).resource;
  return { source: nameFrom(alarmScope, source.resource), destination: destinationName };
}

function nameFrom(alarmScope: Construct, bucket: s3.CfnBucket): string {
  return Stack.of(bucket) !== Stack.of(alarmScope) && isNamedIn(Stack.of(alarmScope), bucket) ? bucket.bucketName! : seenFrom(alarmScope, bucket.ref);
}

function isNamedIn(stack: Stack, bucket: s3.CfnBucket): boolean {
  return Stack.of(bucket) === stack || (bucket.bucketName !== undefined && !Token.isUnresolved(bucket.bucketName));
}

/** A scope of its own in somebody else's stack. */
function within(alarmScope: Construct, scope: Construct): Construct {
  if (alarmScope === scope) { return scope; }
  const id = `${scope.node.id}${scope.node.addr.slice(-8)}`;
  return alarmScope.node.tryFindChild(id) as Construct | undefined ?? new Construct(alarmScope, id);
}
