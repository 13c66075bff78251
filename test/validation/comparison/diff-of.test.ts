import { arnOf, bucket, bucketPolicy, compared, encrypted, KEY, key, lines, NO_RULES, objectsOf, policyDocument, type Resources, ROOT_MAY_ALL, sideAt, SSE_KMS } from './support';
import { diffOf, type PostureDiff } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

const changed = (before: Resources, after: Resources) => lines(compared(before, after));

const TLS = (logicalId: string) => ({
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arnOf(logicalId), objectsOf(logicalId)], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const READ = (logicalId: string) => ({
  Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' }, Action: 's3:GetObject', Resource: objectsOf(logicalId),
});
const RETAINED = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

test('templates that say the same have no changes', () => {
  const resources = { A: bucket(encrypted(SSE_KMS)), P: bucketPolicy('A', TLS('A'), READ('A')), K: key() };
  expect(compared(resources, resources)).toMatchObject({
    changes: [], newFindings: [], resolvedFindings: [], summary: { weaker: 0, stronger: 0, other: 0, undetermined: 0 },
  });
});

describe('default encryption', () => {
  const from = (before: object, after: object) => changed({ A: bucket(before), K: key() }, { A: bucket(after), K: key() });
  const OTHER_KEY = { ...SSE_KMS, KMSMasterKeyID: arnOf('K') };

  test.each<[string, object, object, string[]]>([
    ['is declared as it is anyway', {}, encrypted({ SSEAlgorithm: 'AES256' }), []],
    ['becomes SSE-KMS', {}, encrypted(SSE_KMS), ['stronger A defaultEncryption: SSE-S3 -> SSE-KMS', `stronger A key: none -> ${KEY}`]],
    ['is removed', encrypted(SSE_KMS), {}, ['weaker A defaultEncryption: SSE-KMS -> SSE-S3', `weaker A key: ${KEY} -> none`]],
    ['names another key', encrypted(SSE_KMS), encrypted(OTHER_KEY), [`other A key: ${KEY} -> K`]],
    ['names no key any more', encrypted(SSE_KMS), encrypted({ SSEAlgorithm: 'aws:kms' }), [`weaker A key: ${KEY} -> aws/s3 (AWS managed)`]],
    ['names an alias', encrypted(SSE_KMS), encrypted({ ...SSE_KMS, KMSMasterKeyID: 'alias/mine' }), [
      `other A key: ${KEY} -> alias/mine`, 'weaker A keyReference: key ARN -> alias or key ID',
    ]],
    ['names its key by Ref', encrypted(OTHER_KEY), encrypted({ ...SSE_KMS, KMSMasterKeyID: { Ref: 'K' } }), [
      'weaker A keyReference: key ARN -> alias or key ID',
    ]],
    ['loses its Bucket Key', encrypted(SSE_KMS, { BucketKeyEnabled: true }), encrypted(SSE_KMS), ['weaker A bucketKey: yes -> no']],
    ['has a Bucket Key that means nothing with SSE-S3', encrypted(SSE_KMS, { BucketKeyEnabled: true }), encrypted({ SSEAlgorithm: 'AES256' }), [
      'weaker A defaultEncryption: SSE-KMS -> SSE-S3', `weaker A key: ${KEY} -> none`,
    ]],
    ['blocks SSE-C', encrypted(SSE_KMS), encrypted(SSE_KMS, { BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }), [
      'stronger A sseCBlocked: default -> yes',
    ]],
  ])('%s', (_, before, after, expected) => {
    expect(from(before, after)).toEqual(expected);
  });

  test('that is not known is undetermined, unless nothing is written otherwise', () => {
    const named = (parameter: string) => encrypted({ SSEAlgorithm: { 'Fn::ImportValue': parameter } });
    expect(from(named('One'), named('One'))).toEqual([]);
    expect(from(named('One'), named('Two'))).toContain('undetermined A defaultEncryption: unknown -> unknown');
    expect(from(encrypted({ SSEAlgorithm: 'AES256' }), named('One'))).toContain('undetermined A defaultEncryption: SSE-S3 -> unknown');
  });
});

describe('what a bucket policy denies and allows', () => {
  const from = (before: object[], after: object[]) => (
    changed({ A: bucket(), P: bucketPolicy('A', ...before) }, { A: bucket(), P: bucketPolicy('A', ...after) })
  );

  test('a statement against plain HTTP goes', () => {
    expect(from([TLS('A'), READ('A')], [READ('A')])).toEqual([
      'weaker A plainHttpDenied: yes -> no',
      'weaker A requests: denied -> not denied (s3:GetObject by a role of an account that the policy does not name with aws:SecureTransport false)',
    ]);
  });

  test('somebody else may read, and another one may not any more', () => {
    const writer = { ...READ('A'), Principal: { AWS: 'arn:aws:iam::111122223333:role/writer' } };
    expect(from([READ('A')], [writer])).toEqual([
      'weaker A requests: not allowed -> allowed (s3:GetObject by arn:aws:iam::111122223333:role/writer)',
      'stronger A requests: allowed -> not allowed (s3:GetObject by arn:aws:iam::111122223333:role/reader)',
    ]);
  });

  test('a policy appears', () => {
    expect(changed({ A: bucket() }, { A: bucket(), P: bucketPolicy('A', TLS('A')) })).toEqual([
      'stronger A plainHttpDenied: no -> yes',
      'stronger A requests: not denied -> denied (s3:GetObject by a role with aws:SecureTransport false)',
    ]);
  });

  test('what a macro may make is undetermined', () => {
    const macro = { Type: 'Company::S3::Policy::MODULE' };
    const { changes } = compared({ A: bucket(), P: bucketPolicy('A', TLS('A')) }, { A: bucket(), M: macro });
    expect(changes.map(({ effect, aspect }) => `${effect} ${aspect}`)).toEqual(expect.arrayContaining(['undetermined plainHttpDenied', 'undetermined requests']));
    expect(changes.at(-1)!.note).toMatch(/^It can't be determined: .* may make a policy for the bucket at deployment\.$/);
  });

  test('buckets that are alike have requests with their own names', () => {
    const resources = (...statements: ((id: string) => object)[]) => Object.fromEntries(['A', 'B'].flatMap((id) => [
      [id, bucket()], [`${id}Policy`, bucketPolicy(id, ...statements.map((statement) => statement(id)))],
    ])) as Resources;
    const named = (id: string) => ({ ...READ(id), Condition: { StringEquals: { 's3:prefix': { Ref: id } } }, Action: 's3:ListBucket', Resource: arnOf(id) });
    expect(changed(resources(), resources(named))).toEqual(['A', 'B'].map((id) => (
      `weaker ${id} requests: not allowed -> allowed (s3:ListBucket by arn:aws:iam::111122223333:role/reader with s3:prefix \${${id}})`
    )));
  });
});

describe('public access', () => {
  const block = (BlockPublicPolicy: boolean) => ({ PublicAccessBlockConfiguration: { BlockPublicPolicy } });
  const from = (before: object, after: object) => changed({ A: bucket(before) }, { A: bucket(after) });

  test('blocks go, or are no longer declared', () => {
    expect(from(block(true), block(false))).toEqual(['weaker A blockPublicPolicy: yes -> no']);
    expect(from(block(true), {})).toContain('weaker A blockPublicPolicy: yes -> not declared');
    expect(from(block(false), {})).toEqual([]);
    expect(from({}, block(true))).toContain('stronger A blockPublicPolicy: not declared -> yes');
  });

  test('an ACL becomes public', () => {
    expect(from({}, { AccessControl: 'PublicRead' })).toEqual(['weaker A acl: Private -> PublicRead']);
    expect(from({ AccessControl: 'PublicRead' }, { AccessControl: 'PublicReadWrite' })).toEqual(['weaker A acl: PublicRead -> PublicReadWrite']);
    expect(from({ AccessControl: 'PublicRead' }, { AccessControl: 'AuthenticatedRead' })).toEqual(['stronger A acl: PublicRead -> AuthenticatedRead']);
    expect(from({}, { AccessControl: 'LogDeliveryWrite' })).toEqual(['other A acl: Private -> LogDeliveryWrite']);
  });
});

describe('logs and replicas', () => {
  const all = (properties: object): Resources => ({ A: bucket(properties), Logs: bucket(), Other: bucket() });
  const from = (before: object, after: object) => changed(all(before), all(after));
  const logged = (DestinationBucketName: unknown) => ({ LoggingConfiguration: { DestinationBucketName } });
  const replicated = (logicalId: string, more: object = {}) => ({
    ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: [{ Status: 'Enabled', Destination: { Bucket: arnOf(logicalId), ...more } }] },
  });
  const keyed = { EncryptionConfiguration: { ReplicaKmsKeyID: KEY } };

  test.each<[string, object, object, string[]]>([
    ['logs begin', {}, logged({ Ref: 'Logs' }), ['stronger A accessLogs: none -> to Logs']],
    ['logs end', logged('elsewhere'), {}, ['weaker A accessLogs: to elsewhere -> none']],
    ['logs go elsewhere', logged({ Ref: 'Logs' }), logged({ Ref: 'Other' }), ['other A accessLogs: to Logs -> to Other']],
    ['the target is not known', logged({ Ref: 'Logs' }), logged({ 'Fn::ImportValue': 'X' }), ['undetermined A accessLogs: to Logs -> unknown']],
    ['a replica appears', {}, replicated('Other'), ['other A replication: null -> to Other']],
    ['a replica disappears', replicated('Other'), {}, ['other A replication: to Other -> null']],
    ['replicas get a key', replicated('Other'), replicated('Other', keyed), [`stronger A replicaKey: none in Other -> ${KEY} in Other`]],
    ['the rules are not known', replicated('Other'), { ReplicationConfiguration: { Role: 'r', Rules: { 'Fn::ImportValue': 'X' } } }, [
      'undetermined A replication: null -> null',
    ]],
  ])('%s', (_, before, after, expected) => {
    expect(from(before, after)).toEqual(expected);
  });
});

describe('keys', () => {
  const from = (before: object, after: object) => changed({ K: before }, { K: after });

  test.each<[string, object, object, string[]]>([
    ['rotation ends', key({ EnableKeyRotation: true }), key(), ['weaker K keyRotation: yes -> no']],
    ['rotation is rarer', key({ EnableKeyRotation: true, RotationPeriodInDays: 90 }), key({ EnableKeyRotation: true }), ['weaker K rotationPeriod: 90 -> 365']],
    ['it is disabled', key(), key({ Enabled: false }), ['weaker K keyEnabled: yes -> no']],
    ['it is deleted sooner', key(), key({ PendingWindowInDays: 7 }), ['weaker K pendingWindow: 30 -> 7']],
    ['it is no longer retained', key({}, RETAINED), key(), [
      'weaker K deletionPolicy: Retain -> Delete', 'weaker K updateReplacePolicy: Retain -> Delete',
    ]],
    ['its spec changes', key(), key({ KeySpec: 'RSA_2048' }), ['other K keySpec: SYMMETRIC_DEFAULT -> RSA_2048']],
    ['another account may use it', key(), key({ KeyPolicy: policyDocument(ROOT_MAY_ALL, { ...ROOT_MAY_ALL, Principal: { AWS: '444455556666' } }) }), [
      'weaker K requests: not allowed -> allowed (kms:Decrypt by a role of account 444455556666)',
    ]],
  ])('%s', (_, before, after, expected) => {
    expect(from(before, after)).toEqual(expected);
  });
});

describe('what is added, removed or replaced', () => {
  const at = (path: string, more: object = {}) => ({ Metadata: { 'aws:cdk:path': path }, ...more });

  test('buckets and keys come and go', () => {
    const { changes } = compared({ Old: bucket({}, RETAINED), K: key() }, { New: bucket(encrypted(SSE_KMS)) });
    expect(changes.map(({ effect, subject, aspect, after, note }) => [effect, subject.logicalId, aspect, after, note])).toEqual([
      ['other', 'New', 'added', null, `Default encryption: SSE-KMS; KMS key: ${KEY}; DeletionPolicy: Delete.`],
      ['other', 'Old', 'removed', 'retained', 'CloudFormation retains the existing bucket and its objects, and no longer manages it.'],
      ['weaker', 'K', 'removed', 'deleted', 'CloudFormation schedules the existing key for deletion: after that, data that is encrypted with it can\'t be decrypted.'],
    ]);
  });

  test.each<[string, Resources, string, RegExp]>([
    ['whose objects are deleted', { A: bucket(), D: { Type: 'Custom::S3AutoDeleteObjects', Properties: { BucketName: { Ref: 'A' } } } },
      'weaker', /^The custom resource D deletes all objects in the existing bucket, and CloudFormation deletes the bucket\.$/],
    ['that is retained without its policy', { A: bucket({}, RETAINED), P: bucketPolicy('A', TLS('A')) },
      'weaker', /no longer manages it\. It deletes the bucket policy P, so requests that it denies are no longer denied\.$/],
    ['that is retained with its policy', { A: bucket({}, RETAINED), P: { ...bucketPolicy('A', TLS('A')), ...RETAINED } }, 'other', /no longer manages it\.$/],
    ['that is retained without a policy that only allows', { A: bucket({}, RETAINED), P: bucketPolicy('A', READ('A')) }, 'other', /no longer manages it\.$/],
  ])('a bucket is removed %s', (_, before, effect, note) => {
    expect(compared({ ...before, Other: bucket() }, { Other: bucket() }).changes).toMatchObject([{
      subject: { logicalId: 'A' }, aspect: 'removed', effect, note: expect.stringMatching(note) as unknown,
    }]);
  });

  test('a policy of a bucket is no longer retained', () => {
    const policy = bucketPolicy('A', TLS('A'));
    expect(changed({ A: bucket(), P: { ...policy, ...RETAINED } }, { A: bucket(), P: policy })).toEqual([
      'weaker A policyDeletionPolicy: Retain -> Delete', 'weaker A policyUpdateReplacePolicy: Retain -> Delete',
    ]);
  });

  test('a condition that may leave out a resource that was always there', () => {
    const conditional = { Condition: 'Wanted' };
    const template = (more: object) => ({
      Parameters: { Wanted: { Type: 'String' } },
      Conditions: { Wanted: { 'Fn::Equals': [{ Ref: 'Wanted' }, 'yes'] }, Always: { 'Fn::Equals': ['a', 'a'] } },
      Resources: { A: bucket({}, { ...RETAINED, ...more }), K: key({}, more) },
    });
    const between = (before: object, after: object) => {
      const directory = directoryWith({ 'before/a.json': template(before), 'after/a.json': template(after) });
      return diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES).changes.filter(({ aspect }) => aspect === 'removed');
    };
    expect(between({}, conditional).map(({ effect, subject, after, note }) => [effect, subject.logicalId, after, note])).toEqual([
      ['undetermined', 'A', 'retained', 'The condition Wanted determines at deployment whether the resource remains in the stack. If it doesn\'t: '
        + 'CloudFormation retains the existing bucket and its objects, and no longer manages it.'],
      ['undetermined', 'K', 'deleted', 'The condition Wanted determines at deployment whether the resource remains in the stack. If it doesn\'t: '
        + 'CloudFormation schedules the existing key for deletion: after that, data that is encrypted with it can\'t be decrypted.'],
    ]);
    expect([between(conditional, conditional), between(conditional, {}), between({}, { Condition: 'Always' })]).toEqual([[], [], []]);
  });

  test('a construct whose logical ID changes is replaced; beside that, nothing changes', () => {
    const before = { A: bucket({}, at('S/A/Resource', RETAINED)), P: { ...bucketPolicy('A', TLS('A'), READ('A')), ...RETAINED } };
    const after = { B: bucket({}, at('S/A/Resource', RETAINED)), P: { ...bucketPolicy('B', TLS('B'), READ('B')), ...RETAINED } };
    expect(compared(before, after).changes).toMatchObject([{
      effect: 'weaker',
      aspect: 'replacement',
      subject: { logicalId: 'B', constructPath: 'S/A/Resource' },
      note: 'CloudFormation creates a new, empty bucket, because its logical ID changes from A to B. '
        + 'CloudFormation retains the existing bucket and its objects, and no longer manages it.',
    }]);
  });

  test.each<[object, RegExp]>([
    [{}, /It deletes the bucket policy P, so requests that it denies are no longer denied\.$/],
    [{ DeletionPolicy: 'Retain' }, /It may delete the bucket policy P, so requests that it denies are no longer denied\.$/],
  ])('a bucket that is retained when it is replaced can lose its policy: %j', (more, note) => {
    const side = (id: string) => ({ [id]: bucket({}, at('S/A/Resource', RETAINED)), P: { ...bucketPolicy(id, TLS(id)), ...more } });
    expect(compared(side('A'), side('B')).changes.map((change) => change.note)).toEqual([expect.stringMatching(note)]);
  });

  test('a policy that gains under a new logical ID does so, too', () => {
    const before = { A: bucket({}, at('S/A/Resource')), P: bucketPolicy('A', TLS('A')) };
    const after = { B: bucket({}, at('S/A/Resource')), P: bucketPolicy('B', TLS('B'), READ('B')) };
    expect(changed(before, after).slice(1)).toEqual([
      'weaker B requests: not allowed -> allowed (s3:GetObject by arn:aws:iam::111122223333:role/reader with aws:SecureTransport true)',
    ]);
  });

  test('a bucket that gets a name is replaced, and a key that goes with its logical ID is deleted', () => {
    const { changes } = compared({ A: bucket(), K: key({}, at('S/K')) }, { A: bucket({ BucketName: 'mine' }), L: key({}, at('S/K')) });
    expect(changes.filter(({ aspect }) => aspect === 'replacement').map(({ subject, before, note }) => [subject.logicalId, before, note])).toEqual([
      ['A', 'deleted', 'CloudFormation creates a new, empty bucket, because a change of BucketName requires replacement. '
        + 'CloudFormation deletes the existing bucket, which fails if the bucket contains objects.'],
      ['L', 'deleted', 'CloudFormation creates a new key, because its logical ID changes from K to L. '
        + 'CloudFormation schedules the existing key for deletion: after that, data that is encrypted with it can\'t be decrypted.'],
    ]);
  });

  test('a name that is not known may be another one', () => {
    const { changes } = compared({ A: bucket({ BucketName: 'mine' }) }, { A: bucket({ BucketName: { 'Fn::ImportValue': 'Name' } }) });
    expect(changes[0]).toMatchObject({ effect: 'undetermined', aspect: 'replacement', after: 'may be replaced' });
  });

  test('a key whose logical ID changes is the same for the policy of a bucket', () => {
    const side = (id: string) => ({
      [id]: key({}, at('S/K')),
      A: bucket(),
      P: bucketPolicy('A', { ...READ('A'), Action: 's3:PutObject', Condition: { StringEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': arnOf(id) } } }),
    });
    expect(changed(side('K'), side('L'))).toEqual(['weaker L replacement: deleted -> replaced']);
  });

  test('two constructs of one path are none', () => {
    const both = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, bucket({}, at('S/A'))]));
    expect(compared(both('A', 'B'), both('C', 'D')).changes.map(({ aspect }) => aspect)).toEqual(['added', 'added', 'removed', 'removed']);
  });
});

describe('beside the general purpose buckets of the app', () => {
  const elsewhere = (...statements: object[]) => ({
    P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'elsewhere', PolicyDocument: policyDocument(...statements) } },
  });
  const ofElsewhere = { ...TLS('A'), Resource: ['arn:aws:s3:::elsewhere', 'arn:aws:s3:::elsewhere/*'] };
  const denied = 'P requests: denied -> not denied (s3:GetObject by a role with aws:SecureTransport false)';

  test('the policy of a bucket of another app denies less, or is removed', () => {
    expect(changed(elsewhere(ofElsewhere), elsewhere())).toEqual([`weaker ${denied}`]);
    expect(changed(elsewhere(ofElsewhere), {})).toEqual([`weaker ${denied}`]);
    expect(changed({ P: { ...elsewhere(ofElsewhere).P, ...RETAINED } }, {})).toEqual([]);
    expect(changed({}, elsewhere(ofElsewhere))).toEqual(['stronger P requests: not denied -> denied (s3:GetObject by a role with aws:SecureTransport false)']);
  });

  test('the policy of a bucket of another app is no longer retained', () => {
    expect(changed({ P: { ...elsewhere(ofElsewhere).P, ...RETAINED } }, elsewhere(ofElsewhere))).toEqual([
      'weaker P policyDeletionPolicy: Retain -> Delete', 'weaker P policyUpdateReplacePolicy: Retain -> Delete',
    ]);
  });

  test('the bucket of a policy comes into the app', () => {
    const said = ({ changes }: PostureDiff) => changes.map(({ aspect, effect, note }) => [aspect, effect, note]);
    const undetermined = ['requests', 'undetermined', 'It can\'t be determined: the policy belongs to another bucket than before.'];
    const withBucket = (policy: object) => ({ P: policy, A: bucket({ BucketName: 'elsewhere' }) });
    const { P } = elsewhere(ofElsewhere);
    expect(said(compared({ P }, withBucket(P)))).toContainEqual(undetermined);
    // A policy that would be retained is not removed: it is still in the template.
    const retained = { ...P, ...RETAINED };
    expect(said(compared({ P: retained }, withBucket(retained)))).toContainEqual(undetermined);
    expect(said(compared(withBucket(retained), { P: retained }))).toContainEqual(undetermined);
  });

  test.each<[string, string, (encryption: object) => object]>([
    ['a table bucket', 'AWS::S3Tables::TableBucket', ({ kms }: { kms?: string }) => ({
      TableBucketName: 'mine', ...kms ? { EncryptionConfiguration: { SSEAlgorithm: 'aws:kms', KMSKeyArn: kms } } : {},
    })],
    ['a vector bucket', 'AWS::S3Vectors::VectorBucket', ({ kms }: { kms?: string }) => (
      kms ? { EncryptionConfiguration: { SseType: 'aws:kms', KmsKeyArn: kms } } : {}
    )],
    ['a directory bucket', 'AWS::S3Express::DirectoryBucket', ({ kms }: { kms?: string }) => ({
      DataRedundancy: 'SingleAvailabilityZone', LocationName: 'use1-az4', ...kms ? encrypted({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kms }) : {},
    })],
  ])('the default encryption of %s', (_, Type, properties) => {
    const [plain, withKey] = [{}, { kms: KEY }].map((encryption) => ({ A: { Type, Properties: properties(encryption) } }));
    const isReplaced = Type === 'AWS::S3Vectors::VectorBucket';
    expect(changed(withKey, plain)).toEqual([
      ...isReplaced ? ['weaker A replacement: deleted -> replaced'] : [], 'weaker A defaultEncryption: aws:kms -> AES256', `weaker A key: ${KEY} -> none`,
    ]);
    expect(changed(withKey, withKey)).toEqual([]);
    expect([changed(plain, {}), changed({}, plain)]).toEqual([['other A removed: null -> deleted'], ['other A added: null -> null']]);
  });

  describe('what becomes of what exists', () => {
    const OTHER_KEY = KEY.replace('/', '/9');
    const notes = (before: object, after: object) => (
      compared({ A: before } as Resources, { A: after } as Resources).changes.filter(({ aspect }) => aspect !== 'replacement')
        .map(({ aspect, note }) => `${aspect}: ${note ?? 'nothing'}`)
    );
    const table = (KMSKeyArn?: string) => ({
      Type: 'AWS::S3Tables::TableBucket',
      Properties: { TableBucketName: 'mine', EncryptionConfiguration: KMSKeyArn ? { SSEAlgorithm: 'aws:kms', KMSKeyArn } : { SSEAlgorithm: 'AES256' } },
    });
    const vector = (Type: string, KmsKeyArn: string, more: object = {}) => ({ Type, Properties: { EncryptionConfiguration: { SseType: 'aws:kms', KmsKeyArn }, ...more } });
    const directory = (KMSMasterKeyID?: string) => ({
      Type: 'AWS::S3Express::DirectoryBucket',
      Properties: {
        DataRedundancy: 'SingleAvailabilityZone',
        LocationName: 'use1-az4',
        ...encrypted(KMSMasterKeyID ? { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } : { SSEAlgorithm: 'AES256' }),
      },
    });
    const [BUCKET, INDEX] = ['AWS::S3Vectors::VectorBucket', 'AWS::S3Vectors::Index'];
    const named = ({ Type, Properties }: ReturnType<typeof directory>, BucketName: string) => ({ Type, Properties: { ...Properties, BucketName } });
    const UNKNOWN_NAME = { 'Fn::ImportValue': 'Name' };

    test.each<[string, object, object, string[]]>([
      ['tables', table(KEY), table(OTHER_KEY), ['key: Tables that exist keep their encryption.']],
      ['tables that were encrypted with KMS', table(KEY), table(), [
        'defaultEncryption: Tables that exist keep their encryption.', 'key: Tables that exist keep their encryption.',
      ]],
      ['a directory bucket', directory(KEY), directory(OTHER_KEY), ['key: A directory bucket keeps its first key: S3 rejects another one.']],
      ['a directory bucket that gets its first key', directory(), directory(KEY), ['defaultEncryption: nothing', 'key: nothing']],
      ['a vector bucket', vector(BUCKET, KEY), vector(BUCKET, OTHER_KEY), ['key: CloudFormation replaces the vector bucket.']],
      ['a vector bucket with a name', vector(BUCKET, KEY, { VectorBucketName: 'mine' }), vector(BUCKET, OTHER_KEY, { VectorBucketName: 'mine' }), [
        'key: The vector bucket keeps its encryption.',
      ]],
      ['a vector index', vector(INDEX, KEY), vector(INDEX, OTHER_KEY), ['key: CloudFormation replaces the vector index.']],
      ['a vector index with a name', vector(INDEX, KEY, { IndexName: 'mine' }), vector(INDEX, OTHER_KEY, { IndexName: 'mine' }), [
        'key: The vector index keeps its encryption.',
      ]],
      ['a vector bucket with another name', vector(BUCKET, KEY, { VectorBucketName: 'mine' }), vector(BUCKET, OTHER_KEY, { VectorBucketName: 'ours' }), [
        'key: CloudFormation replaces the vector bucket.',
      ]],
      ['a directory bucket with another name', named(directory(KEY), 'one--use1-az4--x-s3'), named(directory(OTHER_KEY), 'two--use1-az4--x-s3'), [
        'key: CloudFormation replaces the directory bucket.',
      ]],
      ['a vector index, if it is not known whether its name changes', vector(INDEX, KEY, { IndexName: UNKNOWN_NAME }), vector(INDEX, OTHER_KEY, { IndexName: UNKNOWN_NAME }), [
        'key: CloudFormation may replace the vector index.',
      ]],
    ])('of %s', (_, before, after, expected) => {
      expect(notes(before, after)).toEqual(expected);
    });
  });

  describe('the key of an S3 Files file system', () => {
    const files = (KmsKeyId?: string) => ({
      A: { Type: 'AWS::S3Files::FileSystem', Properties: { Bucket: 'arn:aws:s3:::mine', RoleArn: 'arn:aws:iam::111122223333:role/files', ...KmsKeyId ? { KmsKeyId } : {} } },
    });

    test('is compared', () => {
      expect(changed(files(), files(KEY))).toEqual(['other A replacement: deleted -> replaced', `stronger A key: none -> ${KEY}`]);
      expect(changed(files(KEY), files())).toEqual(['other A replacement: deleted -> replaced', `weaker A key: ${KEY} -> none`]);
      expect(changed(files(KEY), files(KEY))).toEqual([]);
      expect(compared(files(), files(KEY)).changes[1].note).toBe('CloudFormation replaces the file system.');
    });

    test('goes with the file system', () => {
      expect(changed({}, files(KEY))).toEqual(['other A added: null -> null']);
      expect(compared(files(KEY), {}).changes).toMatchObject([{ aspect: 'removed', after: 'deleted', note: expect.stringMatching(/^CloudFormation deletes the file system, /) }]);
    });
  });

  test('the encryption of tables of S3 Metadata', () => {
    const metadata = (EncryptionConfiguration?: object) => ({
      A: bucket({ MetadataConfiguration: { JournalTableConfiguration: { RecordExpiration: { Expiration: 'DISABLED' }, ...EncryptionConfiguration ? { EncryptionConfiguration } : {} } } }),
    });
    const withKey = metadata({ SseAlgorithm: 'aws:kms', KmsKeyArn: KEY });
    expect(changed(withKey, metadata())).toEqual([
      'weaker A metadataEncryption: aws:kms in journal table -> AES256 in journal table', `weaker A metadataKey: ${KEY} in journal table -> none in journal table`,
    ]);
    expect(changed(metadata({ SseAlgorithm: 'AES256' }), metadata())).toEqual([]);
    expect(changed(withKey, withKey)).toEqual([]);
    expect(changed(metadata({ SseAlgorithm: { 'Fn::ImportValue': 'One' } }), metadata())).toEqual(['undetermined A metadataEncryption: unknown in journal table -> AES256 in journal table']);
    expect(changed(withKey, { A: bucket() })).toEqual([]);
    // Another bucket is not touched.
    expect(changed({ ...withKey, B: bucket() }, { ...metadata({ SseAlgorithm: 'aws:kms', KmsKeyArn: KEY.replace(/1$/, '2') }), B: bucket() })).toEqual([
      `other A metadataKey: ${KEY} in journal table -> ${KEY.replace(/1$/, '2')} in journal table`,
    ]);
  });

  test('the policy of a table bucket allows more', () => {
    const arn = 'arn:aws:s3tables:eu-west-1:111122223333:bucket/mine';
    const policy = (...statements: object[]) => ({
      P: { Type: 'AWS::S3Tables::TableBucketPolicy', Properties: { TableBucketARN: arn, ResourcePolicy: policyDocument(...statements) } },
    });
    const reader = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:role/reader' }, Action: 's3tables:GetTableData', Resource: `${arn}/table/*` };
    expect(changed(policy(), policy(reader))).toEqual([
      'weaker P requests: not allowed -> allowed (s3tables:GetTableData of object table/ by arn:aws:iam::444455556666:role/reader)',
    ]);
  });
});

test('what is wrong with the templates of both sides is told once', () => {
  const directory = directoryWith({ 'before/a.json': { Resources: { A: bucket() } }, 'after/a.json': { Resources: { A: bucket() } } });
  const twice = (path: string) => {
    const side = sideAt(directory, path);
    return { ...side, templates: [...side.templates, ...side.templates] };
  };
  const problem = ['a.json: another template has this name'];
  expect(diffOf(twice('before'), twice('after'), NO_RULES).problems).toEqual(problem);
  expect(diffOf(twice('before'), sideAt(directory, 'after'), NO_RULES).problems).toEqual(problem);
  expect(diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES).problems).toEqual([]);
});
