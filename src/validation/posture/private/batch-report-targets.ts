import { type Hole, Text, textOf } from '../../../template';
import type { Bucket } from '../bucket';
import type { Posture } from '../posture';

/** Resources of the CDK's `AwsCustomResource` that call `CreateJob`: its usual type, and one that says what it is. */
const TYPES = ['Custom::AWS', 'Custom::S3BatchOperationsJob'];

const REPORT = '"Report":{"Bucket":"';

const KNOWN = new WeakMap<Posture, ReadonlySet<Bucket>>();

/**
 * The buckets to which jobs of S3 Batch Operations report. Reports are SSE-S3, whatever the default encryption is.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html
 */
export function batchReportTargets(posture: Posture): ReadonlySet<Bucket> {
  let targets = KNOWN.get(posture);
  if (!targets) {
    const jobs = TYPES.flatMap((type) => posture.ofType(type));
    targets = new Set(jobs.flatMap((job) => {
      const call = textOf(job.read('Create'));
      const target = call === undefined ? undefined : posture.bucketAt(reportBucket(call), job);
      return target ? [target] : [];
    }));
    KNOWN.set(posture, targets);
  }
  return targets;
}

/** The call is text in which the bucket's ARN stands between quotation marks. */
function reportBucket(call: string | Text): string | Text | undefined {
  const parts = typeof call === 'string' ? [call] : call.parts;
  const begin = parts.findIndex((part) => typeof part === 'string' && part.includes(REPORT));
  if (begin < 0) { return undefined; }
  const first = parts[begin] as string;
  const arn: (string | Hole)[] = [];
  for (const part of [first.slice(first.indexOf(REPORT) + REPORT.length), ...parts.slice(begin + 1)]) {
    const end = typeof part === 'string' ? part.indexOf('"') : -1;
    arn.push(end < 0 || typeof part !== 'string' ? part : part.slice(0, end));
    if (end >= 0) { break; }
  }
  return Text.of(...arn);
}
