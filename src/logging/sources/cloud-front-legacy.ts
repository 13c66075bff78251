import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';

export const CLOUDFRONT_LEGACY: LogProducer = {
  title: 'CloudFront standard logs (legacy)',
  id: 'CloudFrontLegacyLogs',
  writer: 'the account awslogsdelivery',
  encryption: LogEncryption.SSE_S3,
  kmsRefused: 'they need a bucket with ACLs, and of the buckets of this library only a LogBucket can have these',
  bucketActions: [],
  keyActions: [],
  ownerFullControl: false,
  acl: true,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
  page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html',
};

/** CloudFront adds itself to the ACL of the bucket: there is nothing to write into its policy. */
export const cloudFrontLegacy: Bind = ({ stack }) => ({
  owner: stack.account, services: [], keys: [], accounts: [], sourceArns: [], anySourceArns: [],
});
