import { ZONE_ID } from '../../encryption/internal';
import { assertValue, matching } from '../../shapes';

const ID = matching(ZONE_ID.expression, ZONE_ID.form);

/**
 * The Zone in which a directory bucket stores its objects, redundantly.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-overview.html
 * @example
 * new EncryptedDirectoryBucket(this, 'Fast', { zone: DirectoryBucketZone.availabilityZone('euw1-az1') });
 * new EncryptedDirectoryBucket(this, 'Near', { zone: DirectoryBucketZone.localZone('usw2-lax1-az1') });
 */
export class DirectoryBucketZone {
  /**
   * An Availability Zone: S3 Express One Zone.
   *
   * @param zoneId The ID of the Zone, for example `euw1-az1`. Its name (`eu-west-1a`) causes an error
   * @returns the Zone
   * @throws if the ID is none of a Zone
   */
  public static availabilityZone(zoneId: string): DirectoryBucketZone {
    assertValue('DirectoryBucketZone.availabilityZone', 'zoneId', zoneId, ID);
    return new DirectoryBucketZone(zoneId, 'SingleAvailabilityZone');
  }

  /**
   * A Local Zone, for data that must reside there.
   *
   * @param zoneId The ID of the Zone, for example `usw2-lax1-az1`
   * @returns the Zone
   * @throws if the ID is none of a Zone
   */
  public static localZone(zoneId: string): DirectoryBucketZone {
    assertValue('DirectoryBucketZone.localZone', 'zoneId', zoneId, ID);
    return new DirectoryBucketZone(zoneId, 'SingleLocalZone');
  }

  private constructor(
    /** The ID of the Zone. */
    public readonly zoneId: string,
    /** What CloudFormation calls the redundancy of the data: `SingleAvailabilityZone` or `SingleLocalZone`. */
    public readonly dataRedundancy: string,
  ) {}
}
