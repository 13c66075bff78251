import type { Specimens } from './places';
import { DefaultEncryption, EncryptedBucket, EncryptionKey } from '../../src';

/** Keys by who can create grants on them. */
export const KEY_GRANTS: Specimens = {
  'EncryptionKey that denies grants that are not for AWS resources': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key', { grantsForAwsResourcesOnly: true });
    new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
  },
};
