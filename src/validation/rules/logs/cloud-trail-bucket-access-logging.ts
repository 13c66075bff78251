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
    title: 'Server access logs of the buckets of CloudTrail are turned on',
    why: 'Whoever covers their tracks goes to the bucket of the trail: without its server access logs nobody can tell who read or deleted '
      + 'the record.',
    fix: 'Turn on server access logs of the bucket, to another bucket: accessLogs with a LogBucket, or serverAccessLogsBucket on the L2, or '
      + 'LoggingConfiguration.',
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
      const what = `The bucket gets CloudTrail logs of ${sourcesOf(deliveries)}`;
      yield answer === Ternary.NO
        ? violation(target.resource, property, `${what} and has no server access logs.`)
        : cannotTell(target.resource, property, `${what}, and it cannot be told whether it has server access logs: ${reason}.`);
    }
  },
};
