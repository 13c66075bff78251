import { Logged } from './private/logged';
import { Ternary } from '../../../template';
import { ObservedDeliveries } from '../../posture';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const accessLoggingEnabled: Rule = {
  metadata: {
    name: 'AccessLoggingEnabled',
    topic: Topic.LOGS,
    severity: Severity.WARNING,
    preset: Preset.STRICT,
    title: 'Server access logs of buckets are enabled',
    why: 'Without server access logs, you can\'t find out after an incident which objects were read and by whom, or which clients still '
      + 'use old signatures or TLS versions before you deny them.',
    fix: 'Enable server access logs: accessLogs with a LogBucket, serverAccessLogsBucket of s3.Bucket, or LoggingConfiguration.',
    controls: {
      securityHub: ['S3.9'],
      awsConfig: ['s3-bucket-logging-enabled'],
      nist80053r5: [
        'AC-2(4)', 'AC-4(26)', 'AC-6(9)', 'AU-2', 'AU-3', 'AU-6(3)', 'AU-6(4)', 'AU-10', 'AU-12', 'CA-7', 'SC-7(9)', 'SI-3(8)', 'SI-4(20)',
        'SI-7(8)',
      ],
      pciDss4: ['10.2.1'],
    },
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-9',
    ],
  },

  * check(posture) {
    const targets = ObservedDeliveries.of(posture);
    const logged = new Logged(posture);
    for (const bucket of posture.buckets) {
      const { answer, reason } = logged.of(bucket);
      // Logs about logs are of little use.
      if (answer === Ternary.YES || targets.to(bucket).length > 0) { continue; }
      yield answer === Ternary.NO
        ? violation(bucket.resource, 'Properties.LoggingConfiguration', 'The bucket has no server access logs.')
        : cannotTell(bucket.resource, 'Properties.LoggingConfiguration', `It cannot be determined whether the bucket has server access logs: ${reason}.`);
    }
  },
};
