import { DEFAULT_RETENTION, hasDefaultRetention, hasObjectLock, OBJECT_LOCK } from './private/object-lock';
import { logsOf, received } from './private/sources';
import { type LogService, ObjectLockObstacle, S3_ACCESS_LOGS } from '../../../services';
import { Ternary } from '../../../template';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const serviceLogsNoObjectLock: Rule = {
  metadata: {
    name: 'ServiceLogsNoObjectLock',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets for Amazon Redshift and AWS Config have no Object Lock',
    why: 'Amazon Redshift can\'t write audit logs to a bucket with Object Lock, and AWS Config can\'t write to a bucket with a default '
      + 'retention period. Nothing is delivered, and there is no error.',
    fix: 'Use a bucket without Object Lock for these services. If the logs must not be deleted, replicate them to a bucket with Object '
      + 'Lock.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html',
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-config-deliverychannel.html',
    ],
  },

  * check(posture) {
    for (const { target, deliveries, on } of received(posture, hasObstacle)) {
      for (const service of new Set(deliveries.map((delivery) => delivery.service))) {
        const always = service.objectLock === ObjectLockObstacle.ANY;
        const lock = always ? hasObjectLock(target) : hasDefaultRetention(target);
        if (lock.answer === Ternary.NO) { continue; }
        const what = logsOf(deliveries.filter((delivery) => delivery.service === service));
        const property = always ? OBJECT_LOCK : DEFAULT_RETENTION;
        yield finding(property, lock.answer === Ternary.YES && on, what, lock.reason);
      }

      function finding(property: string, isViolated: boolean, what: string, reason: string): Finding {
        return isViolated
          ? violation(target.resource, property, `The bucket has Object Lock, so ${what} cannot be delivered to it.`)
          : cannotTell(target.resource, property, `It cannot be determined whether the bucket has Object Lock, which ${what} exclude: ${reason}.`);
      }
    }
  },
};

/** Server access logs of S3 have a rule of their own. */
function hasObstacle(service: LogService): boolean {
  return service.objectLock !== ObjectLockObstacle.NONE && service !== S3_ACCESS_LOGS;
}
