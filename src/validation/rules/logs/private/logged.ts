import { Ternary } from '../../../../template';
import type { Bucket, Posture } from '../../../posture';
import { judge, reasonOf } from '../../private/judge';

/** Whether the access to buckets is logged. */
export class Logged {
  /** Buckets whose server access logs go through CloudWatch Logs. */
  private readonly delivered: ReadonlySet<Bucket | undefined>;

  constructor(posture: Posture) {
    this.delivered = new Set(posture.ofType('AWS::Logs::DeliverySource')
      .filter((source) => source.read('LogType') === 'S3_SERVER_ACCESS_LOGS')
      .map((source) => posture.bucketAt(source.read('ResourceArn'), source)));
  }

  /** Whether a bucket's access is logged, and why it cannot be determined. */
  of(bucket: Bucket): { readonly answer: Ternary; readonly reason: string } {
    const logging = bucket.resource.read('LoggingConfiguration');
    const answer = this.delivered.has(bucket) ? Ternary.YES : judge(logging, (known) => known !== undefined);
    return { answer, reason: answer === Ternary.UNKNOWN ? reasonOf(logging) : '' };
  }
}
