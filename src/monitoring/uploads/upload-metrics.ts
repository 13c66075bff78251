import { aws_cloudwatch as cloudwatch, Duration, aws_logs as logs, Names } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AppliedEncryption } from './applied-encryption';
import { PLAIN_HTTP } from './filters/plain-http';
import { SIGNATURE_VERSION_2 } from './filters/signature-version-2';
import { UPLOADS } from './filters/uploads';
import { uploadsOtherThan } from './filters/uploads-of-other-encryption';
import { QUERIES } from './queries';
import type { SavedQuery } from './queries/saved-query';
import { SseAlgorithm } from '../../encryption';
import { assertShape, assertValue, choice } from '../../shapes';
import { UPLOAD_METRICS_PROPS } from '../private/shapes';
import { type EventFilter, NAMESPACE } from '../private/upload-filter';

/**
 * Properties of `UploadMetrics`.
 */
export interface UploadMetricsProps {
  /**
   * The log group to which a trail delivers the data events of buckets, for example the log group of an `ObjectTrail`. Its log class must
   * be Standard.
   */
  readonly logGroup: logs.ILogGroup;
}

// docs/decisions/0030
/**
 * CloudWatch metrics and saved queries about uploads and requests, based on CloudTrail events.
 *
 * The metrics show how objects are uploaded and requested; the queries show by which callers. The number of metric filters doesn't depend
 * on the number of buckets, because the bucket name is a dimension. CloudWatch charges for each combination of bucket and encryption that
 * occurs.
 *
 * Create them once for each log group. The metrics are in the namespace `S3Encryption`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption-tracking.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * const trail = new ObjectTrail(this, 'Trail');
 * trail.watch(bucket);
 * new UploadMetrics(this, 'UploadMetrics', { logGroup: trail.logGroup });
 * const uploads = UploadMetrics.uploadsOtherThan(bucket.bucketName, SseAlgorithm.SSE_KMS);
 */
export class UploadMetrics extends Construct {
  /**
   * Uploads to a bucket to which S3 applied the specified encryption.
   *
   * @param bucketName The name of the bucket
   * @param applied The encryption
   * @returns the metric: uploads per five minutes
   */
  public static uploads(bucketName: string, applied: AppliedEncryption): cloudwatch.Metric {
    assertValue('UploadMetrics.uploads', 'applied', applied, choice(AppliedEncryption));
    return count(UPLOADS, { BucketName: bucketName, SSEApplied: applied });
  }

  /**
   * Uploads to a bucket to which S3 applied another algorithm than the specified one.
   *
   * @param bucketName The name of the bucket
   * @param algorithm The algorithm of its default encryption
   * @returns the metric: uploads per five minutes
   */
  public static uploadsOtherThan(bucketName: string, algorithm: SseAlgorithm): cloudwatch.Metric {
    return count(uploadsOtherThan(algorithm), { BucketName: bucketName });
  }

  /**
   * Requests with Signature Version 2 to any bucket that the trail logs.
   *
   * @returns the metric: requests per five minutes
   */
  public static signatureVersion2Requests(): cloudwatch.Metric {
    return count(SIGNATURE_VERSION_2);
  }

  /**
   * Requests over plain HTTP to any bucket that the trail logs.
   *
   * @returns the metric: requests per five minutes
   */
  public static plainHttpRequests(): cloudwatch.Metric {
    return count(PLAIN_HTTP);
  }

  /** The log group. */
  public readonly logGroup: logs.ILogGroup;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: UploadMetricsProps) {
    super(scope, id);
    assertShape(this.node.path, props, UPLOAD_METRICS_PROPS);
    this.logGroup = props.logGroup;
    for (const filter of [UPLOADS, ...Object.values(SseAlgorithm).map(uploadsOtherThan), SIGNATURE_VERSION_2, PLAIN_HTTP]) { this.addFilter(filter); }
    for (const query of QUERIES) { this.addQuery(query); }
  }

  private addFilter({ metricName, pattern, dimensions }: EventFilter): void {
    new logs.MetricFilter(this, metricName, {
      logGroup: this.logGroup, filterPattern: pattern, metricNamespace: NAMESPACE, metricName, metricValue: '1', dimensions,
    });
  }

  private addQuery({ id, name, filters, by }: SavedQuery): void {
    new logs.QueryDefinition(this, id, {
      queryDefinitionName: `S3 encryption/${Names.uniqueResourceName(this, { maxLength: 100, separator: '-' })}/${name}`,
      queryString: new logs.QueryString({
        filterStatements: filters,
        statsStatements: [`count(*) as requests by ${by.join(', ')}`],
        sort: 'requests desc',
        limit: 100,
      }),
      logGroups: [this.logGroup],
    });
  }
}

function count({ metricName }: EventFilter, dimensionsMap?: { [name: string]: string }): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic: 'Sum', period: Duration.minutes(5) });
}
