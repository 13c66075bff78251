import { compared, KEY, key, lines } from './support';

const changed = (before: object, after: object) => lines(compared({ K: before }, { K: after }));
const from = (before: object, after: object) => changed(key(before), key(after));

describe('a key that declares what AWS KMS assumes anyway does not change', () => {
  test.each<[string, unknown]>([
    ['Enabled', true], ['EnableKeyRotation', false], ['PendingWindowInDays', 30], ['KeySpec', 'SYMMETRIC_DEFAULT'], ['KeyUsage', 'ENCRYPT_DECRYPT'],
    ['Origin', 'AWS_KMS'], ['MultiRegion', false],
  ])('%s: %s', (property, value) => {
    expect(from({}, { [property]: value })).toEqual([]);
    expect(from({ [property]: value }, {})).toEqual([]);
  });

  test('RotationPeriodInDays: 365', () => {
    expect(from({ EnableKeyRotation: true }, { EnableKeyRotation: true, RotationPeriodInDays: 365 })).toEqual([]);
  });
});

describe('what AWS KMS cannot change for an existing key', () => {
  test.each<[string, unknown, string]>([
    ['KeySpec', 'RSA_2048', 'other K keySpec: SYMMETRIC_DEFAULT -> RSA_2048'],
    ['KeyUsage', 'GENERATE_VERIFY_MAC', 'other K keyUsage: ENCRYPT_DECRYPT -> GENERATE_VERIFY_MAC'],
    ['Origin', 'EXTERNAL', 'other K keyOrigin: AWS_KMS -> EXTERNAL'],
    ['MultiRegion', true, 'other K multiRegion: no -> yes'],
  ])('%s fails to be updated, which reports say', (property, value, line) => {
    const diff = compared({ K: key() }, { K: key({ [property]: value }) });
    expect(lines(diff)).toEqual([line]);
    expect(diff.changes[0].note).toBe('AWS KMS can\'t change it for an existing key: the update fails.');
  });
});

describe('the rotation period', () => {
  const rotated = (RotationPeriodInDays: number) => ({ EnableKeyRotation: true, RotationPeriodInDays });

  test('that is shorter is stronger', () => {
    expect(from(rotated(365), rotated(90))).toEqual(['stronger K rotationPeriod: 365 -> 90']);
  });

  test('means nothing without rotation', () => {
    expect(from({ RotationPeriodInDays: 90 }, { RotationPeriodInDays: 365 })).toEqual([]);
    expect(from(rotated(90), { EnableKeyRotation: false, RotationPeriodInDays: 365 })).toEqual(['weaker K keyRotation: yes -> no']);
  });

  test('is compared also where it is not known whether the key is rotated', () => {
    const perhaps = (RotationPeriodInDays: number) => ({ EnableKeyRotation: { 'Fn::ImportValue': 'Rotation' }, RotationPeriodInDays });
    expect(from(perhaps(90), perhaps(365))).toEqual(['weaker K rotationPeriod: 90 -> 365']);
  });
});

test('a switch may be written as text, as CloudFormation takes it', () => {
  expect(from({ Enabled: 'true' }, { Enabled: true })).toEqual([]);
  expect(from({ Enabled: 'true' }, { Enabled: 'false' })).toEqual(['weaker K keyEnabled: yes -> no']);
  expect(from({ Enabled: true }, { Enabled: { 'Fn::ImportValue': 'Enabled' } })).toEqual(['undetermined K keyEnabled: yes -> unknown']);
});

test('a replica of a key has its own state, and the rest of its primary key', () => {
  const replica = (more: object) => ({ Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn: KEY.replace('key/1', 'key/mrk-1'), KeyPolicy: {}, ...more } });
  expect(changed(replica({}), replica({ Enabled: false, PendingWindowInDays: 7 }))).toEqual(['weaker K keyEnabled: yes -> no', 'weaker K pendingWindow: 30 -> 7']);
  expect(changed(replica({}), replica({ EnableKeyRotation: true, KeySpec: 'RSA_2048', MultiRegion: true }))).toEqual([]);
});

test('a key that is new says whether it is rotated, and what becomes of it', () => {
  const note = (one: object) => compared({}, { K: one }).changes.map(({ aspect, note: text }) => `${aspect}: ${text}`);
  expect(note(key({ EnableKeyRotation: true }, { DeletionPolicy: 'Retain' }))).toEqual(['added: Key rotation: yes; DeletionPolicy: Retain.']);
  expect(note(key())).toEqual(['added: Key rotation: no; DeletionPolicy: Delete.']);
});
