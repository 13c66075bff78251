import { type Aspect, ASPECTS, effectOf, type Fact, NOT_APPLICABLE, UNKNOWN } from '../../../src/validation/comparison/aspects';

/** What a change from one to the other does, and the way back. */
function effects(aspect: Aspect, from: string, to: string): string {
  const fact = (rank: string): Fact => ({ aspect, value: rank });
  return `${effectOf(fact(from), fact(to)) ?? 'none'}, ${effectOf(fact(to), fact(from)) ?? 'none'}`;
}

/** From the worst to the best, as AWS documents what they protect from. */
const SCALES: { readonly [aspect in Aspect]?: readonly string[] } = {
  defaultEncryption: ['AES256', 'aws:kms', 'aws:kms:dsse'],
  key: ['none', 'AWS managed', 'customer managed'],
  keyReference: ['alias or key ID', 'key ARN'],
  bucketKey: ['no', 'yes'],
  sseCBlocked: ['no', 'default', 'yes'],
  plainHttpDenied: ['no', 'partly', 'yes'],
  minimumTlsVersion: ['none', 'partly', '1.2', '1.3'],
  signatureVersion4: ['no', 'partly', 'yes'],
  uploadEncryption: ['no', 'partly', 'yes'],
  blockPublicAcls: ['no', 'not declared', 'yes'],
  blockPublicPolicy: ['no', 'not declared', 'yes'],
  ignorePublicAcls: ['no', 'not declared', 'yes'],
  restrictPublicBuckets: ['no', 'not declared', 'yes'],
  acl: ['PublicReadWrite', 'PublicRead', 'AuthenticatedRead', 'private'],
  accessLogs: ['none', 'delivered'],
  replicaKey: ['none', 'AWS managed', 'customer managed'],
  metadataEncryption: ['AES256', 'aws:kms'],
  metadataKey: ['none', 'AWS managed', 'customer managed'],
  keyEnabled: ['no', 'yes'],
  keyRotation: ['no', 'yes'],
  rotationPeriod: ['2560', '365', '90'],
  pendingWindow: ['7', '30'],
  deletionPolicy: ['deleted', 'retained'],
  updateReplacePolicy: ['deleted', 'retained'],
  policyDeletionPolicy: ['deleted', 'retained'],
  policyUpdateReplacePolicy: ['deleted', 'retained'],
};

const STEPS = Object.entries(SCALES).flatMap(([aspect, scale]) => scale.slice(1).map((better, i) => [aspect as Aspect, scale[i], better] as const));

test.each(STEPS)('%s: from %s to %s is stronger, or means the same for what exists, and weaker on the way back', (aspect, worse, better) => {
  expect(effects(aspect, worse, better)).toBe(worse === 'no' && better === 'not declared' ? 'none, weaker' : 'stronger, weaker');
});

test.each(['replication', 'keySpec', 'keyUsage', 'keyOrigin', 'multiRegion'] satisfies Aspect[])('%s: nothing is better than another', (aspect) => {
  expect(effects(aspect, 'one', 'another')).toBe('other, other');
});

test('every aspect is on a scale, has no order, or is no fact', () => {
  const facts = Object.keys(ASPECTS).filter((one) => !['added', 'removed', 'replacement', 'requests'].includes(one));
  expect(facts).toEqual(expect.arrayContaining(Object.keys(SCALES)));
  expect(facts.filter((one) => !(one in SCALES))).toEqual(['replication', 'keySpec', 'keyUsage', 'keyOrigin', 'multiRegion']);
});

test('every aspect has a title of its own, with which reports name it', () => {
  const titles = Object.values(ASPECTS).map(({ title }) => title);
  expect(titles.filter((title) => !/^[A-Z]/.test(title))).toEqual([]);
  expect(new Set(titles).size).toBe(titles.length);
});

describe('beside the scale', () => {
  test('another value of the same rank is another one', () => {
    const keyOf = (value: string): Fact => ({ aspect: 'key', value, rank: 'customer managed' });
    expect([effectOf(keyOf('a'), keyOf('b')), effectOf(keyOf('a'), keyOf('a'))]).toEqual(['other', undefined]);
  });

  test('what is not known is undetermined in both directions, unless it is the same', () => {
    expect(effects('plainHttpDenied', UNKNOWN, 'yes')).toBe('undetermined, undetermined');
    const unknown = (basis: string): Fact => ({ aspect: 'key', value: `${UNKNOWN} ${basis}`, rank: UNKNOWN });
    expect([effectOf(unknown('A'), unknown('B')), effectOf(unknown('A'), unknown('A'))]).toEqual(['undetermined', undefined]);
  });

  test('what means nothing on one side does not change, also where the other is not known', () => {
    expect(effects('bucketKey', NOT_APPLICABLE, 'yes')).toBe('none, none');
    expect(effects('bucketKey', NOT_APPLICABLE, UNKNOWN)).toBe('none, none');
  });

  test('what AWS may add to a scale is another one', () => {
    expect(effects('defaultEncryption', 'aws:new', 'aws:kms')).toBe('other, other');
    expect(effects('pendingWindow', 'soon', '7')).toBe('other, other');
  });
});
