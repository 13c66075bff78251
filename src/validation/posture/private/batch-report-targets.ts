import { parsedJson } from './json-text';
import { LOG_SERVICES, type SdkCall } from '../../../services';
import { at, memo, optionsOf, textOf, type Value } from '../../../template';
import type { Bucket } from '../bucket';
import type { Posture } from '../posture';

/** Resources of the CDK's `AwsCustomResource` that call `CreateJob`: its usual type, and one that says what it is. */
const TYPES = ['Custom::AWS', 'Custom::S3BatchOperationsJob'];

/** What the resource calls when it is made, and when it changes. */
const WHEN = ['Create', 'Update'];

const CALLS = LOG_SERVICES.flatMap(({ calls = [] }) => calls);

/**
 * The buckets to which jobs of S3 Batch Operations report. Reports are SSE-S3, whatever the default encryption is.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html
 */
export const batchReportTargets = memo((posture: Posture): ReadonlySet<Bucket> => {
  const jobs = TYPES.flatMap((type) => posture.ofType(type));
  return new Set(jobs.flatMap((job) => WHEN.flatMap((name) => callsIn(job.read(name))).flatMap((call) => {
    const target = posture.bucketAt(reportBucket(call), job);
    return target ? [target] : [];
  })));
});

/** The calls that a property can be: each is JSON text, or a map in templates of former versions. */
function callsIn(value: Value | undefined): readonly Value[] {
  return (value === undefined ? [] : optionsOf(value)).flatMap((option) => {
    const text = textOf(option);
    const call = text === undefined ? option : parsedJson(text);
    return call === undefined ? [] : [call];
  });
}

/** The ARN of the bucket for the report of a job; nothing if the call creates none, or one without a report. */
function reportBucket(call: Value): Value | undefined {
  const action = at(call, 'action');
  const named = CALLS.find(({ operation }) => typeof action === 'string' && isCallOf(operation, action));
  if (!named) { return undefined; }
  const report = at(call, 'parameters', ...named.within);
  return String(at(report, named.enabled)) === 'false' ? undefined : at(report, named.bucket);
}

/** An operation by its name, or by that of its command in AWS SDK for JavaScript v3. */
function isCallOf(operation: SdkCall['operation'], action: string): boolean {
  return [operation, `${operation}Command`].some((name) => name.toLowerCase() === action.toLowerCase());
}
