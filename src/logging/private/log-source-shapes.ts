import { BUCKET_REF, CONSTRUCT, flag, list, required, ROLE, struct, text } from '../../shapes';
import type {
  BatchOperationsReportsOptions, BucketLogsOptions, CloudFrontLegacyLogsOptions, CloudTrailLogsOptions, CloudWatchLogsExportOptions,
  GuardDutyFindingsOptions, LogSourceOptions, StorageLensOptions, VendedLogsOptions, VpcFlowLogsOptions,
} from '../log-source-options';

const OF_EACH_SOURCE = { account: text, prefix: text, producer: CONSTRUCT, region: text };

export const LOG_SOURCE_OPTIONS = struct<LogSourceOptions>('LogSourceOptions', OF_EACH_SOURCE);

export const BUCKET_LOGS_OPTIONS = struct<BucketLogsOptions>('BucketLogsOptions', {
  account: text,
  buckets: list(BUCKET_REF, 'buckets'),
  prefix: text,
});

export const CLOUD_TRAIL_LOGS_OPTIONS = struct<CloudTrailLogsOptions>('CloudTrailLogsOptions', {
  ...OF_EACH_SOURCE,
  organizationId: text,
  trailNames: list(text, 'names of trails'),
});

export const VPC_FLOW_LOGS_OPTIONS = struct<VpcFlowLogsOptions>('VpcFlowLogsOptions', { ...OF_EACH_SOURCE, hiveCompatiblePartitions: flag });

export const CLOUD_FRONT_LEGACY_LOGS_OPTIONS = struct<CloudFrontLegacyLogsOptions>('CloudFrontLegacyLogsOptions', { producer: CONSTRUCT });

export const STORAGE_LENS_OPTIONS = struct<StorageLensOptions>('StorageLensOptions', { ...OF_EACH_SOURCE, dashboardId: text, organizationId: text });

export const CLOUD_WATCH_LOGS_EXPORT_OPTIONS = struct<CloudWatchLogsExportOptions>('CloudWatchLogsExportOptions', {
  ...OF_EACH_SOURCE,
  logGroupNames: list(text, 'names of log groups'),
});

export const GUARD_DUTY_FINDINGS_OPTIONS = struct<GuardDutyFindingsOptions>('GuardDutyFindingsOptions', { ...OF_EACH_SOURCE, detectorId: text });

export const VENDED_LOGS_OPTIONS = struct<VendedLogsOptions>('VendedLogsOptions', { ...OF_EACH_SOURCE, accountFolder: flag, serviceFolder: text });

export const BATCH_OPERATIONS_REPORTS_OPTIONS = struct<BatchOperationsReportsOptions>('BatchOperationsReportsOptions', {
  prefix: text,
  role: required(ROLE),
});
