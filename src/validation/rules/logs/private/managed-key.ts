import { usesManagedKey } from './keys';
import { logsOf, received } from './sources';
import type { LogService } from '../../../../services';
import { Ternary } from '../../../../template';
import { Bucket, type Posture } from '../../../posture';
import { cannotTell, type Finding, violation } from '../../rule';

const PROPERTY = Bucket.rulePath('ServerSideEncryptionByDefault', 'KMSMasterKeyID');

/** Buckets that encrypt with `aws/s3` although one of the producers writes to them, which cannot use it. */
export function* withManagedKey(posture: Posture, isMeant: (producer: LogService) => boolean): Generator<Finding> {
  for (const { target, deliveries, on } of received(posture, isMeant)) {
    const answer = usesManagedKey(target);
    if (answer === Ternary.NO) { continue; }
    const what = logsOf(deliveries);
    if (answer === Ternary.YES && on) {
      yield violation(target.resource, PROPERTY, `The bucket receives ${what}, but encrypts with the AWS managed key aws/s3, which the service that delivers them cannot use.`);
    } else {
      const reason = answer === Ternary.YES ? 'it is not known whether they are enabled' : 'its algorithm and its key are known at deployment only';
      yield cannotTell(target.resource, PROPERTY, `It cannot be determined whether the bucket, which receives ${what}, encrypts with the AWS managed key aws/s3: ${reason}.`);
    }
  }
}
