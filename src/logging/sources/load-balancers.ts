import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { LogSourceOptions } from '../log-source-options';
import { folderBeforeAccount } from '../private/keys';
import { sourcePlace } from '../private/source-place';

/** What application and classic load balancers have in common. */
export const LOAD_BALANCER = {
  writer: 'logdelivery.elasticloadbalancing.amazonaws.com',
  encryption: LogEncryption.SSE_S3,
  bucketActions: [],
  keyActions: [],
  ownerFullControl: false,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
} as const satisfies Partial<LogProducer>;

/**
 * The whole folder of the account, because a test file is written above that of the logs. The ARN of a load balancer
 * tells its account; AWS documents no other condition.
 */
export function loadBalancerLogs(options: LogSourceOptions): Bind {
  return (place) => {
    const { account, region, partition } = sourcePlace(place, options);
    const sourceArns = [`arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/*`];
    return {
      owner: account,
      services: [LOAD_BALANCER.writer],
      keys: [{ prefix: folderBeforeAccount(place.path, options.prefix), folder: `AWSLogs/${account}/` }],
      accounts: [],
      sourceArns,
      anySourceArns: sourceArns,
    };
  };
}
