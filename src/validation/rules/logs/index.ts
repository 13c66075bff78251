import type { Rule } from '../rule';
import { accessLoggingEnabled } from './access-logging-enabled';
import { cloudTrailBucketAccessLogging } from './cloud-trail-bucket-access-logging';
import { inventoryDestinationEncryption } from './inventory-destination-encryption';
import { loadBalancerLogsSseS3 } from './load-balancer-logs-sse-s3';
import { logDeliveryAllowed } from './log-delivery-allowed';
import { logDeliveryConfined } from './log-delivery-confined';
import { logDeliveryKeyPolicy } from './log-delivery-key-policy';
import { logDestinationCustomerKey } from './log-destination-customer-key';
import { logDestinationNoObjectLock } from './log-destination-no-object-lock';
import { logDestinationNotSelf } from './log-destination-not-self';
import { logDestinationSameRegionAndAccount } from './log-destination-same-region-and-account';
import { logDestinationSseS3 } from './log-destination-sse-s3';
import { redshiftLogsSseS3 } from './redshift-logs-sse-s3';
import { serviceLogsNoObjectLock } from './service-logs-no-object-lock';

/** The rules of this topic. */
export const LOG_RULES: readonly Rule[] = [
  logDestinationSseS3,
  logDestinationSameRegionAndAccount,
  logDestinationNoObjectLock,
  logDestinationNotSelf,
  logDeliveryAllowed,
  logDeliveryConfined,
  loadBalancerLogsSseS3,
  redshiftLogsSseS3,
  accessLoggingEnabled,
  inventoryDestinationEncryption,
  logDeliveryKeyPolicy,
  logDestinationCustomerKey,
  serviceLogsNoObjectLock,
  cloudTrailBucketAccessLogging,
];
