import type { aws_kms as kms } from 'aws-cdk-lib';
import { keyResource } from '../cdk';

/**
 * The ARN of a key in a form to which every stack can refer. That of the L2 asks for a physical name across
 * environments, which keys do not have.
 */
export function keyArn(key: kms.IKey): string {
  return keyResource(key)?.attrArn ?? key.keyArn;
}
