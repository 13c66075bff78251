import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { UploadMetrics } from './upload-metrics';
import { assertShape } from '../../shapes';
import type { AlarmOptions } from '../alerts/alert-options';
import { alarmFrom } from '../private/alarms';
import { REQUEST_ALARMS_PROPS } from '../private/shapes';

/**
 * Properties of `RequestAlarms`.
 */
export interface RequestAlarmsProps extends AlarmOptions {}

/**
 * Alarms on requests with Signature Version 2 and on requests over plain HTTP.
 *
 * Both allowed and denied requests count. There is one alarm for each kind of request, for all buckets that the trail logs.
 *
 * The alarms use the metrics of `UploadMetrics`. To find the bucket and the caller, run its queries.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-request-identification.html
 * @example
 * declare const trail: ObjectTrail;
 *
 * new UploadMetrics(this, 'UploadMetrics', { logGroup: trail.logGroup });
 * new RequestAlarms(this, 'RequestAlarms', { topic: new AlertTopic(this, 'Alerts').topic });
 */
export class RequestAlarms extends Construct {
  /** The alarm on requests with Signature Version 2. A single request triggers it. */
  public readonly signatureVersion2: cloudwatch.Alarm;

  /** The alarm on requests over plain HTTP. A single request triggers it. */
  public readonly plainHttp: cloudwatch.Alarm;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: RequestAlarmsProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, REQUEST_ALARMS_PROPS);
    this.signatureVersion2 = alarmFrom(this, 'SignatureVersion2', {
      metric: UploadMetrics.signatureVersion2Requests(),
      description: 'Requests to S3 were signed with Signature Version 2. '
        + 'To find the callers, run the CloudWatch Logs Insights query "Requests with Signature Version 2 by caller".',
      threshold: 1,
    }, props);
    this.plainHttp = alarmFrom(this, 'PlainHttp', {
      metric: UploadMetrics.plainHttpRequests(),
      description: 'Requests were sent to S3 over plain HTTP. '
        + 'To find the callers, run the CloudWatch Logs Insights query "Requests over plain HTTP by caller".',
      threshold: 1,
    }, props);
  }
}
