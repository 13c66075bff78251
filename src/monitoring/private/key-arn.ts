import { Token } from 'aws-cdk-lib';
import { referredKey } from '../../cdk';
import { isMultiRegionKeyId, keyArnParts } from '../../encryption/internal';

/** `arn:aws-us-gov:kms:ap-northeast-1:111122223333:key/mrk-` and 32 digits, and some. */
export const LONGEST_KEY_ARN = 110;

/** Whether a key may be a multi-Region key; a key of the app says so, and the id of such a key, where it is known. */
export function mayBeMultiRegion(keyArn: string): boolean {
  const keyId = keyArnParts(keyArn)?.keyId;
  if (keyId !== undefined && !Token.isUnresolved(keyId)) { return isMultiRegionKeyId(keyId); }
  const key = referredKey(keyArn);
  return key === undefined || (key.multiRegion ?? false) !== false;
}
