import { DEFAULT_RETENTION, hasDefaultRetention, hasObjectLock, OBJECT_LOCK } from './private/object-lock';
import { received, sourcesOf } from './private/sources';
import { S3_ACCESS_LOGS } from '../../../services';
import { Ternary } from '../../../template';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const logDestinationNoObjectLock: Rule = {
  metadata: {
    name: 'LogDestinationNoObjectLock',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets for S3 server access logs have no Object Lock',
    why: 'S3 can\'t deliver server access logs to a bucket with a default retention period: the logs are dropped without an error.',
    fix: 'Remove ObjectLockConfiguration.Rule.DefaultRetention and ObjectLockEnabled. If logs must not be deleted, replicate them to a '
      + 'bucket with Object Lock.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
    ],
  },

  * check(posture) {
    for (const { target, deliveries } of received(posture, (service) => service === S3_ACCESS_LOGS)) {
      const retention = hasDefaultRetention(target);
      const lock = hasObjectLock(target);
      const whose = sourcesOf(deliveries);
      if (retention.answer === Ternary.YES) {
        yield violation(target.resource, DEFAULT_RETENTION, `The bucket receives server access logs of ${whose} and locks objects by default.`);
      } else if (retention.answer === Ternary.UNKNOWN) {
        yield cannotTell(target.resource, DEFAULT_RETENTION,
          `It cannot be determined whether the bucket, which receives server access logs of ${whose}, locks objects by default: ${retention.reason}.`);
      } else if (lock.answer === Ternary.YES) {
        // AWS excludes such buckets, too, but what it gives as the reason is the default retention.
        yield violation(target.resource, OBJECT_LOCK,
          `The bucket receives server access logs of ${whose} and has Object Lock enabled.`, Severity.WARNING);
      }
    }
  },
};
