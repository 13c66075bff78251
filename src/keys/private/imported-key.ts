import { aws_kms as kms, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stateTraits } from './stated-traits';
import { refusal } from '../../cdk';
import { isMultiRegionKeyId, keyArnParts } from '../../encryption/internal';
import { checkContextPairs } from '../context-pairs';
import type { EncryptionKeyAttributes } from '../encryption-key-attributes';

/** A key that is made elsewhere, with what is known of it. */
export function importedKey(scope: Construct, id: string, attributes: EncryptionKeyAttributes): kms.IKey {
  if (!Token.isUnresolved(attributes.keyArn)) { assertMeansKey(`${scope.node.path}/${id}`, attributes); }
  const key = kms.Key.fromKeyArn(scope, id, attributes.keyArn);
  checkContextPairs(key, 'requiredEncryptionContext', attributes.requiredEncryptionContext ?? {});
  stateTraits(key, attributes);
  return key;
}

function assertMeansKey(path: string, { keyArn, region, multiRegion }: EncryptionKeyAttributes): void {
  const parts = keyArnParts(keyArn);
  if (!parts) {
    throw refusal(path, `${keyArn} isn't a KMS key ARN`, 'pass the full key ARN, of the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID');
  }
  if (region !== undefined && !Token.isUnresolved(region) && region !== parts.region) {
    throw refusal(path, `region cannot be ${region}: the key ${keyArn} is in ${parts.region}`,
      `leave region out, or pass the ARN of a key in ${region}`);
  }
  const named = isMultiRegionKeyId(parts.keyId);
  if (multiRegion !== undefined && multiRegion !== named) {
    throw refusal(path, `multiRegion cannot be ${multiRegion}: the ID of the key ${keyArn} ${named ? 'begins' : 'does not begin'} with mrk-`,
      'leave multiRegion out');
  }
}
