import { arnOf, bucket, bucketPolicy, compared, encrypted, KEY, key, lines, NO_RULES, objectsOf, type Resources, sideAt, SSE_KMS } from './support';
import { diffOf } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

const UNKNOWN = { 'Fn::ImportValue': 'Something' };
const NOTHING = { Ref: 'AWS::NoValue' };
const either = (one: unknown, other: unknown) => ({ 'Fn::If': ['Either', one, other] });

/** What changes between templates that have a condition which may hold or not. */
function changed(before: Resources, after: Resources): string[] {
  const template = (Resources_: Resources) => ({
    Parameters: { Which: { Type: 'String' } }, Conditions: { Either: { 'Fn::Equals': [{ Ref: 'Which' }, 'one'] } }, Resources: Resources_,
  });
  const directory = directoryWith({ 'before/a.json': template(before), 'after/a.json': template(after) });
  return lines(diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES));
}
const from = (before: object, after: object) => changed({ A: bucket(before), K: key() }, { A: bucket(after), K: key() });

describe('default encryption', () => {
  test('reads as people write it', () => {
    expect(from(encrypted(SSE_KMS), encrypted({ ...SSE_KMS, SSEAlgorithm: 'aws:kms:dsse' }))).toEqual(['stronger A defaultEncryption: SSE-KMS -> DSSE-KMS']);
  });

  test('that is not known may have an S3 Bucket Key', () => {
    const withKey = (BucketKeyEnabled: boolean) => encrypted({ SSEAlgorithm: UNKNOWN, KMSMasterKeyID: KEY }, { BucketKeyEnabled });
    expect(from(withKey(true), withKey(false))).toContain('undetermined A bucketKey: unknown -> unknown');
  });

  test('whose key is named in two ways is named in neither', () => {
    const named = (KMSMasterKeyID: unknown) => encrypted({ ...SSE_KMS, KMSMasterKeyID });
    expect(from(named(KEY), named(either('alias/mine', KEY))).filter((line) => line.includes('keyReference'))).toEqual([]);
  });
});

describe('what is not known of a policy', () => {
  const imported = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'A' }, PolicyDocument: UNKNOWN } };
  const undetermined = (before: Resources, after: Resources) => changed(before, after).filter((line) => line.startsWith('undetermined A plainHttpDenied'));

  test('is the same, if the same stands there', () => {
    expect(changed({ A: bucket(), P: imported }, { A: bucket(), P: imported })).toEqual([]);
  });

  test('may be something else, if something else stands there', () => {
    const other = { ...imported, Properties: { ...imported.Properties, PolicyDocument: { 'Fn::ImportValue': 'Else' } } };
    expect(undetermined({ A: bucket(), P: imported }, { A: bucket(), P: other })).toHaveLength(1);
  });

  test('may be something else under a condition', () => {
    expect(undetermined({ A: bucket(), P: imported }, { A: bucket(), P: { ...imported, Condition: 'Either' } })).toHaveLength(1);
  });

  test('may be something else, if something else makes it', () => {
    const module = (name: string) => ({ Type: `Company::S3::${name}::MODULE` });
    expect(undetermined({ A: bucket(), M: module('Policy') }, { A: bucket(), N: module('Other') })).toHaveLength(1);
    expect(undetermined({ A: bucket(), M: module('Policy') }, { A: bucket(), M: module('Policy') })).toEqual([]);
  });
});

test('each kind of statement is compared by itself', () => {
  const statement = (Condition: object) => ({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arnOf('A'), objectsOf('A')], Condition });
  const without = (...statements: object[]) => changed({ A: bucket(), P: bucketPolicy('A', ...statements) }, { A: bucket() })
    .filter((line) => !line.includes(' requests: '));
  expect(without(statement({ Bool: { 'aws:SecureTransport': 'false' } }))).toEqual(['weaker A plainHttpDenied: yes -> no']);
  expect(without(statement({ NumericLessThan: { 's3:TlsVersion': '1.2' } }))).toEqual(['weaker A minimumTlsVersion: 1.2 -> none']);
});

test('public access blocks that are not known are undetermined, each', () => {
  const blocked = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
  expect(from({ PublicAccessBlockConfiguration: blocked }, { PublicAccessBlockConfiguration: UNKNOWN })).toEqual([
    'blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets',
  ].map((aspect) => `undetermined A ${aspect}: yes -> unknown`));
});

describe('server access logs', () => {
  const logging = (LoggingConfiguration: unknown) => ({ LoggingConfiguration });

  test.each<[string, object, string[]]>([
    ['without a target go to the bucket itself', logging({ LogFilePrefix: 'logs/' }), ['stronger A accessLogs: none -> to A']],
    ['that may be delivered are undetermined', logging(either({ DestinationBucketName: 'logs' }, NOTHING)), ['undetermined A accessLogs: none -> unknown']],
    ['whose target is no text are undetermined', logging({ DestinationBucketName: ['logs'] }), ['undetermined A accessLogs: none -> unknown']],
    ['whose target is one of two are undetermined', logging({ DestinationBucketName: either('one', 'two') }), ['undetermined A accessLogs: none -> unknown']],
    ['whose target is partly known go there', logging({ DestinationBucketName: { 'Fn::Sub': 'logs-${AWS::AccountId}' } }),
      ['stronger A accessLogs: none -> to logs-${AWS::AccountId}']],
  ])('%s', (_, after, expected) => {
    expect(from({}, after)).toEqual(expected);
  });
});

describe('replication rules with one destination', () => {
  const rule = (key_: string | undefined, Prefix: string) => ({
    Status: 'Enabled',
    Prefix,
    Destination: { Bucket: 'arn:aws:s3:::theirs', ...(key_ === undefined ? {} : { EncryptionConfiguration: { ReplicaKmsKeyID: key_ } }) },
  });
  const replicated = (...Rules: object[]) => ({ ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules } });
  const OTHER = KEY.replace(/1$/, '2');

  test('have all their keys', () => {
    const both = replicated(rule(KEY, 'a'), rule(OTHER, 'b'));
    expect(from(both, replicated(rule(OTHER, 'b'), rule(KEY, 'a')))).toEqual([]);
    expect(from(replicated(rule(KEY, 'a'), rule(KEY, 'b')), both)).toEqual([
      `other A replicaKey: ${KEY} in arn:aws:s3:::theirs -> ${KEY} or ${OTHER} in arn:aws:s3:::theirs`,
    ]);
  });

  test('of which one has no key are not known to have one', () => {
    expect(from(replicated(rule(KEY, 'a'), rule(KEY, 'b')), replicated(rule(KEY, 'a'), rule(undefined, 'b')))).toEqual([
      `undetermined A replicaKey: ${KEY} in arn:aws:s3:::theirs -> unknown in arn:aws:s3:::theirs`,
    ]);
  });
});

describe('replication rules that are not known', () => {
  const rules = (name: string) => ({ ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: { 'Fn::ImportValue': name } } });
  const known = { ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::theirs' } }] } };

  test('are the same, if the same stands there', () => {
    expect(from(rules('One'), rules('One'))).toEqual([]);
  });

  test.each<[string, object, object]>([
    ['if something else stands there', rules('One'), rules('Other')], ['if there were none', {}, rules('One')], ['if there are none any more', rules('One'), {}],
    ['if they were known', known, rules('One')], ['if they are known now', rules('One'), known],
  ])('are undetermined once, %s', (_, before, after) => {
    expect(from(before, after)).toEqual(['undetermined A replication: null -> null']);
  });
});

test('what is there after the change comes first, in the order of all reports', () => {
  const to = (name: string) => ({ ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: [{ Status: 'Enabled', Destination: { Bucket: `arn:aws:s3:::${name}` } }] } });
  expect(changed({ A: bucket(to('one'), { DeletionPolicy: 'Retain' }) }, { A: bucket(to('two')) })).toEqual([
    'other A replication: null -> to arn:aws:s3:::two', 'other A replication: to arn:aws:s3:::one -> null', 'weaker A deletionPolicy: Retain -> Delete',
  ]);
  expect(changed({ A: bucket(to('one'), { DeletionPolicy: 'Retain' }) }, { A: bucket() })).toEqual([
    'other A replication: to arn:aws:s3:::one -> null', 'weaker A deletionPolicy: Retain -> Delete',
  ]);
});

test('a property whose value is partly known is not known', () => {
  const acl = (AccessControl: unknown) => ({ AccessControl });
  expect(from(acl('Private'), acl({ 'Fn::Sub': 'Public${AWS::Region}' }))).toEqual(['undetermined A acl: Private -> unknown']);
  expect(from(acl('Private'), acl(either('Private', 'PublicRead')))).toEqual(['undetermined A acl: Private -> unknown']);
});

describe('a policy of CloudFormation that is a choice', () => {
  const removed = (DeletionPolicy: unknown) => changed({ A: bucket({}, { DeletionPolicy }), B: bucket() }, { B: bucket() });

  test.each<[string, unknown, string]>([
    ['is Delete where it is nothing', NOTHING, 'other A removed: null -> deleted'],
    ['is known, if both say the same', either('Delete', NOTHING), 'other A removed: null -> deleted'],
    ['is known, if both retain', either('Retain', 'RetainExceptOnCreate'), 'other A removed: null -> retained'],
    ['is not known, if they do not', either('Retain', NOTHING), 'other A removed: null -> unknown'],
    ['is not known, if one is not known', either('Retain', UNKNOWN), 'other A removed: null -> unknown'],
  ])('%s', (_, policy, expected) => {
    expect(removed(policy)).toEqual([expected]);
  });
});

describe('the default encryption of buckets of other kinds', () => {
  const kind = (Type: string, EncryptionConfiguration?: object) => (
    { A: { Type, Properties: { ...(EncryptionConfiguration ? { EncryptionConfiguration } : {}) } } }
  );

  test('is that of its bucket, if a vector index declares none', () => {
    const index = (sse?: object) => kind('AWS::S3Vectors::Index', sse);
    expect(changed(index(), index({ SseType: 'AES256' }))).toEqual(['weaker A replacement: deleted -> replaced', 'other A defaultEncryption: as its bucket -> AES256']);
  });

  test.each(['AWS::S3Tables::TableBucket', 'AWS::S3Vectors::VectorBucket', 'AWS::S3Express::DirectoryBucket'])('is kept or not with %s', (Type) => {
    const kept = { A: { Type, Properties: {}, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } };
    expect(changed(kept, kind(Type))).toEqual(['weaker A deletionPolicy: Retain -> Delete', 'weaker A updateReplacePolicy: Retain -> Delete']);
  });
});

describe('one of another kind that is new', () => {
  const note = (Type: string, Properties: object) => compared({}, { A: { Type, Properties } }).changes.map(({ aspect, note: text }) => `${aspect}: ${text}`);
  const kms = { SseType: 'aws:kms', KmsKeyArn: KEY };

  test.each<[string, object, string]>([
    ['AWS::S3Tables::TableBucket', {}, 'Default encryption: AES256; DeletionPolicy: Delete.'],
    ['AWS::S3Vectors::VectorBucket', { EncryptionConfiguration: kms }, `Default encryption: aws:kms; KMS key: ${KEY}; DeletionPolicy: Delete.`],
    ['AWS::S3Vectors::Index', {}, 'Default encryption: as its bucket; DeletionPolicy: Delete.'],
    // AWS owns the key that it has otherwise.
    ['AWS::S3Files::FileSystem', { Bucket: 'arn:aws:s3:::mine', KmsKeyId: KEY }, `KMS key: ${KEY}; DeletionPolicy: Delete.`],
    ['AWS::S3Files::FileSystem', { Bucket: 'arn:aws:s3:::mine' }, 'DeletionPolicy: Delete.'],
  ])('%s with %j says how it encrypts', (Type, properties, expected) => {
    expect(note(Type, properties)).toEqual([`added: ${expected}`]);
  });
});
