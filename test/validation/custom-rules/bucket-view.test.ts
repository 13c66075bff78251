import { viewOf } from './support';
import { Answer, BucketAlgorithm, KmsKeyType, PropertyState, StatementEffect } from '../../../src';
import { bucket, encrypted, type Sections } from '../rules/support';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/11112222-3333-4444-5555-666677778888';
const KEY = { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } };
const withKey = (algorithm: unknown, key?: unknown, more: object = {}) => (
  encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, ...(key === undefined ? {} : { KMSMasterKeyID: key }) }, ...more })
);
const seen = (Bucket: object, more: object = {}) => {
  const view = viewOf('Bucket', { Parameters: { Open: { Type: 'String' } }, Resources: { Bucket, Key: KEY, ...more } });
  return [view.algorithm, view.key.type, view.key.reference, view.bucketKeyEnabled, view.encryptionUnknownReason];
};

describe('the default encryption', () => {
  test.each<[string, object, unknown[]]>([
    ['nothing declared', bucket(), [BucketAlgorithm.SSE_S3, KmsKeyType.NONE, undefined, Answer.NO, undefined]],
    ['SSE-S3', withKey('AES256'), [BucketAlgorithm.SSE_S3, KmsKeyType.NONE, undefined, Answer.NO, undefined]],
    ['SSE-S3 with a Bucket Key, which has no effect', withKey('AES256', undefined, { BucketKeyEnabled: true }),
      [BucketAlgorithm.SSE_S3, KmsKeyType.NONE, undefined, Answer.NO, undefined]],
    ['no key', withKey('aws:kms'), [BucketAlgorithm.SSE_KMS, KmsKeyType.AWS_MANAGED, undefined, Answer.NO, undefined]],
    ['aws/s3', withKey('aws:kms', 'alias/aws/s3', { BucketKeyEnabled: 'true' }),
      [BucketAlgorithm.SSE_KMS, KmsKeyType.AWS_MANAGED, 'alias/aws/s3', Answer.YES, undefined]],
    ['the AWS managed key of another service', withKey('aws:kms', 'alias/aws/ebs'),
      [BucketAlgorithm.SSE_KMS, KmsKeyType.AWS_MANAGED, 'alias/aws/ebs', Answer.NO, undefined]],
    ['an alias', withKey('aws:kms', 'alias/ours'), [BucketAlgorithm.SSE_KMS, KmsKeyType.CUSTOMER_MANAGED, 'alias/ours', Answer.NO, undefined]],
    ['an ARN', withKey('aws:kms:dsse', ARN), [BucketAlgorithm.DSSE_KMS, KmsKeyType.CUSTOMER_MANAGED, ARN, Answer.NO, undefined]],
    ['a key of the app', withKey('aws:kms', { 'Fn::GetAtt': ['Key', 'Arn'] }),
      [BucketAlgorithm.SSE_KMS, KmsKeyType.CUSTOMER_MANAGED, expect.stringMatching(/:key\/\$\{Key\}$/), Answer.NO, undefined]],
    ['a key that is not known', withKey('aws:kms', { Ref: 'Open' }),
      [BucketAlgorithm.SSE_KMS, KmsKeyType.UNKNOWN, undefined, Answer.NO, 'parameter Open has no default']],
    ['an algorithm that is not known', withKey({ Ref: 'Open' }, ARN),
      [BucketAlgorithm.UNKNOWN, KmsKeyType.UNKNOWN, undefined, Answer.UNKNOWN, 'parameter Open has no default']],
    ['a Bucket Key of which it is not known whether it is used', withKey('aws:kms', ARN, { BucketKeyEnabled: { Ref: 'Open' } }),
      [BucketAlgorithm.SSE_KMS, KmsKeyType.CUSTOMER_MANAGED, ARN, Answer.UNKNOWN, 'parameter Open has no default']],
    ['an algorithm that does not exist', withKey('aws:kmz'),
      [BucketAlgorithm.UNKNOWN, KmsKeyType.UNKNOWN, undefined, Answer.UNKNOWN, 'Amazon S3 doesn\'t support the algorithm "aws:kmz"']],
    ['nothing that can be read', bucket({ BucketEncryption: { 'Fn::Transform': { Name: 'Macro' } } }),
      [BucketAlgorithm.UNKNOWN, KmsKeyType.UNKNOWN, undefined, Answer.UNKNOWN, 'Fn::Transform is run at deployment']],
  ])('%s', (_, Bucket, expected) => {
    expect(seen(Bucket)).toEqual(expected);
  });

  test('conditions that decide are unknown, as far as they matter', () => {
    const json = (yes: object, no: object): Sections => ({
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: { Bucket: encrypted({ 'Fn::If': ['Prod', yes, no] }) },
    });
    const kms = (key: string) => ({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }, BucketKeyEnabled: true });
    const [same, other] = [viewOf('Bucket', json(kms(ARN), kms('alias/ours'))), viewOf('Bucket', json(kms(ARN), kms('alias/aws/s3')))];
    expect([same.algorithm, same.key.type, same.key.reference, same.bucketKeyEnabled]).toEqual(
      [BucketAlgorithm.SSE_KMS, KmsKeyType.CUSTOMER_MANAGED, undefined, Answer.YES]);
    expect([other.algorithm, other.key.type, other.bucketKeyEnabled]).toEqual([BucketAlgorithm.SSE_KMS, KmsKeyType.UNKNOWN, Answer.YES]);
    expect(other.key.reason).toBe('conditions determine which key is used');
    const managed = viewOf('Bucket', json({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }, kms('alias/aws/s3')));
    expect([managed.key.type, managed.key.reference, managed.key.reason]).toEqual([KmsKeyType.AWS_MANAGED, undefined, undefined]);
    const algorithms = viewOf('Bucket', json(kms(ARN), { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }));
    expect([algorithms.algorithm, algorithms.key.type, algorithms.bucketKeyEnabled]).toEqual(
      [BucketAlgorithm.UNKNOWN, KmsKeyType.UNKNOWN, Answer.UNKNOWN]);
    expect(algorithms.encryptionUnknownReason).not.toBe('');
  });
});

test('where the bucket is', () => {
  const Bucket = { ...bucket(), Metadata: { 'aws:cdk:path': 'Stack/Bucket/Resource' } };
  const json = { Resources: { Bucket, Bare: bucket() } };
  const here = { name: 'Stack', json, environment: { account: '111122223333', region: 'eu-west-1' } };
  const told = viewOf('Bucket', here);
  expect([told.logicalId, told.constructPath, told.account, told.region]).toEqual(['Bucket', 'Stack/Bucket/Resource', '111122223333', 'eu-west-1']);
  const bare = viewOf('Bare', { name: 'Stack', json });
  expect([bare.constructPath, bare.account, bare.region]).toEqual([undefined, undefined, undefined]);
  expect(viewOf('Bare', { name: 'Stack', json, constructPathOf: (id) => `App/${id}` }).constructPath).toBe('App/Bare');
});

describe('logs', () => {
  const source = (logs: object) => bucket({ LoggingConfiguration: logs });
  test('server access logs need SSE-S3', () => {
    const view = viewOf('Logs', { Resources: { Logs: bucket(), Data: source({ DestinationBucketName: { Ref: 'Logs' } }) } });
    expect([view.receivesLogs, view.requiresSseS3]).toEqual([Answer.YES, Answer.YES]);
  });

  test('logs of CloudTrail do not', () => {
    const Trail = { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: { Ref: 'Logs' }, IsLogging: true } };
    const view = viewOf('Logs', { Resources: { Logs: bucket(), Trail } });
    expect([view.receivesLogs, view.requiresSseS3]).toEqual([Answer.YES, Answer.NO]);
  });

  test('nothing delivers', () => {
    const view = viewOf('Logs', { Resources: { Logs: bucket(), Data: source({}) } });
    expect([view.receivesLogs, view.requiresSseS3]).toEqual([Answer.NO, Answer.NO]);
  });

  test('it is not known whether something delivers', () => {
    const AccessLoggingPolicy = { S3BucketName: { Ref: 'Logs' }, Enabled: { Ref: 'On' } };
    const Balancer = { Type: 'AWS::ElasticLoadBalancing::LoadBalancer', Properties: { AccessLoggingPolicy } };
    const view = viewOf('Logs', { Parameters: { On: { Type: 'String' } }, Resources: { Logs: bucket(), Balancer } });
    expect(view.receivesLogs).toBe(Answer.UNKNOWN);
  });
});

describe('replication', () => {
  const rule = (more: object = {}) => ({
    Status: 'Enabled', Destination: { Bucket: { 'Fn::GetAtt': ['Replica', 'Arn'] }, EncryptionConfiguration: { ReplicaKmsKeyID: ARN }, ...more },
  });
  const source = (...rules: object[]) => bucket({ ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: rules } });
  const view = (Bucket: object) => viewOf('Bucket', { Parameters: { Open: { Type: 'String' } }, Resources: { Bucket, Replica: withKey('aws:kms') } });

  test('to a bucket of the app', () => {
    const replicating = view(source(rule()));
    expect(replicating.replicates).toBe(Answer.YES);
    const [target, ...others] = replicating.replicationTargets;
    expect(others).toEqual([]);
    expect(target.bucket?.logicalId).toBe('Replica');
    expect(target.bucket?.algorithm).toBe(BucketAlgorithm.SSE_KMS);
    expect([target.replicaKey.type, target.replicaKey.reference, target.replicaKey.account]).toEqual([KmsKeyType.CUSTOMER_MANAGED, ARN, '111122223333']);
    expect([target.bucketArn, target.crossAccount]).toEqual([expect.stringContaining('${Replica}'), Answer.NO]);
  });

  test('to a bucket elsewhere', () => {
    const [target] = view(source({ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::theirs' } })).replicationTargets;
    expect([target.bucket, target.bucketArn, target.crossAccount, target.replicaKey.type]).toEqual([undefined, 'arn:aws:s3:::theirs', Answer.UNKNOWN, KmsKeyType.NONE]);
  });

  test('none, off, and not known', () => {
    expect([view(bucket()).replicates, view(bucket()).replicationTargets]).toEqual([Answer.NO, []]);
    expect(view(source({ ...rule(), Status: 'Disabled' })).replicates).toBe(Answer.NO);
    expect(view(source({ ...rule(), Status: { Ref: 'Open' } })).replicates).toBe(Answer.UNKNOWN);
    expect(view(bucket({ ReplicationConfiguration: { 'Fn::Transform': { Name: 'Macro' } } })).replicates).toBe(Answer.UNKNOWN);
  });
});

describe('tags', () => {
  const tag = (tags: unknown) => viewOf('Bucket', { Parameters: { Open: { Type: 'String' } }, Resources: { Bucket: bucket({ Tags: tags }) } }).readTag('Team');
  test.each<[string, unknown, object]>([
    ['one of some', [{ Key: 'A', Value: 'a' }, { Key: 'Team', Value: 'payments' }], { state: PropertyState.KNOWN, text: 'payments' }],
    ['a value that is not known', [{ Key: 'Team', Value: { Ref: 'Open' } }], { state: PropertyState.UNKNOWN, reason: 'parameter Open has no default' }],
    ['no tags', undefined, { state: PropertyState.ABSENT }],
    ['other tags', [{ Key: 'team', Value: 'payments' }], { state: PropertyState.ABSENT }],
    ['a key that is not known', [{ Key: { Ref: 'Open' }, Value: 'x' }], { state: PropertyState.UNKNOWN, reason: 'the key of a tag is known at deployment only' }],
    ['a key that is not known beside it', [{ Key: { Ref: 'Open' }, Value: 'x' }, { Key: 'Team', Value: 'y' }], { state: PropertyState.KNOWN, text: 'y' }],
    ['tags that are not known', { 'Fn::Transform': { Name: 'Macro' } }, { state: PropertyState.UNKNOWN }],
  ])('%s', (_, tags, expected) => {
    expect(tag(tags)).toMatchObject(expected);
  });
});

describe('the policy', () => {
  const policy = (Statement: unknown, more: object = {}) => ({
    Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement } }, ...more,
  });
  const view = (resources: object, more: object = {}) => viewOf('Bucket', { Parameters: { Open: { Type: 'String' } }, ...more, Resources: { Bucket: bucket(), ...resources } });

  test('its statements, with what is known at deployment only as Fn::Sub writes it', () => {
    const { hasPolicy, policyStatements } = view({
      Policy: policy([
        { Sid: 'One', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } },
        { Effect: 'Allow', Principal: { AWS: { Ref: 'Open' } }, Action: 's3:GetObject', Resource: '*' },
        { 'Fn::Transform': { Name: 'Macro' } },
      ]),
    });
    expect(hasPolicy).toBe(Answer.YES);
    expect(policyStatements.map(({ sid, effect }) => [sid, effect])).toEqual([
      ['One', StatementEffect.DENY], [undefined, StatementEffect.ALLOW], [undefined, StatementEffect.UNKNOWN],
    ]);
    const [first, second, third] = policyStatements.map(({ json }) => JSON.parse(json) as unknown);
    expect(first).toMatchObject({ Sid: 'One', Action: 's3:*', Resource: expect.stringMatching(/\$\{Bucket\}\/\*$/) as unknown });
    expect(second).toMatchObject({ Principal: { AWS: '${Open}' } });
    expect(third).toEqual({ Unknown: 'Fn::Transform is run at deployment' });
  });

  test('one statement that is no list', () => {
    expect(view({ Policy: policy({ Sid: 'Only', Effect: 'Deny' }) }).policyStatements.map(({ sid }) => sid)).toEqual(['Only']);
  });

  test('there is none', () => {
    expect([view({}).hasPolicy, view({}).policyStatements]).toEqual([Answer.NO, []]);
  });

  test('it is not known whether there is one', () => {
    expect(view({ Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Open' }, PolicyDocument: {} } } }).hasPolicy).toBe(Answer.UNKNOWN);
    const Conditions = { Prod: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] } };
    expect(view({ Policy: policy([], { Condition: 'Prod' }) }, { Conditions }).hasPolicy).toBe(Answer.UNKNOWN);
  });

  test('nothing is known of its document', () => {
    const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Ref: 'Open' } } };
    expect(view({ Policy }).policyStatements).toMatchObject([{ effect: StatementEffect.UNKNOWN }]);
  });
});
