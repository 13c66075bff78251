/**
 * Where a stack is deployed, as far as it is known before the deployment.
 */
export interface Environment {
  readonly account?: string;
  readonly region?: string;
  /** Follows from the Region where that is known. */
  readonly partition?: string;
  /** Follows from the partition where that is known. */
  readonly urlSuffix?: string;
  /** The Stage of the CDK app that the stack is part of. Stages are copies of each other, and mean their own stacks. */
  readonly stage?: string;
}

/**
 * Partitions by the beginning of their Regions' names; any other Region is in `aws`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
const PARTITION_OF_REGION: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
];

const URL_SUFFIX_OF_PARTITION: ReadonlyMap<string, string> = new Map([
  ['aws', 'amazonaws.com'],
  ['aws-cn', 'amazonaws.com.cn'],
  ['aws-us-gov', 'amazonaws.com'],
  ['aws-iso', 'c2s.ic.gov'],
  ['aws-iso-b', 'sc2s.sgov.gov'],
  ['aws-iso-e', 'cloud.adc-e.uk'],
  ['aws-iso-f', 'csp.hci.ic.gov'],
  ['aws-eusc', 'amazonaws.eu'],
]);

/** The domains of AWS services, in all partitions. */
export const URL_SUFFIXES: readonly string[] = [...new Set(URL_SUFFIX_OF_PARTITION.values())];

/** The partition of a Region. */
export function partitionOf(region: string): string {
  return PARTITION_OF_REGION.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

/**
 * The environment with all that follows from it. The CDK's placeholders for what it does not know (`unknown-account`,
 * `unknown-region`) count as not known.
 */
export function completed(environment: Environment): Environment {
  const account = environment.account !== undefined && /^\d{12}$/.test(environment.account) ? environment.account : undefined;
  const region = environment.region === 'unknown-region' ? undefined : environment.region;
  const partition = environment.partition ?? (region === undefined ? undefined : partitionOf(region));
  const urlSuffix = environment.urlSuffix ?? (partition === undefined ? undefined : URL_SUFFIX_OF_PARTITION.get(partition));
  return { account, region, partition, urlSuffix, stage: environment.stage };
}

/** Whether two environments can be one and the same. What is not known of one of them does not speak against it. */
export function compatible(a: Environment, b: Environment): boolean {
  return mayBeSame(a.account, b.account) && mayBeSame(a.region, b.region) && mayBeSame(a.partition, b.partition);
}

export function mayBeSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
