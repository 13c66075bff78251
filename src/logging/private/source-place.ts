import { CfnResource, Stack, Tokenization } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import type { LogPlace } from '../log-producer';
import type { LogSourceOptions } from '../log-source-options';

/** Where a source is: its account, Region and partition. */
export interface SourcePlace {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** A source is where its options say, else where its construct stands, else where the bucket stands. */
export function sourcePlace({ stack }: LogPlace, { account, region, producer }: LogSourceOptions): SourcePlace {
  const own = producer ? Stack.of(producer) : stack;
  return { account: account ?? own.account, region: region ?? own.region, partition: stack.partition };
}

/** A service principal that has a name of its own in Regions that have to be enabled. */
export function regionalInOptInRegions(service: string, region: string): string {
  return RegionInfo.get(region).isOptInRegion ? `${service}.${region}.amazonaws.com` : `${service}.amazonaws.com`;
}

/**
 * Refuses names that refer to a resource which has to wait for the bucket policy: the policy would need the resource,
 * and the resource the policy.
 */
export function assertNoCircle({ path }: LogPlace, option: string, names: readonly string[] = []): void {
  for (const name of names) {
    const target = referredBy(name);
    if (!target) { continue; }
    throw new Error(`${path}: ${option} cannot refer to ${target.node.path}, which waits for the bucket policy that would name it: a circle. `
      + `Fix: write the name out, there and here, or leave ${option} out.`);
  }
}

function referredBy(name: string): IConstruct | undefined {
  return Tokenization.reverseString(name).tokens
    .map((token) => (token as { target?: IConstruct }).target)
    .find((target) => target !== undefined && CfnResource.isCfnResource(target));
}
