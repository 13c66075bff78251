import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { BucketReplicationRule } from '../bucket-replication-rule';
import type { BoundDestination } from './bound-destination';

/** A rule with its name and its destination. */
export interface PlannedRule {
  readonly id: string;
  readonly rule: BucketReplicationRule;
  readonly destination: BoundDestination;
}

/** The 15 minutes are the only time that S3 knows. */
const FIFTEEN_MINUTES = { minutes: 15 };

/** The rules as CloudFormation knows them. All have `Filter`, which makes them rules of the second version. */
export function ruleProperties(rules: readonly PlannedRule[]): s3.CfnBucket.ReplicationRuleProperty[] {
  const priorities = prioritiesOf(rules);
  return rules.map((planned, i) => ({
    id: planned.id,
    status: 'Enabled',
    priority: priorities[i],
    filter: filterOf(planned.rule),
    deleteMarkerReplication: { status: status(planned.rule.deleteMarkers) },
    sourceSelectionCriteria: selectionOf(planned),
    destination: destinationOf(planned),
  }));
}

/** Rules without a priority count in their order: the lowest numbers that are free, the highest of them first. */
function prioritiesOf(rules: readonly PlannedRule[]): number[] {
  const taken = new Set(rules.map(({ rule }) => rule.priority));
  const without = rules.filter(({ rule }) => rule.priority === undefined).length;
  const free: number[] = [];
  for (let number = 1; free.length < without; number++) {
    if (!taken.has(number)) { free.push(number); }
  }
  return rules.map(({ rule }) => rule.priority ?? free.pop()!);
}

function filterOf({ prefix = '', tags = {} }: BucketReplicationRule): s3.CfnBucket.ReplicationRuleFilterProperty {
  const tagFilters = Object.entries(tags).map(([tagKey, value]) => ({ key: tagKey, value }));
  if (tagFilters.length === 0) { return { prefix }; }
  if (tagFilters.length === 1 && prefix === '') { return { tagFilter: tagFilters[0] }; }
  return { and: { prefix: prefix === '' ? undefined : prefix, tagFilters } };
}

function selectionOf({ rule, destination }: PlannedRule): s3.CfnBucket.SourceSelectionCriteriaProperty | undefined {
  if (!destination.replicaKey && !rule.replicaModifications) { return undefined; }
  return {
    sseKmsEncryptedObjects: destination.replicaKey && { status: 'Enabled' },
    replicaModifications: rule.replicaModifications ? { status: 'Enabled' } : undefined,
  };
}

function destinationOf({ rule, destination }: PlannedRule): s3.CfnBucket.ReplicationDestinationProperty {
  const { bucketArn, account, replicaKey } = destination;
  const timeControl = rule.timeControl ?? false;
  return {
    bucket: bucketArn,
    account,
    storageClass: rule.storageClass?.value,
    accessControlTranslation: rule.ownerOverride ? { owner: 'Destination' } : undefined,
    encryptionConfiguration: replicaKey && { replicaKmsKeyId: replicaKey.arn },
    replicationTime: timeControl ? { status: 'Enabled', time: FIFTEEN_MINUTES } : undefined,
    // S3 refuses a threshold without time control.
    metrics: rule.metrics ?? true ? { status: 'Enabled', eventThreshold: timeControl ? FIFTEEN_MINUTES : undefined } : undefined,
  };
}

function status(enabled: boolean | undefined): string {
  return enabled ? 'Enabled' : 'Disabled';
}
