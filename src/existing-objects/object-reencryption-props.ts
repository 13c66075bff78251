import type { interfaces } from 'aws-cdk-lib';
import type { ObjectSelection } from './object-selection';
import type { ReencryptionMethod } from './reencryption-method';
import type { DefaultEncryption } from '../keys';
import type { LogBucket } from '../logging';

/**
 * Properties of an `ObjectReencryption`.
 */
export interface ObjectReencryptionProps {
  /**
   * The bucket whose objects are re-encrypted with its default encryption, in the account and Region of the stack: an
   * `EncryptedBucket`, any `s3.Bucket`, an L1 bucket, or an imported bucket.
   */
  readonly bucket: interfaces.aws_s3.IBucketRef;

  /**
   * The default encryption of the bucket. Required if it can't be determined from the bucket, such as for an imported bucket.
   *
   * @default - the default encryption that the bucket declares
   */
  readonly encryption?: DefaultEncryption;

  /**
   * The objects to re-encrypt.
   *
   * @default - objects with SSE-S3; if that is the default encryption of the bucket, objects without server-side encryption
   */
  readonly objects?: ObjectSelection;

  /**
   * The method of re-encryption. Synthesis fails if the method can't be used.
   *
   * @default - in place if S3 supports it, otherwise by copy
   */
  readonly method?: ReencryptionMethod;

  /**
   * The bucket that receives the completion report, in the Region of the job. S3 encrypts the report with SSE-S3.
   *
   * @default - a new `LogBucket`
   */
  readonly reports?: LogBucket;

  /**
   * The folder of the completion report, without a slash at the end.
   *
   * @default 'reencryption'
   */
  readonly reportsPrefix?: string;

  /**
   * Whether the report lists all objects, instead of only the objects that failed.
   *
   * @default false
   */
  readonly allObjectsReported?: boolean;

  /**
   * The description of the job. If you change the description, another job starts.
   *
   * @default - the method, and the reason for it
   */
  readonly description?: string;

  /**
   * The priority of the job. S3 runs jobs with a higher number first.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * Whether the job waits for confirmation. Without confirmation, the job fails after 30 days.
   *
   * @default false
   */
  readonly confirmationRequired?: boolean;

  /**
   * Whether versioning was never enabled for the bucket, so that it has no noncurrent versions.
   *
   * This can't be determined from the template: versioning might have been enabled earlier or outside of CloudFormation, and versions
   * remain when versioning is suspended. For a bucket that never had versioning, `aws s3api get-bucket-versioning` prints nothing. Jobs that
   * copy objects that S3 finds require this property, because the copy of a noncurrent version becomes the current version.
   *
   * @default false - the bucket may have noncurrent versions
   */
  readonly neverVersioned?: boolean;
}
