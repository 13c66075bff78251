import { LOAD_BALANCER_ACCOUNTS } from './load-balancer-accounts';
import { LogConfinement, LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** What Application and Classic Load Balancers have in common. */
export const LOAD_BALANCER = {
  principal: 'logdelivery.elasticloadbalancing.amazonaws.com',
  principalOnOutposts: 'logdelivery.elb.amazonaws.com',
  legacyAccounts: LOAD_BALANCER_ACCOUNTS,
  permission: LogPermission.BUCKET_POLICY,
  encryption: LogEncryption.SSE_S3,
  bucketActions: [],
  keyPolicyActions: [],
  keyActions: [],
  // A test file is written above the folder of the logs.
  folder: 'AWSLogs/<account>/',
  objectKey: '<prefix>AWSLogs/<account>/elasticloadbalancing/<region>/2026/01/01/<any>',
  sourceArn: 'arn:<partition>:elasticloadbalancing:<region>:<account>:loadbalancer/<name>',
  sourceIsResource: true,
  sourceConditions: ['aws:SourceArn'],
  confinement: LogConfinement.ACCOUNT_FOLDER,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
} as const satisfies Partial<LogService>;

/** The attributes of a load balancer that name a bucket, for each kind of log. */
export function loadBalancerResources(type: 'application' | 'network', kinds: readonly string[]): LogService['resources'] {
  return kinds.map((kind) => ({
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    within: ['LoadBalancerAttributes'],
    bucket: [{ attribute: `${kind}.s3.bucket` }, 'Value'],
    prefix: [{ attribute: `${kind}.s3.prefix` }, 'Value'],
    enabled: { property: [{ attribute: `${kind}.s3.enabled` }, 'Value'], otherwise: false },
    only: { property: ['Type'], value: type, otherwise: 'application' },
  }));
}
