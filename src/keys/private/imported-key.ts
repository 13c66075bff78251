import { Arn, ArnFormat, aws_kms as kms, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stateTraits } from './stated-traits';
import { KEY_ARN } from './usable-key';
import { refusal } from '../../cdk';
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
  if (!KEY_ARN.test(keyArn)) {
    throw refusal(path, `${keyArn} is no ARN of a key`, 'pass the full key ARN, of the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID');
  }
  const parts = Arn.split(keyArn, ArnFormat.SLASH_RESOURCE_NAME);
  if (region !== undefined && !Token.isUnresolved(region) && region !== parts.region) {
    throw refusal(path, `region cannot be ${region}: the key ${keyArn} is in ${parts.region}`,
      `leave region out, or pass the ARN of a key in ${region}`);
  }
  const named = parts.resourceName!.startsWith('mrk-');
  if (multiRegion !== undefined && multiRegion !== named) {
    throw refusal(path, `multiRegion cannot be ${multiRegion}: the id of the key ${keyArn} ${named ? 'begins' : 'does not begin'} with mrk-`,
      'leave multiRegion out');
  }
}
