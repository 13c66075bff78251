import { Logged } from './private/logged';
import { received, sourcesOf } from './private/sources';
import { CLOUDTRAIL } from '../../../services';
import { Ternary } from '../../../template';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const cloudTrailBucketAccessLogging: Rule = {
  metadata: {
    name: 'CloudTrailBucketAccessLogging',
    topic: Topic.LOGS,
    severity: Severity.WARNING,
    preset: Preset.OPT_IN,
    title: 'Server access logs of CloudTrail buckets are enabled',
    why: 'An attacker who covers their tracks deletes the logs of the trail. Without server access logs of its bucket, you can\'t find out '
      + 'who read or deleted them.',
    fix: 'Enable server access logs of the bucket, delivered to another bucket: accessLogs with a LogBucket, serverAccessLogsBucket of '
      + 's3.Bucket, or LoggingConfiguration.',
    controls: {
      securityHub: ['CloudTrail.7'],
      cisAws5: ['3.4'],
    },
    links: [
      'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-7',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    ],
  },

  * check(posture) {
    const logged = new Logged(posture);
    for (const { target, deliveries } of received(posture, (service) => service === CLOUDTRAIL)) {
      const { answer, reason } = logged.of(target);
      if (answer === Ternary.YES) { continue; }
      const property = 'Properties.LoggingConfiguration';
      const what = `The bucket receives CloudTrail logs of ${sourcesOf(deliveries)}`;
      yield answer === Ternary.NO
        ? violation(target.resource, property, `${what} and has no server access logs.`)
        : cannotTell(target.resource, property, `${what}, and it cannot be determined whether it has server access logs: ${reason}.`);
    }
  },
};
