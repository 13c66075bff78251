import { ZONE_ID } from '../../encryption/internal';
import { assertValue, matching, type Shape } from '../../shapes';

const ID = matching(ZONE_ID.expression, ZONE_ID.form);
/** The ID of an Availability Zone has the Region before it; that of a Local Zone the place besides. */
const AVAILABILITY_ZONE_ID = all(ID, matching(/^[^-]*-[^-]*$/, 'use DirectoryBucketZone.localZone(): this is the ID of a Local Zone'));
const LOCAL_ZONE_ID = all(ID, matching(/-.*-/, 'use DirectoryBucketZone.availabilityZone(): this is the ID of an Availability Zone'));

/**
 * The Zone in which a directory bucket stores its objects redundantly.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-buckets-overview.html
 * @example
 * new EncryptedDirectoryBucket(this, 'Fast', { zone: DirectoryBucketZone.availabilityZone('euw1-az1') });
 * new EncryptedDirectoryBucket(this, 'Near', { zone: DirectoryBucketZone.localZone('usw2-lax1-az1') });
 */
export class DirectoryBucketZone {
  /**
   * An Availability Zone, for S3 Express One Zone.
   *
   * @param zoneId The ID of the Zone, for example `euw1-az1`. A Zone name (`eu-west-1a`) causes an error
   * @returns the Zone
   * @throws if the ID isn't that of an Availability Zone
   */
  public static availabilityZone(zoneId: string): DirectoryBucketZone {
    assertValue('DirectoryBucketZone.availabilityZone', 'zoneId', zoneId, AVAILABILITY_ZONE_ID);
    return new DirectoryBucketZone(zoneId, 'SingleAvailabilityZone');
  }

  /**
   * A Local Zone, for data that must reside in that location.
   *
   * @param zoneId The ID of the Zone, for example `usw2-lax1-az1`
   * @returns the Zone
   * @throws if the ID isn't that of a Local Zone
   */
  public static localZone(zoneId: string): DirectoryBucketZone {
    assertValue('DirectoryBucketZone.localZone', 'zoneId', zoneId, LOCAL_ZONE_ID);
    return new DirectoryBucketZone(zoneId, 'SingleLocalZone');
  }

  private constructor(
    /** The ID of the Zone. */
    public readonly zoneId: string,
    /** The data redundancy type in CloudFormation: `SingleAvailabilityZone` or `SingleLocalZone`. */
    public readonly dataRedundancy: string,
  ) {}
}

/** A value that fits both. What the first one says of it comes first. */
function all(first: Shape<string>, second: Shape<string>): Shape<string> {
  return {
    misfits: (value, at) => {
      const found = first.misfits(value, at);
      return found.length > 0 ? found : second.misfits(value, at);
    },
  };
}
