import type { DashboardBucket } from './dashboard-bucket';

export function titleOf({ title, bucketName }: DashboardBucket): string {
  return title ?? bucketName;
}
