import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BucketReplicationRule } from '../bucket-replication-rule';
import type { PlannedRule } from './planned-rule';
import { refusal } from '../../cdk';
import { meaningOf } from '../../policy';

/** The highest priority that S3 takes. */
const MOST_PRIORITY = 2_147_483_647;

type Refuse = (wrong: string, fix: string) => Error;

/**
 * @throws if S3 would refuse the rule, or the rule would do something else than it seems to say
 */
export function assertRule(scope: IConstruct, planned: PlannedRule, others: readonly PlannedRule[]): void {
  const { id, rule, destination } = planned;
  const refuse: Refuse = (wrong, fix) => refusal(scope, `rule ${id}: ${wrong}`, fix);
  if (!Token.isUnresolved(id) && (id.length === 0 || id.length > 255)) {
    throw refuse(`its id has ${id.length} characters`, 'set an id of 1 to 255 characters');
  }
  const meaning = meaningOf(scope, id);
  if (others.some((other) => meaningOf(scope, other.id) === meaning)) { throw refuse('another rule has this id', 'set a unique id for each rule'); }
  if (rule.deleteMarkers && hasTags(rule)) {
    throw refuse(`delete markers cannot be replicated by a rule that selects by tags (${Object.keys(rule.tags!).join(', ')}): delete markers have no tags`,
      'leave out tags or deleteMarkers');
  }
  if (rule.timeControl && rule.metrics === false) {
    throw refuse('timeControl requires metrics, but metrics is false', 'leave metrics out');
  }
  if (rule.ownerOverride && destination.account === undefined) {
    throw refuse(`ownerOverride is true, but bucket ${destination.name} is in the account of the source`, 'leave ownerOverride out');
  }
  assertPriority(planned, others, refuse);
}

function assertPriority({ rule: { priority }, destination }: PlannedRule, others: readonly PlannedRule[], refuse: Refuse): void {
  if (priority === undefined || Token.isUnresolved(priority)) { return; }
  if (!Number.isInteger(priority) || priority < 0) { throw refuse(`priority is ${priority}`, 'set an integer that is not negative'); }
  if (priority > MOST_PRIORITY) { throw refuse(`priority is ${priority}`, `set an integer up to ${MOST_PRIORITY}`); }
  const same = others.find((other) => other.destination.identity === destination.identity && other.rule.priority === priority);
  if (same) {
    throw refuse(`priority ${priority} is also the priority of rule ${same.id}, which replicates to the same bucket ${destination.name}`,
      'set a different priority for each rule, or leave priority out');
  }
}

export function hasTags({ tags }: BucketReplicationRule): boolean {
  return tags !== undefined && Object.keys(tags).length > 0;
}
