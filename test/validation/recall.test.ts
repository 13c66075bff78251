import { RuleSet } from '../../src';
import { App } from '../../src/template';
import { Posture } from '../../src/validation/posture';

// One app in which everything is as it should, and single faults in it, each of which some rule is there to find.

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const UUID = '1234abcd-12ab-34cd-56ef-1234567890ab';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const objects = (id: string) => ({ 'Fn::Join': ['', [arn(id), '/*']] });
const both = (id: string) => [arn(id), objects(id)];

function held(id: string) {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: both(id) };
  return [
    { ...deny, Sid: 'Http', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { ...deny, Sid: 'Tls', Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } },
    { ...deny, Sid: 'SigV2', Condition: { StringEquals: { 's3:signatureversion': 'AWS' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } },
  ];
}

function heldToDefault(id: string, algorithm: string, keyId?: string) {
  const deny = { Effect: 'Deny', Principal: '*', Action: ['s3:PutObject', 's3:UpdateObjectEncryption'], Resource: objects(id) };
  const ALGORITHM = 's3:x-amz-server-side-encryption';
  const KEY_ID = `${ALGORITHM}-aws-kms-key-id`;
  return [
    { ...deny, Sid: 'Algorithm', Condition: { Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: algorithm } } },
    ...(keyId === undefined ? [] : [
      { ...deny, Sid: 'Key', Condition: { Null: { [KEY_ID]: 'false' }, StringNotEquals: { [KEY_ID]: arn(keyId) } } },
      { ...deny, Sid: 'NoKey', Action: 's3:PutObject', Condition: { StringEquals: { [ALGORITHM]: algorithm }, Null: { [KEY_ID]: 'true' } } },
    ]),
  ];
}

function bucketPolicy(id: string, ...statements: object[]) {
  return { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: id }, PolicyDocument: { Version: '2012-10-17', Statement: [...held(id), ...statements] } } };
}

function encryption(algorithm: string, keyArn?: unknown, bucketKey?: boolean) {
  return {
    ServerSideEncryptionConfiguration: [{
      BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
      ...(bucketKey === undefined ? {} : { BucketKeyEnabled: bucketKey }),
      ServerSideEncryptionByDefault: { SSEAlgorithm: algorithm, ...(keyArn === undefined ? {} : { KMSMasterKeyID: keyArn }) },
    }],
  };
}

function key() {
  return {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    Properties: {
      EnableKeyRotation: true,
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
      },
    },
  };
}

const throughS3 = (id: string) => ({
  StringEquals: { 'kms:ViaService': `s3.${REGION}.amazonaws.com` },
  StringLike: { 'kms:EncryptionContext:aws:s3:arn': both(id) },
});

/** A role that may read objects of `Data` as far as S3 is concerned. */
function reader() {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' } },
      Policies: [{
        PolicyName: 'Read',
        PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: objects('Data') }] },
      }],
    },
  };
}

function sound() {
  return {
    Resources: {
      Data: {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        Properties: {
          BucketEncryption: encryption('aws:kms', arn('DataKey'), true),
          VersioningConfiguration: { Status: 'Enabled' },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: 'data/' },
          ReplicationConfiguration: {
            Role: arn('Role'),
            Rules: [{
              Status: 'Enabled',
              Priority: 1,
              Filter: { Prefix: '' },
              DeleteMarkerReplication: { Status: 'Disabled' },
              SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
              Destination: { Bucket: arn('Replica'), EncryptionConfiguration: { ReplicaKmsKeyID: arn('ReplicaKey') } },
            }],
          },
        },
      },
      Build: {
        Type: 'AWS::CodeBuild::Project',
        Properties: {
          ServiceRole: `arn:aws:iam::${ACCOUNT}:role/build`,
          Artifacts: { Type: 'S3', Location: { Ref: 'Data' }, Name: 'build' },
          EncryptionKey: arn('DataKey'),
        },
      },
      DataKey: key(),
      DataPolicy: bucketPolicy('Data', ...heldToDefault('Data', 'aws:kms', 'DataKey')),
      Replica: {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        Properties: {
          BucketEncryption: encryption('aws:kms', arn('ReplicaKey'), true),
          VersioningConfiguration: { Status: 'Enabled' },
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
          LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: 'replica/' },
        },
      },
      ReplicaKey: key(),
      ReplicaPolicy: bucketPolicy('Replica', ...heldToDefault('Replica', 'aws:kms', 'ReplicaKey')),
      Logs: {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        Properties: {
          BucketEncryption: encryption('AES256'),
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        },
      },
      LogsPolicy: bucketPolicy('Logs', {
        Sid: 'Delivery',
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: objects('Logs'),
        Condition: { ArnLike: { 'aws:SourceArn': [arn('Data'), arn('Replica')] }, StringEquals: { 'aws:SourceAccount': ACCOUNT } },
      }, ...heldToDefault('Logs', 'AES256')),
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' } },
          Policies: [{
            PolicyName: 'Replication',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: arn('Data') },
                {
                  Effect: 'Allow',
                  Action: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
                  Resource: objects('Data'),
                },
                { Effect: 'Allow', Action: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'], Resource: objects('Replica') },
                { Effect: 'Allow', Action: 'kms:Decrypt', Resource: arn('DataKey'), Condition: throughS3('Data') },
                { Effect: 'Allow', Action: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'], Resource: arn('ReplicaKey'), Condition: throughS3('Replica') },
              ],
            },
          }],
        },
      },
    },
  };
}

type Template = ReturnType<typeof sound> & { Resources: { [logicalId: string]: any } };

function judged(template: object, ruleSet = RuleSet.strict()) {
  return ruleSet._judge(Posture.of(App.of([{ name: 'Stack', json: template, environment: { account: ACCOUNT, region: REGION } }])))
    .map(({ rule, resource, property, severity, status }) => ({ rule: rule.name, on: resource.logicalId, property, severity, status }));
}

test('a sound app passes the strict rules, with nothing left that cannot be determined', () => {
  expect(judged(sound())).toEqual([]);
});

const RULE = 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0';
const rule = (template: Template) => template.Resources.Data.Properties.BucketEncryption.ServerSideEncryptionConfiguration[0] as any;
const statements = (template: Template, id: string) => (template.Resources[id].Properties.PolicyDocument as { Statement: any[] }).Statement;
const replicationRule = (template: Template) => template.Resources.Data.Properties.ReplicationConfiguration.Rules[0] as any;
const roleStatements = (template: Template) => template.Resources.Role.Properties.Policies[0].PolicyDocument.Statement as any[];
const naming = (value: unknown) => (template: Template) => { rule(template).ServerSideEncryptionByDefault.KMSMasterKeyID = value; };

const FAULTS: [string, (template: Template) => void, { rule: string; on: string; property: string | RegExp; severity?: string }][] = [
  ['KMS without a key', (t) => { delete rule(t).ServerSideEncryptionByDefault.KMSMasterKeyID; },
    { rule: 'CustomerManagedKey', on: 'Data', property: /^Properties\.BucketEncryption/, severity: 'warning' }],
  ['alias/aws/s3 as a key', naming('alias/aws/s3'), { rule: 'CustomerManagedKey', on: 'Data', property: /^Properties\.BucketEncryption/ }],
  ['an alias name', naming('alias/data'), { rule: 'KmsKeyArn', on: 'Data', property: /KMSMasterKeyID$/ }],
  ['an alias ARN', naming(`arn:aws:kms:${REGION}:${ACCOUNT}:alias/data`), { rule: 'KmsKeyArn', on: 'Data', property: /KMSMasterKeyID$/ }],
  ['a bare key id', naming(UUID), { rule: 'KmsKeyArn', on: 'Data', property: /KMSMasterKeyID$/ }],
  ['the id of a key of the app', naming({ Ref: 'DataKey' }), { rule: 'KmsKeyArn', on: 'Data', property: /KMSMasterKeyID$/ }],
  ['a key of another Region', naming(`arn:aws:kms:us-east-1:${ACCOUNT}:key/${UUID}`),
    { rule: 'KmsKeySameRegion', on: 'Data', property: /KMSMasterKeyID$/, severity: 'error' }],
  ['no Bucket Key', (t) => { delete rule(t).BucketKeyEnabled; }, { rule: 'BucketKeyEnabled', on: 'Data', property: `${RULE}.BucketKeyEnabled` }],
  ['a Bucket Key that is off', (t) => { rule(t).BucketKeyEnabled = false; }, { rule: 'BucketKeyEnabled', on: 'Data', property: `${RULE}.BucketKeyEnabled` }],
  ['a Bucket Key with DSSE-KMS', (t) => { rule(t).ServerSideEncryptionByDefault.SSEAlgorithm = 'aws:kms:dsse'; },
    { rule: 'BucketKeyNotApplicable', on: 'Data', property: `${RULE}.BucketKeyEnabled` }],
  ['a disabled key', (t) => { (t.Resources.DataKey.Properties as any).Enabled = false; },
    { rule: 'KmsKeyEnabled', on: 'DataKey', property: 'Properties.Enabled', severity: 'error' }],
  ['access logs to a KMS bucket', (t) => { t.Resources.Logs.Properties.BucketEncryption = encryption('aws:kms', arn('DataKey'), true); },
    { rule: 'LogDestinationSseS3', on: 'Logs', property: /^Properties\.BucketEncryption/, severity: 'error' }],
  ['nothing said of SSE-C', (t) => { delete rule(t).BlockedEncryptionTypes; }, { rule: 'SseCBlocked', on: 'Data', property: /BlockedEncryptionTypes/, severity: 'info' }],
  ['SSE-C let in', (t) => { rule(t).BlockedEncryptionTypes.EncryptionType = ['NONE']; },
    { rule: 'SseCBlocked', on: 'Data', property: /BlockedEncryptionTypes/, severity: 'error' }],
  ['no minimum TLS version', (t) => { statements(t, 'DataPolicy').splice(1, 1); }, { rule: 'MinimumTlsVersion', on: 'Data', property: /^Properties/ }],
  ['no demand on signatures', (t) => { statements(t, 'LogsPolicy').splice(2, 1); }, { rule: 'SignatureVersion4Required', on: 'Logs', property: /^Properties/ }],
  ['a narrowed deny of HTTP', (t) => { statements(t, 'DataPolicy')[0].Condition.StringNotEquals = { 'aws:PrincipalOrgID': 'o-abc' }; },
    { rule: 'SecureTransportRequired', on: 'Data', property: /^Properties/, severity: 'error' }],
  ['a website that denies plain HTTP', (t) => { (t.Resources.Logs.Properties as any).WebsiteConfiguration = { IndexDocument: 'index.html' }; },
    { rule: 'WebsiteEndpointNotDenied', on: 'Logs', property: 'Properties.WebsiteConfiguration', severity: 'warning' }],
  ['a deny of uploads without headers', (t) => {
    statements(t, 'DataPolicy').push({
      Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: objects('Data'), Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } },
    });
  }, { rule: 'NoLegacyUploadDeny', on: 'DataPolicy', property: 'Properties.PolicyDocument.Statement.6' }],
  ['replication without source selection', (t) => { delete replicationRule(t).SourceSelectionCriteria; },
    { rule: 'ReplicationKmsAware', on: 'Data', property: /^Properties\.ReplicationConfiguration/, severity: 'error' }],
  ['replication without a replica key', (t) => { delete replicationRule(t).Destination.EncryptionConfiguration; },
    { rule: 'ReplicationKmsAware', on: 'Data', property: /^Properties\.ReplicationConfiguration/, severity: 'error' }],
  ['a replication role without KMS rights', (t) => { roleStatements(t).splice(3, 2); },
    { rule: 'ReplicationRolePermissions', on: 'Role', property: /^Properties/, severity: 'error' }],
  ['an object-ARN context with a Bucket Key', (t) => { roleStatements(t)[3].Condition.StringLike = { 'kms:EncryptionContext:aws:s3:arn': objects('Data') }; },
    { rule: 'EncryptionContextMatchesBucketKey', on: 'Role', property: /^Properties/, severity: 'error' }],
  ['a service that names aws/s3', (t) => { (t.Resources.Build.Properties as any).EncryptionKey = 'alias/aws/s3'; },
    { rule: 'WritersMatchEncryption', on: 'Build', property: 'Properties.EncryptionKey', severity: 'error' }],
  ['a reader without the key', (t) => { (t.Resources as any).Reader = reader(); },
    { rule: 'AccessWithoutKey', on: 'Reader', property: 'Properties.Policies.0.PolicyDocument.Statement.0', severity: 'error' }],
  ['a log group with a key that is not for it', (t) => { (t.Resources as any).Group = { Type: 'AWS::Logs::LogGroup', Properties: { KmsKeyId: arn('DataKey') } }; },
    { rule: 'KeyUsableByItsUsers', on: 'DataKey', property: 'Properties.KeyPolicy', severity: 'error' }],
  ['an RSA key', (t) => { Object.assign(t.Resources.DataKey.Properties, { KeySpec: 'RSA_2048', EnableKeyRotation: undefined }); },
    { rule: 'KmsKeySymmetric', on: 'DataKey', property: /^Properties\.KeySpec/, severity: 'error' }],
  ['an HMAC key', (t) => { Object.assign(t.Resources.DataKey.Properties, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC', EnableKeyRotation: undefined }); },
    { rule: 'KmsKeySymmetric', on: 'DataKey', property: /^Properties\.Key/, severity: 'error' }],
];

describe('each fault is found, on the right resource and property, by the rule meant for it', () => {
  test.each(FAULTS)('%s', (_, harm, expected) => {
    const template = sound() as Template;
    harm(template);
    const found = judged(template, RuleSet.recommended());
    expect(found).toContainEqual({
      rule: expected.rule,
      on: expected.on,
      property: typeof expected.property === 'string' ? expected.property : expect.stringMatching(expected.property),
      severity: expected.severity ?? expect.any(String),
      status: 'violation',
    });
  });

  test.each(FAULTS)('%s: nothing is found in the parts that are sound', (_, harm) => {
    const template = sound() as Template;
    harm(template);
    // What follows from one fault may be said of its neighbours; what has nothing to do with it may not.
    const untouched = judged(template, RuleSet.recommended()).filter(({ on }) => ['ReplicaPolicy', 'ReplicaKey'].includes(on));
    expect(untouched).toEqual([]);
  });
});
