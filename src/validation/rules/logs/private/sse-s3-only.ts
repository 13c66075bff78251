import { logsOf, received } from './sources';
import type { LogService } from '../../../../services';
import { Ternary } from '../../../../template';
import { Bucket, type Posture, usesKms } from '../../../posture';
import { judge, reasonOf } from '../../private/judge';
import { cannotTell, type Finding, violation } from '../../rule';

const PROPERTY = Bucket.rulePath('ServerSideEncryptionByDefault', 'SSEAlgorithm');

/** Buckets that encrypt with KMS although one of the services writes to them, which can only write to SSE-S3. */
export function* notSseS3(posture: Posture, services: readonly LogService[]): Generator<Finding> {
  for (const { target, deliveries, on } of received(posture, (service) => services.includes(service))) {
    const { algorithm } = target;
    const answer = judge(algorithm, (known) => !usesKms(known));
    if (answer === Ternary.YES) { continue; }
    const what = logsOf(deliveries);
    if (answer === Ternary.NO && on) {
      yield violation(target.resource, PROPERTY, `The bucket receives ${what}, which require SSE-S3, but encrypts with AWS KMS.`);
    } else {
      const reason = answer === Ternary.UNKNOWN ? reasonOf(algorithm) : 'it is not known whether they are enabled';
      yield cannotTell(target.resource, PROPERTY, `It cannot be determined whether the bucket uses SSE-S3, which ${what} require: ${reason}.`);
    }
  }
}
