import { Annotations, type aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import { changeStatements, resourceOf } from '../cdk';
import { ConstructMap } from '../construct-state';
import { LogConfinement, type LogService } from '../services';
import type { LogWrites } from './log-writes';
import { areOf, type ConfinedSources, confinedSources, isWithinFolders, unconfinedServices, writesObjects } from './private/confined-sources';
import { plainText } from './private/plain-text';

/** The sources that each bucket accepts, and what confines them. */
const CONFINED = new ConstructMap<s3.CfnBucket, ConfinedSources[]>('confined log sources');

// docs/decisions/0066
/**
 * Confines what others let a service write into the bucket to the sources that the bucket accepts: `cloudtrail.Trail` and the
 * `logAccessLogs()` of load balancers add statements that name no source, which would allow what ours restricts.
 *
 * @see confined
 */
export function confineStatements(target: s3.Bucket, service: LogService, delivery: LogWrites): void {
  if (service.sourceConditions.length === 0) { return; }
  const bucket = resourceOf(target);
  const before = CONFINED.get(bucket);
  if (!before) { target.node.addValidation({ validate: () => warnOfUnconfined(target) }); }
  const sources = confinedSources(bucket, service, delivery, service.confinement === LogConfinement.SOURCE_CONDITION);
  CONFINED.set(bucket, [...before ?? [], sources]);
  if (target.policy) { changeStatements(target.policy.document, (statement) => confinedTo(bucket, statement, [sources])); }
}

/**
 * A statement for the policy of a bucket: itself, or a copy that is confined to an account whose logs the bucket accepts.
 *
 * It is confined only within the folder that the service itself names after the account, so that whoever has written there
 * still can.
 */
export function confined(target: s3.Bucket, statement: iam.PolicyStatement): iam.PolicyStatement {
  const bucket = resourceOf(target);
  return confinedTo(bucket, statement, CONFINED.get(bucket) ?? []);
}

function confinedTo(bucket: s3.CfnBucket, statement: iam.PolicyStatement, among: readonly ConfinedSources[]): iam.PolicyStatement {
  const services = among.length > 0 ? unconfinedServices(bucket, statement) : undefined;
  const sources = services && among.find((one) => areOf(bucket, services, one) && isWithinFolders(bucket, statement, one));
  if (!sources) { return statement; }
  const copy = statement.copy();
  for (const [operator, keys] of Object.entries(sources.conditions)) { copy.addCondition(operator, keys); }
  return copy;
}

/** Warns of statements that stay as they are, and allow what the accepted sources restrict. */
function warnOfUnconfined(target: s3.Bucket): string[] {
  const bucket = resourceOf(target);
  const accepted = (CONFINED.get(bucket) ?? []).filter(({ byConditionOnly }) => byConditionOnly);
  if (target.policy) {
    changeStatements(target.policy.document, (statement) => {
      const services = accepted.length > 0 ? unconfinedServices(bucket, statement) : undefined;
      const sources = services && accepted.find((one) => areOf(bucket, services, one) && writesObjects(bucket, statement));
      if (sources) { warn(target, statement, sources); }
      return statement;
    });
  }
  return [];
}

function warn(target: s3.Bucket, statement: iam.PolicyStatement, { title, conditions }: ConfinedSources): void {
  const keys = Object.values(conditions).flatMap((of) => Object.keys(of)).join(' and ');
  Annotations.of(target).addWarningV2('cdk-s3-encryption:logStatementNotConfined',
    `acceptLogsFrom() restricts ${title} to some accounts, but another statement of the bucket policy allows them on behalf of every account: `
    + `${plainText(target, statement.toStatementJson())} Fix: add ${keys} to the conditions of the statement. If a construct of aws-cdk-lib adds it, call `
    + 'acceptLogsFrom() for the account and the prefix of the construct: the statement is then restricted to that account.');
}
