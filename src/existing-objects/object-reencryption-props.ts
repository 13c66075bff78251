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
   * The bucket whose objects are encrypted as its default encryption says: one of the app, L1 or L2, or one that is
   * imported, in the account and Region of the stack.
   */
  readonly bucket: interfaces.aws_s3.IBucketRef;

  /**
   * The default encryption of the bucket, where the bucket cannot be asked: for one that is imported.
   *
   * @default - what the bucket says
   */
  readonly encryption?: DefaultEncryption;

  /**
   * Which objects.
   *
   * @default - those with SSE-S3; where that is the default encryption of the bucket, those without server-side encryption
   */
  readonly objects?: ObjectSelection;

  /**
   * How it is done. The job is refused where that cannot be done.
   *
   * @default - in place where S3 can, and by copy where they must be
   */
  readonly method?: ReencryptionMethod;

  /**
   * The bucket that the completion report goes to, in the Region of the job. S3 encrypts it with SSE-S3.
   *
   * @default - a new `LogBucket`
   */
  readonly reports?: LogBucket;

  /**
   * The folder of the report, without a slash at its end.
   *
   * @default 'reencryption'
   */
  readonly reportsPrefix?: string;

  /**
   * Whether the report lists all objects, not only those that failed.
   *
   * @default false
   */
  readonly allObjectsReported?: boolean;

  /**
   * What the job is called. Another description makes another job.
   *
   * @default - how it is done, and why so
   */
  readonly description?: string;

  /**
   * Jobs with a higher number are run first.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * Whether the job waits until somebody confirms it. After 30 days it fails.
   *
   * @default false
   */
  readonly confirmationRequired?: boolean;

  /**
   * Whether versioning was never enabled for the bucket, so that there are no noncurrent versions.
   *
   * A template can't show this: versioning might have been enabled earlier or outside of CloudFormation, and versions remain
   * when it is suspended. For a bucket that never had versioning, `aws s3api get-bucket-versioning` prints nothing. Jobs that
   * copy objects that S3 finds require this property, because the copy of a noncurrent version becomes the current version.
   *
   * @default false - the bucket may have noncurrent versions
   */
  readonly neverVersioned?: boolean;
}
