import { replicationRolePermissions as rule } from '../../../../src/validation/rules/replication/replication-role-permissions';
import { bucket, encrypted, IF, merging, when } from '../support';
import { account, allow, GET_ARN, ID, judge, key, kmsTo, role, source, sse, sseS3, to, VERSIONED } from './support';

const OF = (logicalId: string, path = '/*') => ({ 'Fn::Sub': `\${${logicalId}.Arn}${path}` });
const ON_BUCKET = allow(['s3:GetReplicationConfiguration', 's3:ListBucket'], GET_ARN('Source'));
const ON_SOURCE = allow(['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'], OF('Source'));
const ON_VERSIONS = allow(['s3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'], OF('Source'));
const ON_REPLICAS = allow(['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'], OF('Replicas'));
const PLAIN = [ON_BUCKET, ON_SOURCE, ON_REPLICAS];

/** As AWS writes it for the encryption contexts. */
function crypto(action: string, keyId: string, region: unknown, ...contexts: unknown[]) {
  return allow(action, GET_ARN(keyId), {
    Condition: { StringLike: { 'kms:ViaService': { 'Fn::Sub': `s3.${region}.amazonaws.com` }, 'kms:EncryptionContext:aws:s3:arn': contexts } },
  });
}
const HERE = '${AWS::Region}';
const DECRYPT = crypto('kms:Decrypt', 'SourceKey', HERE, OF('Source'));
const ENCRYPT = crypto('kms:Encrypt', 'Key', HERE, OF('Replicas'));
const DECRYPT_BUCKET_KEY = crypto('kms:Decrypt', 'SourceKey', HERE, GET_ARN('Source'));
const ENCRYPT_BUCKET_KEY = crypto('kms:Encrypt', 'Key', HERE, GET_ARN('Replicas'));

const KMS = source([kmsTo(GET_ARN('Key'))], sse('aws:kms'));
const KMS_WITH_BUCKET_KEY = source([kmsTo(GET_ARN('Key'))], sse('aws:kms', { BucketKeyEnabled: true }));

function check(Source: object, statement: unknown, resources: { [logicalId: string]: object } = {}) {
  return judge(rule, Source, { Role: role(statement), ...resources });
}

describe('compliant', () => {
  test.each<[string, object, unknown]>([
    ['what AWS documents', source([to()]), PLAIN],
    ['a rule of the first version', source([{ Status: 'Enabled', Prefix: '', Destination: { Bucket: GET_ARN('Replicas') } }]), PLAIN],
    ['s3:GetObjectVersion, for SSE-S3', source([to()], sseS3()), [ON_BUCKET, ON_VERSIONS, ON_REPLICAS]],
    ['s3:GetObjectVersion, where no default encryption is declared', source([to()]), [ON_BUCKET, ON_VERSIONS, ON_REPLICAS]],
    ['s3:GetObjectVersion, where objects with KMS keys are left out', source([to()], sse('aws:kms')), [ON_BUCKET, ON_VERSIONS, ON_REPLICAS]],
    ['actions with wildcards', source([to()]), [allow('s3:Get*', [GET_ARN('Source'), OF('Source')]), allow('s3:List*', '*'), allow('s3:Replicate*', '*')]],
    ['NotAction', source([to()]), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    ['no delete markers, no right to replicate them', source([to()]), [ON_BUCKET, ON_SOURCE, allow('s3:ReplicateObject', OF('Replicas'))]],
    ['a folder, as the rule', source([to({}, { Filter: { Prefix: 'Tax' } })]),
      [ON_BUCKET, allow(ON_SOURCE.Action, OF('Source', '/Tax/*')), allow(ON_REPLICAS.Action, OF('Replicas', '/Tax*'))]],
    ['a folder and tags, as the rule', source([to({}, { Filter: { And: { Prefix: 'Tax/', TagFilters: [{ Key: 'a', Value: 'b' }] } } })]),
      [ON_BUCKET, allow(ON_SOURCE.Action, OF('Source', '/Tax/*')), allow(ON_REPLICAS.Action, OF('Replicas', '/Tax/*'))]],
    ['SSE-KMS', KMS, [...PLAIN, DECRYPT, ENCRYPT]],
    ['SSE-KMS with a Bucket Key', KMS_WITH_BUCKET_KEY, [...PLAIN, DECRYPT_BUCKET_KEY, ENCRYPT_BUCKET_KEY]],
    ['SSE-KMS, either way', KMS_WITH_BUCKET_KEY, [...PLAIN, crypto('kms:Decrypt', 'SourceKey', HERE, GET_ARN('Source'), OF('Source')), ENCRYPT_BUCKET_KEY]],
    ['DSSE-KMS, which knows no Bucket Key', source([kmsTo(GET_ARN('Key'))], sse('aws:kms:dsse', { BucketKeyEnabled: true })), [...PLAIN, DECRYPT, ENCRYPT]],
    ['SSE-KMS without conditions', KMS, [...PLAIN, allow('kms:*', '*')]],
    ['SSE-KMS with replicas whose encryption is pinned', KMS, [ON_BUCKET, ON_SOURCE, DECRYPT, ENCRYPT, {
      ...ON_REPLICAS,
      Condition: {
        StringLikeIfExists: {
          's3:x-amz-server-side-encryption': ['aws:kms', 'AES256', 'aws:kms:dsse'],
          's3:x-amz-server-side-encryption-aws-kms-key-id': [GET_ARN('Key')],
        },
      },
    }]],
    ['the AWS managed key at the source', source([kmsTo(GET_ARN('Key'))], encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }).Properties),
      [...PLAIN, ENCRYPT]],
    ['a key from a parameter', source([kmsTo({ Ref: 'Parameter' })], sseS3()), [...PLAIN, allow('kms:Encrypt', '*')]],
    ['a key that is known in part', source([kmsTo({ 'Fn::Sub': 'arn:aws:kms:eu-west-1:111111111111:key/${Parameter}' })], sseS3()),
      [...PLAIN, allow('kms:Encrypt', { 'Fn::Join': ['/', ['arn:aws:kms:eu-west-1:111111111111:key', { Ref: 'Parameter' }]] })]],
    ['an alias', source([kmsTo('arn:aws:kms:eu-west-1:111111111111:alias/a')], sseS3()),
      [...PLAIN, allow('kms:Encrypt', '*', { Condition: { StringEquals: { 'kms:RequestAlias': 'alias/a' } } })]],
    ['Object Lock', source([to()], { ObjectLockEnabled: true }), [...PLAIN, allow(['s3:GetObjectRetention', 's3:GetObjectLegalHold'], OF('Source'))]],
    ['replicas that change their owner', source([to({ AccessControlTranslation: { Owner: 'Destination' }, Account: '222222222222' })]),
      [...PLAIN, allow('s3:ObjectOwnerOverrideToBucketOwner', OF('Replicas'))]],
  ])('%s', (_, Source, statement) => {
    expect(check(Source, statement)).toEqual([]);
  });

  test('a policy of its own, attached to the role', () => {
    const Policy = {
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Version: '2012-10-17', Statement: PLAIN } },
    };
    expect(judge(rule, source([to()]), { Policy })).toEqual([]);
  });

  test('a managed policy from outside beside what is needed', () => {
    const Role = role(PLAIN, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/CloudWatchLogsFullAccess'] });
    expect(judge(rule, source([to()]), { Role })).toEqual([]);
  });

  test('a key policy that names the role, which needs no more', () => {
    const statement = allow('kms:Encrypt', '*', { Principal: { AWS: GET_ARN('Role') } });
    expect(check(KMS, [...PLAIN, DECRYPT], { Key: key([account(), statement]) })).toEqual([]);
  });

  test('a bucket policy of the destination that names the role, which needs no more within one account', () => {
    const statement = allow('s3:Replicate*', OF('Replicas'), { Principal: { AWS: GET_ARN('Role') } });
    expect(check(source([to()]), [ON_BUCKET, ON_SOURCE], { Policy: policyOf('Replicas', statement) })).toEqual([]);
  });

  test('a bucket policy that denies plain HTTP and old TLS', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [GET_ARN('Source'), OF('Source')] };
    expect(check(source([to()]), PLAIN, {
      Policy: policyOf('Source', [
        { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { ...deny, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } },
        { ...deny, Condition: { StringEquals: { 's3:signatureversion': 'AWS' } } },
        { ...deny, Action: 's3:PutObject', Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } },
      ]),
    })).toEqual([]);
  });
});

function policyOf(Bucket: string, Statement: unknown) {
  return { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: Bucket }, PolicyDocument: { Version: '2012-10-17', Statement } } };
}

describe('violating', () => {
  test.each<[string, object, unknown, string, string?]>([
    ['no right to look at the configuration', source([to()]), [allow('s3:ListBucket', GET_ARN('Source')), ON_SOURCE, ON_REPLICAS],
      's3:GetReplicationConfiguration on bucket Source'],
    ['s3:GetObjectVersion, for objects with KMS keys', KMS, [ON_BUCKET, ON_VERSIONS, ON_REPLICAS, DECRYPT, ENCRYPT], 's3:GetObjectVersionForReplication in bucket Source'],
    ['s3:GetObjectVersion, for objects with KMS keys besides SSE-S3', source([kmsTo(GET_ARN('Key'))], sseS3()), [ON_BUCKET, ON_VERSIONS, ON_REPLICAS, ENCRYPT],
      's3:GetObjectVersionForReplication in bucket Source'],
    ['s3:GetObject, which reads no versions', source([to()]), [ON_BUCKET, allow(['s3:GetObject', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'], OF('Source')),
      ON_REPLICAS], 's3:GetObjectVersionForReplication in bucket Source'],
    ['nothing at the destination', source([to()]), [ON_BUCKET, ON_SOURCE], 's3:ReplicateObject in bucket Replicas'],
    ['rights to the bucket, not to its objects', source([to()]), [ON_BUCKET, ON_SOURCE, allow('s3:Replicate*', GET_ARN('Replicas'))], 's3:ReplicateObject in bucket Replicas'],
    ['another folder', source([to({}, { Filter: { Prefix: 'Tax/' } })]), [ON_BUCKET, ON_SOURCE, allow('s3:Replicate*', OF('Replicas', '/Other/*'))],
      's3:ReplicateObject in bucket Replicas'],
    ['no right to replicate delete markers', source([to({}, { DeleteMarkerReplication: { Status: 'Enabled' } })]),
      [ON_BUCKET, ON_SOURCE, allow('s3:ReplicateObject', OF('Replicas'))], 's3:ReplicateDelete in bucket Replicas'],
    ['no right to replicate deletes under a rule of the first version', source([{ Status: 'Enabled', Prefix: '', Destination: { Bucket: GET_ARN('Replicas') } }]),
      [ON_BUCKET, ON_SOURCE, allow('s3:ReplicateObject', OF('Replicas'))], 's3:ReplicateDelete in bucket Replicas'],
    ['an explicit deny', source([to()]), [...PLAIN, { Effect: 'Deny', Action: 's3:ReplicateObject', Resource: '*' }], 's3:ReplicateObject in bucket Replicas'],
    ['no Object Lock', source([to()], { ObjectLockEnabled: true }), PLAIN, 's3:GetObjectRetention in bucket Source, s3:GetObjectLegalHold in bucket Source'],
    ['no right to change the owner', source([to({ AccessControlTranslation: { Owner: 'Destination' } })]), PLAIN, 's3:ObjectOwnerOverrideToBucketOwner in bucket Replicas'],
    ['no kms:Decrypt', KMS, [...PLAIN, ENCRYPT], 'kms:Decrypt with key SourceKey'],
    ['no kms:Encrypt', KMS, [...PLAIN, DECRYPT], 'kms:Encrypt with key Key for bucket Replicas'],
    ['neither', KMS, PLAIN, 'kms:Decrypt with key SourceKey, kms:Encrypt with key Key for bucket Replicas'],
    ['kms:Encrypt with another key', KMS, [...PLAIN, DECRYPT, crypto('kms:Encrypt', 'SourceKey', HERE, OF('Replicas'))], 'kms:Encrypt with key Key for bucket Replicas'],
    ['kms:Encrypt through another service', KMS, [...PLAIN, DECRYPT,
      allow('kms:Encrypt', GET_ARN('Key'), { Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Sub': 'ec2.${AWS::Region}.amazonaws.com' } } } })],
    'kms:Encrypt with key Key for bucket Replicas'],
    ['the object\'s ARN as context with a Bucket Key', KMS_WITH_BUCKET_KEY, [...PLAIN, DECRYPT, ENCRYPT_BUCKET_KEY], 'kms:Decrypt with key SourceKey'],
    ['the bucket\'s ARN as context without one', KMS, [...PLAIN, DECRYPT_BUCKET_KEY, ENCRYPT], 'kms:Decrypt with key SourceKey'],
    ['one of two keys', source([kmsTo(IF(GET_ARN('Key'), GET_ARN('SourceKey')))], sseS3()), [...PLAIN, ENCRYPT], 'kms:Encrypt with key SourceKey for bucket Replicas',
      'Condition is false'],
    ['a key outside the app', source([kmsTo(`arn:aws:kms:eu-west-1:222222222222:key/${ID}`)], sseS3()), PLAIN,
      `kms:Encrypt with key arn:aws:kms:eu-west-1:222222222222:key/${ID} for bucket Replicas`],
  ])('%s', (_, Source, statement, lacking, words = '') => {
    expect(check(Source, statement)).toEqual([{
      on: 'Role',
      status: 'violation',
      severity: 'error',
      property: 'Properties',
      message: `The role lacks permissions that S3 needs to replicate bucket Source: ${lacking}.${when(words)}`,
    }]);
  });

  test('no right to read tags informs', () => {
    expect(check(source([to()]), [ON_BUCKET, allow(['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl'], OF('Source')), ON_REPLICAS])).toEqual([{
      on: 'Role',
      status: 'violation',
      severity: 'info',
      property: 'Properties',
      message: 'The role is not allowed s3:GetObjectVersionTagging in bucket Source, so objects are replicated without their tags.',
    }]);
  });

  test.each<[string, unknown]>([
    ['another service', { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    ['S3 for another bucket', {
      Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::other' } },
    }],
  ])('a role that trusts %s', (_, Statement) => {
    const Role = role(PLAIN, { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } });
    expect(judge(rule, source([to()], { BucketName: 'the-source' }), { Role })).toEqual([{
      on: 'Role',
      status: 'violation',
      severity: 'error',
      property: 'Properties.AssumeRolePolicyDocument',
      message: 'The role does not allow S3 (s3.amazonaws.com) to assume it to replicate bucket Source.',
    }]);
  });

  test('a source whose own policy denies it', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [GET_ARN('Source'), OF('Source')] };
    expect(check(source([to()]), PLAIN, { Policy: policyOf('Source', { ...deny, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }) })).toEqual([{
      on: 'Policy',
      status: 'violation',
      severity: 'error',
      property: 'Properties.PolicyDocument',
      message: 'The policy of bucket Source denies s3:GetReplicationConfiguration to the role that replicates the bucket.',
    }]);
  });

  test('a source whose own policy denies some of the objects', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: OF('Source', '/private/*') };
    expect(check(source([to()]), PLAIN, { Policy: policyOf('Source', deny) })).toMatchObject([{
      on: 'Policy',
      status: 'violation',
      message: 'The policy of bucket Source denies s3:GetObjectVersionForReplication of object private/ to the role that replicates the bucket.',
    }]);
    expect(check(source([to({}, { Filter: { Prefix: 'public/' } })]), PLAIN, { Policy: policyOf('Source', deny) })).toEqual([]);
  });

  test('a role to which reading is allowed for some of the objects', () => {
    const [finding] = check(source([to()]), [ON_BUCKET, allow(ON_SOURCE.Action, OF('Source', '/a*')), ON_REPLICAS]);
    expect(finding).toMatchObject({ on: 'Role', status: 'violation', message: expect.stringContaining('s3:GetObjectVersionForReplication in bucket Source only for a*') });
  });

  test.each<[string, unknown[]]>([
    ['denied for some of the objects', [...PLAIN, { Effect: 'Deny', Action: ON_SOURCE.Action, Resource: OF('Source', '/private/*') }]],
    ['denied for all but some of the objects', [...PLAIN, { Effect: 'Deny', Action: ON_SOURCE.Action, NotResource: OF('Source', '/a*') }]],
  ])('a role to which reading is %s', (_, statements) => {
    const [finding] = check(source([to()]), statements);
    expect(finding).toMatchObject({
      on: 'Role', status: 'violation', message: expect.stringContaining('s3:GetObjectVersionForReplication in bucket Source, s3:GetObjectVersionAcl in bucket Source.'),
    });
  });

  test('a role that is denied what is not replicated', () => {
    const deny = { Effect: 'Deny', Action: 's3:*', Resource: OF('Source', '/private/*') };
    expect(check(source([to({}, { Filter: { Prefix: 'public/' } })]), [...PLAIN, deny])).toEqual([]);
  });

  test('a key of the source that leaves nothing to the role', () => {
    const SourceKey = key(allow('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::111111111111:user/admin' } }));
    expect(check(KMS, [...PLAIN, DECRYPT, ENCRYPT], { SourceKey })).toEqual([{
      on: 'SourceKey',
      status: 'violation',
      severity: 'error',
      property: 'Properties.KeyPolicy',
      message: 'The key policy does not allow role Role, which replicates bucket Source, to decrypt.',
    }]);
  });
});

describe('a role that may do it for some of the objects only', () => {
  const TAX = source([to({}, { Filter: { Prefix: 'Tax/' } })]);
  const some = (path: string) => [ON_BUCKET, ON_SOURCE, allow(ON_REPLICAS.Action, OF('Replicas', path))];

  test.each<[string, object, unknown, string, string]>([
    ['a folder in the prefix', TAX, some('/Tax/2024/*'), 's3:ReplicateObject in bucket Replicas only for Tax/2024/*', 'other objects under Tax/'],
    ['a folder of a bucket that is replicated as a whole', source([to()]), some('/Tax/*'), 's3:ReplicateObject in bucket Replicas only for Tax/*', 'other objects'],
    ['two folders', source([to()]), [ON_BUCKET, ON_SOURCE, allow(ON_REPLICAS.Action, [OF('Replicas', '/a/*'), OF('Replicas', '/b/?')])],
      's3:ReplicateObject in bucket Replicas only for a/* and b/?', 'other objects'],
    ['names that end alike', TAX, some('/*.pdf'), 's3:ReplicateObject in bucket Replicas only for *.pdf', 'other objects under Tax/'],
    ['a folder of the source', TAX, [ON_BUCKET, allow(ON_SOURCE.Action, OF('Source', '/Tax/2024/*')), ON_REPLICAS],
      's3:GetObjectVersionForReplication in bucket Source only for Tax/2024/*, s3:GetObjectVersionAcl in bucket Source only for Tax/2024/*', 'other objects under Tax/'],
    ['a folder, in the policy of the destination', TAX, [ON_BUCKET, ON_SOURCE], 's3:ReplicateObject in bucket Replicas only for Tax/2024/*', 'other objects under Tax/'],
    ['a folder, as encryption context', source([kmsTo(GET_ARN('Key'), {}, { Filter: { Prefix: 'Tax/' } })], sse('aws:kms')),
      [...PLAIN, crypto('kms:Decrypt', 'SourceKey', HERE, OF('Source', '/Tax/2024/*')), ENCRYPT], 'kms:Decrypt with key SourceKey only for Tax/2024/*',
      'other objects under Tax/'],
  ])('%s', (what, Source, statement, partly, others) => {
    const inPolicy = { Policy: policyOf('Replicas', allow(ON_REPLICAS.Action, OF('Replicas', '/Tax/2024/*'), { Principal: { AWS: GET_ARN('Role') } })) };
    const found = check(Source, statement, what.endsWith('the policy of the destination') ? inPolicy : {});
    expect(found.filter(({ severity }) => severity !== 'info')).toEqual([{
      on: 'Role',
      status: 'violation',
      severity: 'warning',
      property: 'Properties',
      message: `The role lacks permissions that S3 needs to replicate all of bucket Source: ${partly}. The replication of ${others} fails.`,
    }]);
  });

  test.each<[string, unknown]>([
    ['in another bucket', allow(ON_REPLICAS.Action, OF('Source', '/Tax/2024/*'))],
    ['that the rule does not replicate', allow(ON_REPLICAS.Action, OF('Replicas', '/Other/*'))],
    ['with a right to something else', allow('s3:GetObject', OF('Replicas', '/Tax/2024/*'))],
  ])('a folder %s is none of them', (_, statement) => {
    expect(check(TAX, [ON_BUCKET, ON_SOURCE, statement])).toMatchObject([{ status: 'violation', severity: 'error' }]);
  });

  test('some objects for one action, none for another', () => {
    const found = check(source([to({}, { DeleteMarkerReplication: { Status: 'Enabled' } })]), [ON_BUCKET, ON_SOURCE, allow('s3:ReplicateObject', OF('Replicas', '/a/*'))]);
    expect(found.map(({ severity, message }) => [severity, message])).toEqual([
      ['error', 'The role lacks permissions that S3 needs to replicate bucket Source: s3:ReplicateDelete in bucket Replicas.'],
      ['warning', expect.stringContaining('s3:ReplicateObject in bucket Replicas only for a/*')],
    ]);
  });
});

describe('cannot tell', () => {
  test.each<[string, unknown, string]>([
    ['an ARN from a parameter', { Ref: 'Parameter' }, 'it is not known which one its replication role is (parameter Parameter has no default)'],
    ['an ARN with a parameter in it', { 'Fn::Sub': 'arn:aws:iam::111111111111:role/${Parameter}' },
      'it is not known which one its replication role is (it is known at deployment only (arn:aws:iam::111111111111:role/${Parameter}))'],
    ['either of two of the app', IF(GET_ARN('Role'), GET_ARN('Other')), 'conditions determine which one its replication role is'],
    ['an ARN in the account of the stack', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/replication' }, 'its replication role is not in the app'],
    ['an ARN', 'arn:aws:iam::111111111111:role/replication', 'its replication role is not in the app'],
  ])('a role that is %s', (_, Role, reason) => {
    expect(merging(() => judge(rule, source([to()], {}, Role), { Other: role(PLAIN) }))).toEqual([{
      on: 'Source',
      status: 'unknown',
      severity: 'warning',
      property: 'Properties.ReplicationConfiguration.Role',
      message: `It cannot be determined whether S3 may replicate the bucket: ${reason}.`,
    }]);
  });

  test('a key from a parameter, and rights to one key', () => {
    expect(check(source([kmsTo({ Ref: 'Parameter' })], sseS3()), [...PLAIN, ENCRYPT])).toMatchObject([{
      on: 'Role', status: 'unknown', message: expect.stringContaining('kms:Encrypt with a key that is not known for bucket Replicas'),
    }]);
  });

  test('a trust policy and a key policy from parameters', () => {
    const Role = role([...PLAIN, DECRYPT, ENCRYPT], { AssumeRolePolicyDocument: { Ref: 'Parameter' } });
    const SourceKey = key(undefined, { KeyPolicy: { Ref: 'Parameter' } });
    expect(judge(rule, KMS, { Role, SourceKey })).toMatchObject([
      { on: 'Role', status: 'unknown', property: 'Properties.AssumeRolePolicyDocument' },
      { on: 'SourceKey', status: 'unknown', property: 'Properties.KeyPolicy' },
    ]);
  });

  test('a managed policy from outside', () => {
    const Role = role([ON_BUCKET, ON_SOURCE], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'] });
    expect(judge(rule, source([to()]), { Role })).toEqual([{
      on: 'Role',
      status: 'unknown',
      severity: 'warning',
      property: 'Properties',
      message: 'It cannot be determined whether the role has all permissions that S3 needs to replicate bucket Source, namely s3:ReplicateObject in bucket Replicas: '
        + 'the policy cannot be determined: what its managed policies allow is not in the app.',
    }]);
  });

  test('s3:GetObjectVersion, where a parameter decides about objects with KMS keys', () => {
    const rules = [to({}, { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: { Ref: 'Parameter' } } } })];
    expect(check(source(rules, sseS3()), [ON_BUCKET, ON_VERSIONS, ON_REPLICAS])).toMatchObject([{
      on: 'Role', status: 'unknown', message: expect.stringContaining('namely s3:GetObjectVersionForReplication in bucket Source'),
    }]);
  });

  test('statements under a condition', () => {
    const judging = () => check(source([to()]), [ON_BUCKET, ON_SOURCE, IF(ON_REPLICAS, { Ref: 'AWS::NoValue' })]);
    expect(judging()).toMatchObject([{ on: 'Role', status: 'violation', message: expect.stringContaining('This applies if Condition is false.') }]);
    expect(merging(judging)).toMatchObject([{ on: 'Role', status: 'unknown' }]);
  });

  test('a Bucket Key from a parameter, and only one of the contexts', () => {
    const Source = source([kmsTo(GET_ARN('Key'))], sse('aws:kms', { BucketKeyEnabled: { Ref: 'Parameter' } }));
    expect(check(Source, [...PLAIN, DECRYPT, allow('kms:Encrypt', '*')])).toMatchObject([{ status: 'unknown', message: expect.stringContaining('kms:Decrypt with key SourceKey') }]);
  });

  test('a source that asks for TLS 1.3, which S3 may not use here', () => {
    const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [GET_ARN('Source'), OF('Source')] };
    expect(check(source([to()]), PLAIN, { Policy: policyOf('Source', { ...deny, Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } } }) })).toMatchObject([{
      on: 'Policy', status: 'unknown', severity: 'warning',
    }]);
  });
});

test.each([
  ['no replication', bucket(VERSIONED)],
  ['no rule that is enabled', source([to({}, { Status: 'Disabled' })])],
])('not applicable: %s', (_, Source) => {
  expect(check(Source, [])).toEqual([]);
});

test('compliant: a rule that leaves out objects with KMS keys needs no right to them', () => {
  expect(check(source([to()], sse('aws:kms')), PLAIN)).toEqual([]);
});
