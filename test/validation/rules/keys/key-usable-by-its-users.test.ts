import {
  App, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_efs as efs, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_logs as logs,
  aws_rds as rds, aws_s3 as s3, aws_s3_notifications as notifications, aws_s3files as s3files,
  aws_secretsmanager as secrets, aws_sns as sns, aws_sqs as sqs, Stack,
} from 'aws-cdk-lib';
import { EncryptionKey } from '../../../../src';
import { keyUsableByItsUsers as rule } from '../../../../src/validation/rules/keys/key-usable-by-its-users';
import { KEY_USERS } from '../../../../src/validation/rules/keys/private/key-users';
import { judged, PARAMETERS } from '../support';

const HOME = { account: '111122223333', region: 'eu-west-1' };
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const ROOT = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } };

const allow = (Principal: unknown, Action: unknown, Condition?: object) => ({ Effect: 'Allow', Principal, Action, Resource: '*', ...(Condition && { Condition }) });
const via = (...services: string[]) => ({ StringEquals: { 'kms:ViaService': services.map((service) => `${service}.eu-west-1.amazonaws.com`) } });
const key = (...Statement: unknown[]) => ({ Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement } } });
const KMS_DEFAULT = key(allow(ROOT, 'kms:*'));
const THROUGH_S3 = key(allow(ROOT, ['kms:DescribeKey', 'kms:PutKeyPolicy']), allow(ROOT, ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'], via('s3')));

/** Properties with a value at the end of a path. */
function at([first, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (first === undefined) { return value; }
  return first === '[]' ? [at(rest, value)] : { [first]: at(rest, value) };
}

const check = (resources: object, environment: object = HOME) => judged(rule, [{ name: 'Stack', environment, json: { Parameters: PARAMETERS, Resources: resources } }]);
const using = (user: (typeof KEY_USERS)[number]) => ({ Type: user.type, Properties: at(user.keys[0], KEY_ARN) });
const USERS = KEY_USERS.map((user) => [`${user.type} at ${user.keys[0].join('.')}`, user] as const);
const OWN_NAME = USERS.filter(([, { servicePrincipal }]) => servicePrincipal !== undefined);
const CALLERS = USERS.filter(([, { servicePrincipal, isOpen }]) => servicePrincipal === undefined && !isOpen);

describe('every type of resource of which AWS documents what it asks of the key', () => {
  test.each(USERS)('violating: %s, with a key that is used through S3 only', (_, user) => {
    expect(check({ Key: THROUGH_S3, User: using(user) })).toEqual([expect.objectContaining({
      on: 'Key',
      status: 'violation',
      severity: 'error',
      property: 'Properties.KeyPolicy',
      message: expect.stringMatching(new RegExp(`^The key policy does not allow kms:.*, which ${user.title} User needs\\.$`)),
    })]);
  });

  test.each(CALLERS)('compliant: %s, with a key that leaves all to IAM', (_, user) => {
    expect(check({ Key: KMS_DEFAULT, User: using(user) })).toEqual([]);
    expect(check({ Key: { Type: 'AWS::KMS::Key' }, User: using(user) })).toEqual([]);
  });

  test.each(CALLERS)('compliant: %s, with a key that is used through its service', (_, user) => {
    const Key = key(allow(ROOT, user.actions, via(user.via!)), ...user.alsoVia === undefined ? [] : [allow(ROOT, user.actions, via(user.alsoVia))]);
    expect(check({ Key, User: using(user) })).toEqual([]);
    const elsewhere = key(allow(ROOT, user.actions, { StringEquals: { 'kms:ViaService': `${user.via}.us-east-1.amazonaws.com` } }));
    expect(check({ Key: elsewhere, User: using(user) })).toMatchObject([{ status: 'violation' }]);
  });

  test('ElastiCache calls through two services, of which a policy has to name both', () => {
    const Group = { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { KmsKeyId: KEY_ARN } };
    for (const service of ['elasticache', 'dax']) {
      expect(check({ Key: key(allow(ROOT, ['kms:CreateGrant'], via(service))), Group })).toMatchObject([{
        status: 'violation',
        message: 'The key policy does not allow kms:CreateGrant through elasticache.eu-west-1.amazonaws.com and dax.eu-west-1.amazonaws.com, which replication group Group needs.',
      }]);
    }
    const both = { StringEquals: { 'kms:ViaService': ['elasticache', 'dax'].map((service) => `${service}.eu-west-1.amazonaws.com`) } };
    expect(check({ Key: key(allow(ROOT, ['kms:CreateGrant'], both)), Group })).toEqual([]);
  });

  // The list of services that support kms:ViaService, in the AWS KMS Developer Guide.
  test.each([
    ['AWS::DMS::ReplicationInstance', 'dms'], ['AWS::FSx::FileSystem', 'fsx'], ['AWS::MSK::Cluster', 'kafka'], ['AWS::EFS::FileSystem', 'elasticfilesystem'],
    ['AWS::Neptune::DBCluster', 'rds'], ['AWS::OpenSearchService::Domain', 'es'], ['AWS::EC2::Volume', 'ec2'], ['AWS::Backup::BackupVault', 'backup'],
    ['AWS::KinesisFirehose::DeliveryStream', 'firehose'],
  ])('%s calls through %s', (type, service) => {
    expect(KEY_USERS.filter((user) => user.type === type).map((user) => user.via)).toEqual([service]);
  });

  test.each(OWN_NAME)('violating: %s, with a key that leaves all to IAM, to which the service is nobody', (_, user) => {
    expect(check({ Key: KMS_DEFAULT, User: using(user) })).toMatchObject([{ on: 'Key', status: 'violation' }]);
    expect(check({ Key: { Type: 'AWS::KMS::Key' }, User: using(user) })).toMatchObject([{ on: 'Key', status: 'violation' }]);
  });

  test.each(OWN_NAME)('compliant: %s, with a key that allows the service principal', (_, user) => {
    const Service = user.servicePrincipal!.replace('<region>', 'eu-west-1').replace('<suffix>', 'amazonaws.com');
    expect(check({ Key: key(allow({ Service }, 'kms:*')), User: using(user) })).toEqual([]);
  });
});

describe('file systems of S3 Files, of whose requests AWS documents neither kms:ViaService nor the encryption context', () => {
  const Files = { Type: 'AWS::S3Files::FileSystem', Properties: { Bucket: 'arn:aws:s3:::files', RoleArn: 'arn:aws:iam::111122223333:role/files', KmsKeyId: KEY_ARN } };
  const NEEDED = ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'];
  const through = (service: string) => ({ StringEquals: { 'kms:ViaService': `${service}.eu-west-1.amazonaws.com` } });

  test.each<[string, unknown]>([
    ['leaves all to IAM', KMS_DEFAULT],
    ['allows what is needed', key(allow(ROOT, NEEDED))],
    ['allows a role', key(allow({ AWS: 'arn:aws:iam::111122223333:role/deployment' }, NEEDED))],
    ['allows it through a service', key(allow(ROOT, NEEDED, through('elasticfilesystem')))],
    ['allows grants for AWS resources only', key(allow(ROOT, NEEDED.slice(1)), allow(ROOT, 'kms:CreateGrant', { Bool: { 'kms:GrantIsForAWSResource': 'true' } }))],
  ])('compliant: the key policy %s', (_, Key) => {
    expect(check({ Key, Files })).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['allows no grants', key(allow(ROOT, NEEDED.slice(1))), 'kms:CreateGrant'],
    ['allows grants that are for nobody', key(allow(ROOT, NEEDED), { ...allow({ AWS: '*' }, 'kms:CreateGrant'), Effect: 'Deny' }), 'kms:CreateGrant'],
    ['allows data keys in plain text only', key(allow(ROOT, [...NEEDED.slice(0, 3), 'kms:GenerateDataKey'])), 'kms:GenerateDataKeyWithoutPlaintext'],
    ['allows it to the role of the file system in another account', key(allow({ AWS: 'arn:aws:iam::444455556666:root' }, NEEDED)), 'kms:CreateGrant, kms:Decrypt, kms:DescribeKey and kms:GenerateDataKeyWithoutPlaintext'],
  ])('violating: the key policy %s', (_, Key, actions) => {
    expect(check({ Key, Files })).toEqual([{
      on: 'Key',
      status: 'violation',
      severity: 'error',
      property: 'Properties.KeyPolicy',
      message: `The key policy does not allow ${actions} to any principal of the account, which file system Files needs.`,
    }]);
  });

  test('violating: an EncryptionKey, which can be used through S3 only', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: HOME });
    const ours = new EncryptionKey(stack, 'Key');
    new s3files.CfnFileSystem(stack, 'Files', { bucket: 'arn:aws:s3:::files', roleArn: 'arn:aws:iam::111122223333:role/files', kmsKeyId: ours.keyArn });
    expect(judged(rule, [{ name: 'Stack', json: app.synth().stacks[0].template, environment: HOME }])).toMatchObject([{ status: 'violation', message: expect.stringContaining('kms:CreateGrant') }]);
  });

  test('cannot tell: to whom it is allowed is a parameter', () => {
    expect(check({ Key: key(allow({ AWS: { Ref: 'Parameter' } }, NEEDED)), Files })).toMatchObject([{ on: 'Key', status: 'unknown' }]);
  });

  test('not applicable: without a key', () => {
    expect(check({ Key: key(allow(ROOT, 'kms:PutKeyPolicy')), Files: { ...Files, Properties: { ...Files.Properties, KmsKeyId: undefined } } })).toEqual([]);
  });
});

const LogGroup = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'the-group', KmsKeyId: KEY_ARN } };
const ofLogs = (Condition?: object, Service: unknown = { 'Fn::Sub': 'logs.${AWS::Region}.amazonaws.com' }) =>
  key(allow(ROOT, 'kms:*'), allow({ Service }, ['kms:Encrypt*', 'kms:Decrypt*', 'kms:GenerateDataKey*'], Condition));
const ofGroups = (name: string) => ({
  ArnLike: { 'kms:EncryptionContext:aws:logs:arn': { 'Fn::Sub': `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${name}` } },
});

describe('log groups', () => {
  test.each<[string, object, object?]>([
    ['any group', ofLogs()],
    ['this group', ofLogs(ofGroups('the-group'))],
    ['groups of a pattern', ofLogs(ofGroups('the-*'))],
    ['in a Region that is not known', ofLogs(ofGroups('*')), {}],
    ['in a Region and a partition that are not known', ofLogs(ofGroups('*'), { 'Fn::Sub': 'logs.${AWS::Region}.${AWS::URLSuffix}' }), {}],
    ['with an account as source', ofLogs({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } })],
  ])('compliant: the key is for %s', (_, Key, environment = HOME) => {
    expect(check({ Key, LogGroup }, environment)).toEqual([]);
  });

  test('violating: the key is for another group', () => {
    expect(check({ Key: ofLogs(ofGroups('another')), LogGroup })).toMatchObject([{ on: 'Key', status: 'violation' }]);
  });

  test('violating: all groups with one key are one finding', () => {
    expect(check({ Key: KMS_DEFAULT, LogGroup, Second: LogGroup })).toEqual([{
      on: 'Key',
      status: 'violation',
      severity: 'error',
      property: 'Properties.KeyPolicy',
      message: 'The key policy does not allow kms:Encrypt, kms:Decrypt and kms:GenerateDataKey to the service principal logs.eu-west-1.amazonaws.com, '
        + 'which log group LogGroup and Second need.',
    }]);
  });
});

describe('topics and queues whose messages services send', () => {
  const toTopics = (Service: string) => key(allow(ROOT, 'kms:PutKeyPolicy'), allow({ Service }, ['kms:GenerateDataKey*', 'kms:Decrypt']));
  const topic = { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: { Ref: 'Key' } } };
  const queue = { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: KEY_ARN } };

  test('compliant: nobody but a service publishes to a topic', () => {
    expect(check({ Key: toTopics('s3.amazonaws.com'), topic })).toEqual([]);
  });

  test('violating: CloudFront publishes nothing', () => {
    expect(check({ Key: toTopics('cloudfront.amazonaws.com'), topic })).toMatchObject([{ status: 'violation' }]);
  });

  test('violating: nobody can receive from a queue', () => {
    expect(check({ Key: toTopics('s3.amazonaws.com'), queue })).toMatchObject([{ status: 'violation', message: expect.stringContaining('not allow kms:Decrypt through sqs') }]);
  });
});

describe('key policies that name roles', () => {
  const named = (arn: unknown, more: object = {}) => key({ ...allow({ AWS: arn }, 'kms:*'), ...more });
  const Secret = { Type: 'AWS::SecretsManager::Secret', Properties: { KmsKeyId: KEY_ARN } };

  test('compliant: a role may do it', () => {
    expect(check({ Key: named('arn:aws:iam::111122223333:role/admin'), Secret })).toEqual([]);
    expect(check({ Key: key(allow(ROOT, 'kms:*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/admin' } })), Secret })).toEqual([]);
  });

  test('violating: all are denied', () => {
    const Key = key(allow(ROOT, 'kms:*'), { ...allow('*', 'kms:Decrypt', { StringNotEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }), Effect: 'Deny' });
    expect(check({ Key, Secret })).toMatchObject([{ status: 'violation', message: expect.stringContaining('kms:Decrypt through secretsmanager.') }]);
  });
});

describe('whatever else the key policy asks of requests', () => {
  const Secret = { Type: 'AWS::SecretsManager::Secret', Properties: { KmsKeyId: KEY_ARN } };
  const deny = (Condition: object) => ({ ...allow('*', 'kms:*', Condition), Effect: 'Deny' });
  const inOrganizations = (...ids: string[]) => allow('*', 'kms:*', { StringEquals: { 'aws:PrincipalOrgID': ids } });

  test.each<[string, object]>([
    ['one of two organizations, of which the first is denied', key(inOrganizations('o-1', 'o-2'), deny({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }))],
    ['roles with a tag, all others being denied', key(allow(ROOT, 'kms:*'), deny({ StringNotEquals: { 'aws:PrincipalTag/team': 'data' } }))],
    ['roles of some names', key(allow('*', 'kms:*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/app-*' } }))],
    ['a network, all others being denied', key(allow(ROOT, 'kms:*'), deny({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }))],
    ['any of some services', key(allow(ROOT, 'kms:*', { StringLike: { 'kms:ViaService': ['s3.*', 'secrets*.eu-west-?.amazonaws.com'] } }))],
  ])('compliant: %s', (_, Key) => {
    expect(check({ Key, Secret })).toEqual([]);
  });

  test.each<[string, object]>([
    ['the account of somebody else', key(allow('*', 'kms:*', { StringEquals: { 'kms:CallerAccount': '444455556666' } }))],
    ['an organization that is denied', key(inOrganizations('o-1'), deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-2' } }))],
    ['a day that is past', key(allow(ROOT, 'kms:*', { DateLessThan: { 'aws:CurrentTime': '2024-01-01T00:00:00Z' } }))],
    ['roles of which each is denied by one of two statements', key(allow(ROOT, 'kms:*'),
      deny({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }), deny({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }))],
  ])('violating: %s', (_, Key) => {
    expect(check({ Key, Secret })).toEqual([expect.objectContaining({ on: 'Key', status: 'violation', severity: 'error' })]);
  });

  test('a role that needs what no single statement demands', () => {
    const Key = key(allow({ AWS: '111122223333' }, 'kms:*', { StringEquals: { 'aws:PrincipalOrgID': ['o-1', 'o-2'] } }), deny({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }));
    expect(check({ Key, Role: role(grant(['kms:Decrypt'])) })).toEqual([]);
    const none = key(inOrganizations('o-1'), deny({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } }));
    expect(check({ Key: none, Role: role(grant(['kms:Decrypt'])) })).toEqual([expect.objectContaining({ on: 'Role', status: 'violation' })]);
  });
});

const role = (...Statement: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'the-role',
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
    Policies: [{ PolicyName: 'Policy', PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});
const grant = (Action: unknown, Condition?: object) => ({ Effect: 'Allow', Action, Resource: KEY_ARN, ...(Condition && { Condition }) });

describe('roles', () => {
  test.each<[string, object, object]>([
    ['that the key policy leaves to IAM', KMS_DEFAULT, grant(['kms:Decrypt', 'kms:CreateGrant'])],
    ['with rights through S3', THROUGH_S3, grant(['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'], via('s3'))],
    ['with rights through any service', THROUGH_S3, grant(['kms:Decrypt'])],
    ['with rights in any Region', THROUGH_S3, grant('kms:Decrypt', { StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } })],
    ['with all rights', THROUGH_S3, grant('kms:*')],
  ])('compliant: a role %s', (_, Key, statement) => {
    expect(check({ Key, Role: role(statement) })).toEqual([]);
  });

  test.each<[string, object]>([
    ['a denial', { ...grant('kms:Decrypt'), Effect: 'Deny' }],
    ['a statement on all resources', { ...grant('kms:Decrypt'), Resource: '*' }],
    ['a statement on the id of the key, which is no ARN', { ...grant('kms:Decrypt'), Resource: { Ref: 'Key' } }],
    ['a statement about what uses no key', grant(['kms:DescribeKey', 'kms:ListAliases'])],
  ])('not applicable: %s of a role that the key policy does not know', (_, statement) => {
    const Key = key(allow({ AWS: 'arn:aws:iam::111122223333:role/admin' }, 'kms:*'));
    expect(check({ Key, Role: role(statement) })).toEqual([]);
  });

  test('not applicable: a role that replicates, which other rules judge', () => {
    const Key = key(allow({ AWS: 'arn:aws:iam::111122223333:role/admin' }, 'kms:*'));
    const Replicated = {
      Type: 'AWS::S3::Bucket',
      Properties: {
        ReplicationConfiguration: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere' } }] },
      },
    };
    expect(check({ Key, Role: role(grant('kms:Decrypt')), Replicated })).toEqual([]);
  });

  test('violating: a role that the key policy does not know', () => {
    const Key = key(allow({ AWS: 'arn:aws:iam::111122223333:role/admin' }, 'kms:*'));
    expect(check({ Key, Role: role(grant(['kms:Decrypt', 'kms:Encrypt'])) })).toEqual([{
      on: 'Role',
      status: 'violation',
      severity: 'error',
      property: 'Properties.Policies.0.PolicyDocument.Statement.0',
      message: 'The statement allows role Role kms:Decrypt and kms:Encrypt with key Key, and the policy of the key does not allow it in any circumstances.',
    }]);
  });

  test('violating: a role that uses a key for S3 through another service', () => {
    expect(check({ Key: THROUGH_S3, Role: role(grant('kms:Decrypt', via('dynamodb'))) })).toMatchObject([{ on: 'Role', status: 'violation', severity: 'error' }]);
  });

  test('violating: a role that is to create grants is a warning if it may do the rest', () => {
    expect(check({ Key: THROUGH_S3, Role: role(grant(['kms:Decrypt', 'kms:CreateGrant'])) })).toMatchObject([
      { on: 'Role', status: 'violation', severity: 'warning', message: expect.stringContaining('role Role kms:CreateGrant with key Key') },
    ]);
  });
});

test.each<[string, object, object?]>([
  ['a policy from a parameter', { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Ref: 'Parameter' } } }],
  ['a statement from a parameter', key({ Ref: 'Parameter' })],
  ['the service by a name of which AWS does not say whether it suffices', ofLogs(undefined, 'logs.amazonaws.com')],
  ['the service of a Region, in a stack whose Region is not known', ofLogs(undefined, 'logs.eu-west-1.amazonaws.com'), {}],
])('cannot tell: %s', (_, Key, environment = HOME) => {
  expect(check({ Key, LogGroup }, environment)).toMatchObject([{ on: 'Key', status: 'unknown', severity: 'warning' }]);
});

test.each<[string, object]>([
  ['no key', { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} } }],
  ['a key from outside', { Topic: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234' } }, Key: THROUGH_S3 }],
  ['an AWS managed key', { Topic: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: 'alias/aws/sns' } }, Key: THROUGH_S3 }],
  ['a bucket', { Bucket: { Type: 'AWS::S3::Bucket', Properties: {} }, Key: THROUGH_S3 }],
])('not applicable: %s', (_, resources) => {
  expect(check(resources)).toEqual([]);
});

describe('apps as users write them', () => {
  const found = (app: App) => judged(rule, app.synth().stacks
    .map(({ stackName, template }) => ({ name: stackName, json: template, environment: HOME })))
    .map(({ status, message }) => `${status}: ${message}`);

  function everything(stack: Stack, shared: kms.IKey): void {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    new dynamodb.Table(stack, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: shared,
    });
    new sqs.Queue(stack, 'Queue', { encryptionMasterKey: shared });
    const topic = new sns.Topic(stack, 'Topic', { masterKey: shared });
    new s3.Bucket(stack, 'Bucket').addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SnsDestination(topic));
    new efs.FileSystem(stack, 'Files', { vpc, kmsKey: shared });
    new secrets.Secret(stack, 'Secret', { encryptionKey: shared });
    new rds.DatabaseCluster(stack, 'Cluster', {
      vpc,
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_6 }),
      storageEncryptionKey: shared,
      writer: rds.ClusterInstance.serverlessV2('writer'),
    });
    new lambda.Function(stack, 'Function', {
      code: lambda.Code.fromInline('//'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
      environmentEncryption: shared,
      environment: { A: 'b' },
    });
  }

  test('a kms.Key is for everything', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: HOME });
    everything(stack, new kms.Key(stack, 'Key'));
    expect(found(app)).toEqual([]);
  });

  test('an EncryptionKey is for S3: everything else is told', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: HOME });
    everything(stack, new EncryptionKey(stack, 'Key'));
    const messages = found(app);
    for (const what of ['table', 'queue', 'file system', 'database cluster', 'function']) {
      expect(messages).toContainEqual(expect.stringMatching(new RegExp(`^violation: The key policy does not allow .*which ${what} `)));
    }
    expect(messages.filter((message) => !message.startsWith('violation: '))).toEqual([]);
  });

  test('a log group needs the service principal, which the L2 does not add to the key', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: HOME });
    new logs.LogGroup(stack, 'Logs', { encryptionKey: new kms.Key(stack, 'Key') });
    expect(found(app)).toEqual([expect.stringMatching(/^violation: .* to the service principal logs\.eu-west-1\.amazonaws\.com, which log group Logs\w+ needs\.$/)]);
    const right = new App();
    const other = new Stack(right, 'Stack', { env: HOME });
    const shared = new kms.Key(other, 'Key');
    shared.grantEncryptDecrypt(new iam.ServicePrincipal('logs.eu-west-1.amazonaws.com'));
    new logs.LogGroup(other, 'Logs', { encryptionKey: shared });
    expect(found(right)).toEqual([]);
  });
});
