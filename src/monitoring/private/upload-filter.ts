import type { aws_logs as logs } from 'aws-cdk-lib';

/** The namespace of the metrics that are made of CloudTrail's events. */
export const NAMESPACE = 'S3Encryption';

/** A metric that is made of CloudTrail's events in a log group. */
export interface EventFilter {
  /** The name of the metric. */
  readonly metricName: string;
  /** Which events count. */
  readonly pattern: logs.IFilterPattern;
  /** Where the event has the values of the dimensions. */
  readonly dimensions?: { readonly [name: string]: string };
}

/** Where CloudTrail's events have what metrics and queries ask for. */
export const EVENT = {
  source: '$.eventSource',
  category: '$.eventCategory',
  readOnly: '$.readOnly',
  errorCode: '$.errorCode',
  bucketName: '$.requestParameters.bucketName',
  sseApplied: '$.additionalEventData.SSEApplied',
  signatureVersion: '$.additionalEventData.SignatureVersion',
  tlsVersion: '$.tlsDetails.tlsVersion',
  invokedBy: '$.userIdentity.invokedBy',
} as const;

export const S3 = 's3.amazonaws.com';
