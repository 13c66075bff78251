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
 * The default AWS KMS request quotas for cryptographic operations with symmetric keys.
 *
 * A quota is the number of requests per second for an account in a Region, unless it was increased. All keys share it, including AWS
 * managed keys, AWS owned keys, and keys in other accounts that are used from this account.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * @example
 * // 100,000 requests
 * const quota = KmsRequestQuota.requestsPerSecond('eu-west-1');
 */
export class KmsRequestQuota {
  /**
   * Returns the default quota of a Region. For a Region that isn't known at synthesis, returns the quota of most Regions, which is the lowest.
   *
   * @param region The Region, such as `eu-west-1`
   * @returns the number of requests per second
   */
  public static requestsPerSecond(region: string): number {
    return REQUESTS_PER_SECOND[region] ?? ELSEWHERE;
  }

  private constructor() {}
}
