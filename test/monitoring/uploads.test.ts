import { aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import { bucketCall, objectCall } from './events';
import { alarmsOf } from './support';
import { AlertTopic, ObjectTrail, RequestAlarms, SseAlgorithm, UploadAlarms, UploadMetrics } from '../../src';
import { matchesFilterPattern, selected } from '../support/filter-pattern';
import { aStack, resourcesOf } from '../support/stacks';

interface FilterJson {
  FilterPattern: string;
  MetricTransformations: {
    MetricName: string;
    MetricNamespace: string;
    MetricValue: string;
    Dimensions?: { Key: string; Value: string }[];
    DefaultValue?: number;
  }[];
}

function withTrail(): Stack {
  const stack = aStack();
  const trail = new ObjectTrail(stack, 'Trail');
  trail.watch(s3.Bucket.fromBucketName(stack, 'Reports', 'reports'));
  new UploadMetrics(stack, 'Metrics', { logGroup: trail.logGroup });
  return stack;
}

const FILTERS = () => Object.values(resourcesOf(withTrail(), 'AWS::Logs::MetricFilter')).map(({ Properties }) => Properties as unknown as FilterJson);

/** The metrics in which a record counts, with their dimensions. */
function counted(record: object): string[] {
  return FILTERS().filter(({ FilterPattern: pattern }) => matchesFilterPattern(pattern, record)).map(({ MetricTransformations: [metric] }) =>
    [metric.MetricName, ...(metric.Dimensions ?? []).map(({ Key, Value }) => `${Key}=${String(selected(Value, record))}`)].join(' '));
}

const OTHERS = { SSE_S3: 'UploadsOtherThanSseS3', SSE_KMS: 'UploadsOtherThanSseKms', DSSE_KMS: 'UploadsOtherThanDsseKms' };

describe('uploads count by what S3 applied, and as other than each algorithm that they have not', () => {
  test.each(Object.keys(OTHERS).flatMap((applied) => [applied, `Default_${applied}`]).concat('SSE_C'))('%s', (applied) => {
    const others = Object.entries(OTHERS).filter(([same]) => !applied.replace('Default_', '').startsWith(same) || applied === 'SSE_C').map(([, metric]) => metric);
    expect(counted(objectCall('PutObject', 'reports', applied))).toEqual([
      `Uploads BucketName=reports SSEApplied=${applied}`, ...others.map((metric) => `${metric} BucketName=reports`),
    ]);
  });

  test.each(['CopyObject', 'CreateMultipartUpload', 'PutObject'])('%s is an upload', (eventName) => {
    expect(counted(objectCall(eventName, 'reports', 'Default_SSE_KMS'))).toContain('Uploads BucketName=reports SSEApplied=Default_SSE_KMS');
  });
});

test.each<[string, object]>([
  ['an upload that was denied', objectCall('PutObject', 'reports', 'SSE_C', { errorCode: 'AccessDenied' })],
  ['reading an object, which tells its encryption as well', objectCall('GetObject', 'reports', 'SSE_S3')],
  ['deleting an object', objectCall('DeleteObject', 'reports')],
  ['a change of the bucket', bucketCall('PutBucketEncryption', 'reports').detail],
  ['the same of another service', { ...objectCall('PutObject', 'reports', 'SSE_C'), eventSource: 's3express.amazonaws.com' }],
])('%s counts nowhere', (_, record) => {
  expect(counted(record)).toEqual([]);
});

const SIGV2 = { additionalEventData: { SignatureVersion: 'SigV2', AuthenticationMethod: 'QueryString' } };
const { tlsDetails: _tls, ...PLAIN } = objectCall('GetObject', 'reports');

test.each<[string, object, string[]]>([
  ['Signature Version 2', objectCall('GetObject', 'reports', undefined, SIGV2), ['SignatureVersion2Requests']],
  ['Signature Version 2, denied', objectCall('GetObject', 'reports', undefined, { ...SIGV2, errorCode: 'AccessDenied' }), ['SignatureVersion2Requests']],
  ['plain HTTP', PLAIN, ['PlainHttpRequests']],
  ['plain HTTP, denied', { ...PLAIN, errorCode: 'AccessDenied' }, ['PlainHttpRequests']],
  ['both', { ...PLAIN, ...SIGV2 }, ['SignatureVersion2Requests', 'PlainHttpRequests']],
  ['an AWS service, of whose calls TLS is not told', { ...PLAIN, userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' } }, []],
  ['Signature Version 4 over TLS', objectCall('GetObject', 'reports'), []],
])('%s', (_, record, metrics) => {
  expect(counted(record)).toEqual(metrics);
});

test('filters hold to the limits of CloudWatch Logs', () => {
  for (const { FilterPattern: pattern, MetricTransformations: [metric] } of FILTERS()) {
    expect(pattern.length).toBeLessThanOrEqual(1024);
    expect((metric.Dimensions ?? []).length).toBeLessThanOrEqual(3);
    expect([metric.MetricNamespace, metric.MetricValue, metric.DefaultValue]).toEqual(['S3Encryption', '1', undefined]);
  }
});

test('every alarm asks for metrics that the filters make', () => {
  const stack = aStack();
  new RequestAlarms(stack, 'Requests');
  new UploadAlarms(stack, 'Uploads', { expected: Object.values(SseAlgorithm).map((algorithm) => ({ bucketName: 'reports', algorithm })) });
  const asked = Object.values(alarmsOf(stack)).flatMap(({ Namespace, MetricName, Metrics = [] }) => [
    ...MetricName === undefined ? [] : [`${Namespace} ${MetricName} `],
    ...Metrics.flatMap(({ MetricStat: stat }) => stat ? [`${stat.Metric.Namespace} ${stat.Metric.MetricName} ${stat.Metric.Dimensions.map(({ Name }) => Name).join()}`] : []),
  ]);
  const made = FILTERS().map(({ MetricTransformations: [{ MetricNamespace, MetricName, Dimensions = [] }] }) =>
    `${MetricNamespace} ${MetricName} ${Dimensions.map(({ Key }) => Key).join()}`);
  expect(asked).toHaveLength(5);
  expect(made).toEqual(expect.arrayContaining(asked));
});

test('ten buckets share an alarm, which goes off at the first upload in any of them', () => {
  const stack = aStack();
  const { topic } = new AlertTopic(stack, 'Topic');
  const expected = Array.from({ length: 23 }, (_, i) => ({ bucketName: `bucket-${i}`, algorithm: SseAlgorithm.SSE_KMS }));
  const uploads = new UploadAlarms(stack, 'Uploads', { topic, expected });
  const alarms = Object.values(alarmsOf(stack));
  expect(alarms.map(({ Metrics = [] }) => Metrics.filter(({ MetricStat: stat }) => stat).length)).toEqual([10, 10, 3]);
  const [{ Metrics: metrics = [], Threshold, ComparisonOperator, TreatMissingData, AlarmActions, OKActions }] = alarms;
  expect(metrics[0]).toMatchObject({ Expression: 'SUM([m0, m1, m2, m3, m4, m5, m6, m7, m8, m9])', ReturnData: true });
  expect(metrics[1].MetricStat).toEqual({
    Metric: { Namespace: 'S3Encryption', MetricName: 'UploadsOtherThanSseKms', Dimensions: [{ Name: 'BucketName', Value: 'bucket-0' }] }, Period: 300, Stat: 'Sum',
  });
  expect([Threshold, ComparisonOperator, TreatMissingData]).toEqual([1, 'GreaterThanOrEqualToThreshold', 'notBreaching']);
  expect([AlarmActions?.length, OKActions?.length]).toEqual([1, 1]);
  expect(uploads.alarmOf('bucket-22')).toBe(uploads.alarms[2]);
  expect(uploads.alarmOf('bucket-23')).toBeUndefined();
});

test('queries tell who does', () => {
  const queries = Object.values(resourcesOf(withTrail(), 'AWS::Logs::QueryDefinition')).map(({ Properties }) => Properties as { Name: string; QueryString: string });
  expect(queries.map(({ Name }) => Name.split('/').pop())).toEqual([
    'Uploads by encryption and caller', 'Uploads that specify an encryption, by caller', 'Requests with Signature Version 2 by caller', 'Requests over plain HTTP by caller',
  ]);
  expect(queries[2].QueryString).toBe([
    'filter eventSource = "s3.amazonaws.com"',
    '| filter additionalEventData.SignatureVersion = "SigV2"',
    '| stats count(*) as requests by requestParameters.bucketName, eventName, userIdentity.arn, userAgent, sourceIPAddress',
    '| sort requests desc',
    '| limit 100',
  ].join('\n'));
});
