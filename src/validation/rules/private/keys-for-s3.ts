import { keyUses } from './key-uses';
import { memo, textKey, textOf, type Value } from '../../../template';
import { comparisonsOf, entriesOf, type Key, type Posture, statementsOf } from '../../posture';

/** The name of an alias that speaks of S3. */
const OF_S3 = /(?:^|[^a-z0-9])(?:s3|buckets?)(?:[^a-z0-9]|$)/i;

const CONTEXT = 'kms:encryptioncontext:aws:s3:arn';
const VIA_SERVICE = 'kms:viaservice';

/**
 * The keys of the app that no bucket of the app encrypts with, and that are for S3: their policies or their aliases say so,
 * or there is nothing but keys in the app.
 */
export const lonelyKeys = memo((posture: Posture): readonly Key[] => {
  const used = keyUses(posture);
  const others = posture.keys.filter((key) => !used.has(key));
  if (others.length === 0) { return []; }
  const named = new Set(posture.ofType('AWS::KMS::Alias')
    .filter((alias) => OF_S3.test(nameOf(alias.read('AliasName')))).map((alias) => posture.keyOf(alias)));
  return hasKeysOnly(posture) ? others : others.filter((key) => named.has(key) || speaksOfS3(key));
});

/** All keys of the app that are for S3. */
export function keysForS3(posture: Posture): readonly Key[] {
  return [...keyUses(posture).keys(), ...lonelyKeys(posture)];
}

function hasKeysOnly({ app }: Posture): boolean {
  return [...app.resources()].every(({ type }) => type.startsWith('AWS::KMS::'));
}

function speaksOfS3(key: Key): boolean {
  return statementsOf(key.policyDocument ?? null).flatMap(comparisonsOf).some(({ conditionKey: name, values }) => (
    name === CONTEXT || (name === VIA_SERVICE && values.some((value) => /^s3\./.test(nameOf(value))))
  ));
}

function nameOf(value: Value | undefined): string {
  return entriesOf(value).map((one) => textKey(textOf(one) ?? '')).join(' ');
}
