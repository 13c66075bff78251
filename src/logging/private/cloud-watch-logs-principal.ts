import { Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';

/** The principal of CloudWatch Logs: of all services here the only one whose name ends otherwise in other partitions. */
export function cloudWatchLogsPrincipal(stack: Stack, region: string = stack.region): string {
  const suffix = Token.isUnresolved(region) ? undefined : RegionInfo.get(region).domainSuffix;
  return `logs.${region}.${suffix ?? stack.urlSuffix}`;
}
