import { EncryptedBucket, EncryptionMonitor, WatchedBuckets } from '../../src';
import { aStack, resourcesOf } from '../support/stacks';

/** Another id would replace somebody's logs, their key, or a topic with its subscriptions. */
test.each([
  ['AWS::KMS::Key', ['MonitorTopicKey22BEDAB0', 'MonitorTrailLogBucketKey0219CB86']],
  ['AWS::SNS::Topic', ['MonitorTopic6171716A']],
  ['AWS::S3::Bucket', ['MonitorTrailLogBucket3EBA1358']],
  ['AWS::Logs::LogGroup', ['MonitorTrailLogGroup92EBA030']],
  ['AWS::CloudTrail::Trail', ['MonitorTrail734E3083']],
  ['AWS::CloudWatch::Dashboard', ['MonitorDashboard16441DEC']],
])('%s', (type, ids) => {
  const stack = aStack();
  new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'Data')) });
  expect(Object.keys(resourcesOf(stack, type)).filter((id) => id.startsWith('Monitor'))).toEqual(ids);
});
