import { LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

export const CLOUDFRONT_LEGACY: LogService = {
  title: 'CloudFront standard logs (legacy)',
  id: 'CloudFrontLegacyLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html', read: '2026-11-21' },
  principal: 'delivery.logs.amazonaws.com',
  writer: 'the account awslogsdelivery',
  permission: LogPermission.ACL,
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_MANAGED_KEY,
  bucketActions: [],
  keyPolicyActions: ['kms:GenerateDataKey*'],
  keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  folder: '',
  objectKey: '<prefix><name>.2026-01-01-00.<any>',
  sourceArn: 'arn:<partition>:cloudfront::<account>:distribution/<name>',
  sourceIsResource: true,
  sourceConditions: [],
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
  resources: [{
    type: 'AWS::CloudFront::Distribution', within: ['DistributionConfig', 'Logging'], bucket: ['Bucket'], prefix: ['Prefix'],
  }],
};
