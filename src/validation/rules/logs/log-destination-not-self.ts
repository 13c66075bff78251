import { S3_ACCESS_LOGS } from '../../../services';
import { isUnknown } from '../../../template';
import { ObservedDeliveries } from '../../posture';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const logDestinationNotSelf: Rule = {
  metadata: {
    name: 'LogDestinationNotSelf',
    topic: Topic.LOGS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Buckets deliver their server access logs to another bucket',
    why: 'Each log that is delivered to the bucket itself is a request that is logged again. Logs about logs grow without end, are '
      + 'charged, and hide what you are looking for.',
    fix: 'Deliver the logs to a separate bucket without server access logs: accessLogs with a LogBucket, serverAccessLogsBucket of '
      + 's3.Bucket, or LoggingConfiguration.DestinationBucketName.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html'],
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      const name = bucket.resource.read('LoggingConfiguration', 'DestinationBucketName');
      const own = ObservedDeliveries.of(posture).to(bucket).find(({ service, source }) => service === S3_ACCESS_LOGS && source === bucket.resource);
      if (own) {
        yield violation(bucket.resource, own.property, 'The bucket delivers its server access logs to itself.');
      } else if (name !== undefined && isUnknown(name)) {
        const property = 'Properties.LoggingConfiguration.DestinationBucketName';
        yield cannotTell(bucket.resource, property, `It cannot be determined whether the bucket delivers its server access logs to itself: ${name.reason}.`);
      }
    }
  },
};
