import type { aws_kms as kms } from 'aws-cdk-lib';
import { ConstructMap } from '../../construct-state';
import type { EncryptionKeyAttributes } from '../encryption-key-attributes';

/** What was said of a key. */
type Traits = Omit<EncryptionKeyAttributes, 'keyArn'>;

const STATED = new ConstructMap<kms.IKey, Traits>('stated traits of key');

/** Remembers what was said of a key, beside what its resource says. */
export function stateTraits(key: kms.IKey, traits: Traits): void {
  STATED.set(key, traits);
}

/** What was said of a key; nothing for keys that are not ours. */
export function statedTraits(key: kms.IKey): Traits {
  return STATED.get(key) ?? {};
}
