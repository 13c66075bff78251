/** Regions with another default than the rest. */
const REQUESTS_PER_SECOND: { readonly [region: string]: number } = {
  'us-east-1': 100_000,
  'us-west-2': 100_000,
  'eu-west-1': 100_000,
  'us-east-2': 20_000,
  'ap-southeast-1': 20_000,
  'ap-southeast-2': 20_000,
  'ap-northeast-1': 20_000,
  'eu-central-1': 20_000,
  'eu-west-2': 20_000,
};

const ELSEWHERE = 10_000;

/**
 * How many cryptographic requests with symmetric keys AWS KMS answers in a second for an account in a Region, unless the
 * quota was raised: all keys share it, those of AWS services and those in other accounts that are used from this one
 * included.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * @example
 * // 100,000 requests
 * const quota = KmsRequestQuota.requestsPerSecond('eu-west-1');
 */
export class KmsRequestQuota {
  /**
   * The default quota of a Region; that of most Regions, which is the lowest, for one that is known at deployment only.
   *
   * @param region The Region, such as `eu-west-1`
   * @returns the number of requests per second
   */
  public static requestsPerSecond(region: string): number {
    return REQUESTS_PER_SECOND[region] ?? ELSEWHERE;
  }

  private constructor() {}
}
