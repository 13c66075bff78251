import { Aws, CfnParameter, aws_iam as iam, aws_kms as kms, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  DirectoryBucketEncryption, EncryptedBucket, EncryptedTableBucket, type EncryptedTableBucketProps, EncryptedVectorBucket, EncryptionContext,
  EncryptionKey, TableBucketEncryption,
} from '../../src';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { HOME, KindDeployment, OTHER_ACCOUNT, roleIn, stackElsewhere, STRANGER } from '../support/kinds';
import { ALLOWED_EVERYTHING } from '../support/requests';
import { aStack, theResource } from '../support/stacks';

const ARN = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/lake`;
const TABLE = `${ARN}/table/0f1e2d3c-0000-4000-8000-000000000000`;
const IMPORTED_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const OTHER_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/99999999-12ab-34cd-56ef-1234567890ab`;
const ALL = { principal: STRANGER, policies: [ALLOWED_EVERYTHING] };
const MAINTENANCE = { principal: Principal.service('maintenance.s3tables.amazonaws.com') };
const METADATA = { principal: Principal.service('metadata.s3.amazonaws.com') };

/** The encryption context of a table, as AWS documents it. */
const about = (arn: string): ContextKeys => ({ 'kms:EncryptionContext:aws:s3:arn': arn });
const asking = (algorithm?: string, keyArn?: string): ContextKeys => ({
  ...algorithm === undefined ? {} : { 's3tables:SSEAlgorithm': algorithm },
  ...keyArn === undefined ? {} : { 's3tables:KMSKeyArn': keyArn },
});

function built(props: Partial<EncryptedTableBucketProps> = {}, stack = aStack(HOME)) {
  const bucket = new EncryptedTableBucket(stack, 'Bucket', { tableBucketName: 'lake', ...props });
  return { stack, bucket, deployed: () => new KindDeployment(stack, 'S3Tables') };
}

/** A key policy that names administrators, and leaves nothing else to IAM. */
function administered({ account }: Stack) {
  return new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({ principals: [new iam.AccountPrincipal(account)], actions: ['kms:PutKeyPolicy', 'kms:DescribeKey'], resources: ['*'] })],
  });
}

function withImportedKey(props: Partial<EncryptedTableBucketProps> = {}) {
  const stack = aStack(HOME);
  return built({ encryption: TableBucketEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY) }), ...props }, stack);
}

describe('default encryption', () => {
  test('is SSE-KMS with a key of its own, by the full ARN', () => {
    const deployment = built().deployed();
    expect(deployment.bucket).toMatchObject({
      arn: ARN,
      properties: { TableBucketName: 'lake', EncryptionConfiguration: { SSEAlgorithm: 'aws:kms', KMSKeyArn: deployment.the('AWS::KMS::Key').arn } },
    });
  });

  test('can be SSE-S3, without a key and without a policy', () => {
    const deployment = built({ encryption: TableBucketEncryption.sseS3() }).deployed();
    expect(deployment.bucket).toMatchObject({ policy: undefined, properties: { EncryptionConfiguration: { SSEAlgorithm: 'AES256' } } });
    expect(deployment.all('AWS::KMS::Key')).toEqual([]);
  });
});

describe('what asks for an encryption', () => {
  // By the Service Authorization Reference, a table is created in the bucket; by AWS's example, in what is in it.
  const ACTIONS: [string, string][] = [
    ['CreateTable', ARN], ['CreateTable', TABLE], ['PutTableBucketEncryption', ARN], ['PutTableEncryption', TABLE],
  ];
  const REQUESTS: [string, boolean, ContextKeys][] = [
    ['no encryption', true, {}],
    ['SSE-KMS', true, asking('aws:kms')],
    ['SSE-KMS with the key', true, asking('aws:kms', IMPORTED_KEY)],
    ['SSE-S3', false, asking('AES256')],
    ['another key', false, asking('aws:kms', OTHER_KEY)],
    ['another key alone', false, asking(undefined, OTHER_KEY)],
    ['DSSE-KMS', false, asking('aws:kms:dsse', IMPORTED_KEY)],
  ];

  describe.each(ACTIONS)('%s on %s', (action, resource) => {
    test.each(REQUESTS)('%s: accepted %s', (_, accepted, context) => {
      const deployment = withImportedKey().deployed();
      expect(deployment.allows(ALL, `s3tables:${action}`, resource, context)).toBe(accepted);
      expect(deployment.denies(`s3tables:${action}`, resource.replace('/lake', '/lake-2'), context)).toBe(false);
    });

    test('is accepted if nothing is enforced', () => {
      expect(withImportedKey({ enforceEncryption: false }).deployed().bucket.policy).toBeUndefined();
    });
  });

  test('may name another key that is accepted', () => {
    const stack = aStack(HOME);
    const [key, old] = [IMPORTED_KEY, OTHER_KEY].map((arn, index) => kms.Key.fromKeyArn(stack, `Key${index}`, arn));
    const deployment = built({ encryption: TableBucketEncryption.sseKms({ key, acceptedKeys: [old] }) }, stack).deployed();
    expect(deployment.bucket.properties.EncryptionConfiguration).toEqual({ SSEAlgorithm: 'aws:kms', KMSKeyArn: IMPORTED_KEY });
    expect([IMPORTED_KEY, OTHER_KEY, OTHER_KEY.replace('9', '8')].map((arn) => deployment.denies('s3tables:CreateTable', ARN, asking('aws:kms', arn)))).toEqual([false, false, true]);
  });

  test('is not asked about in reads and writes', () => {
    const deployment = built().deployed();
    for (const action of ['GetTableData', 'PutTableData', 'UpdateTableMetadataLocation']) { expect(deployment.denies(`s3tables:${action}`, TABLE)).toBe(false); }
  });
});

describe('plain HTTP', () => {
  const ACTIONS: [string, string][] = [['s3tables:ListTables', ARN], ['s3tables:GetTableData', TABLE], ['s3tables:PutTableBucketPolicy', ARN], ['s3tables:DeleteTable', TABLE]];

  test.each(ACTIONS)('%s is left to the service, and denied for audits', (action, resource) => {
    const plain = { 'aws:SecureTransport': 'false' };
    expect(built().deployed().denies(action, resource, plain)).toBe(false);
    const deployment = built({ denyInsecureTransport: true, encryption: TableBucketEncryption.sseS3() }).deployed();
    expect(deployment.denies(action, resource, plain)).toBe(true);
    expect(deployment.denies(action, resource)).toBe(false);
    expect(deployment.denies(action, resource.replace('/lake', '/lake-2'), plain)).toBe(false);
  });
});

describe('services and the key', () => {
  const uses = (deployment: KindDeployment, caller: { principal: Principal }, context: ContextKeys, key?: string) =>
    ['GenerateDataKey', 'Decrypt', 'Encrypt', 'CreateGrant', 'DescribeKey'].filter((action) => deployment.mayUse(caller, action, context, key));

  test('maintenance uses it for tables of the bucket', () => {
    const deployment = built().deployed();
    expect(uses(deployment, MAINTENANCE, about(TABLE))).toEqual(['GenerateDataKey', 'Decrypt']);
    expect(uses(deployment, MAINTENANCE, about(TABLE.replace('/lake', '/other')))).toEqual([]);
    expect(uses(deployment, MAINTENANCE, about(TABLE.replace(ACCOUNT, OTHER_ACCOUNT)))).toEqual([]);
    // The context is the ARN of the table, never that of the bucket.
    expect(uses(deployment, MAINTENANCE, about(ARN))).toEqual([]);
    expect(uses(deployment, MAINTENANCE, {})).toEqual([]);
  });

  test('S3 Metadata uses it if it may keep tables here', () => {
    const { bucket, deployed } = built();
    expect(uses(deployed(), METADATA, about(TABLE))).toEqual([]);
    const accepting = built();
    accepting.bucket.acceptMetadataTables();
    accepting.bucket.acceptMetadataTables();
    expect(uses(accepting.deployed(), METADATA, about(TABLE))).toEqual(['GenerateDataKey', 'Decrypt']);
    expect(uses(accepting.deployed(), METADATA, about(TABLE.replace('/lake', '/other')))).toEqual([]);
    expect(bucket.encryptionKey).toBeDefined();
  });

  test('S3 Metadata needs nothing with SSE-S3', () => {
    const { bucket, deployed } = built({ encryption: TableBucketEncryption.sseS3() });
    bucket.acceptMetadataTables();
    expect(deployed().all('AWS::KMS::Key')).toEqual([]);
  });

  test.each<[string, (stack: Stack) => kms.IKey]>([
    ['a kms.Key', (stack) => new kms.Key(stack, 'Own')],
    ['an EncryptionKey', (stack) => new EncryptionKey(stack, 'Own')],
    ['an EncryptionKey that is confined to other buckets', (stack) => new EncryptionKey(stack, 'Own', { encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::data')] })],
  ])('%s of the app is told of maintenance, and of the account', (_, keyIn) => {
    const stack = aStack(HOME);
    const { deployed } = built({ encryption: TableBucketEncryption.sseKms({ key: keyIn(stack) }) }, stack);
    const deployment = deployed();
    expect(uses(deployment, MAINTENANCE, about(TABLE))).toEqual(['GenerateDataKey', 'Decrypt']);
    expect(['GenerateDataKey', 'Decrypt'].map((action) => deployment.mayUse(ALL, action, about(TABLE)))).toEqual([true, true]);
  });

  test('an EncryptionKey stays unusable for everything else', () => {
    const stack = aStack(HOME);
    const deployment = built({ encryption: TableBucketEncryption.sseKms({ key: new EncryptionKey(stack, 'Own') }) }, stack).deployed();
    expect(deployment.mayUse(ALL, 'Decrypt')).toBe(false);
    expect(deployment.mayUse(ALL, 'Decrypt', about(TABLE.replace('/lake', '/other')))).toBe(false);
  });

  test('two buckets can share a key', () => {
    const stack = aStack(HOME);
    const encryption = TableBucketEncryption.sseKms({ key: new kms.Key(stack, 'Own') });
    for (const name of ['lake', 'pond']) { new EncryptedTableBucket(stack, name, { tableBucketName: name, encryption }); }
    const { Statement: statements } = theResource(stack, 'AWS::KMS::Key').KeyPolicy as { Statement: object[] };
    expect(statements).toHaveLength(3);
  });

  // Neither leaves its use to the IAM policies of the account.
  test.each<[string, (stack: Stack) => kms.IKey]>([
    ['another table bucket', (stack) => new EncryptedTableBucket(stack, 'Other', { tableBucketName: 'pond' }).encryptionKey!],
    ['a vector bucket', (stack) => new EncryptedVectorBucket(stack, 'Other').encryptionKey!],
    ['an EncryptedBucket', (stack) => new EncryptedBucket(stack, 'Other').encryptionKey!],
    ['its author', (stack) => new kms.Key(stack, 'Other', { policy: administered(stack) })],
    ['its author, through the L1', (stack) => {
      const key = new kms.Key(stack, 'Other');
      (key.node.defaultChild as kms.CfnKey).keyPolicy = administered(stack).toJSON();
      return key;
    }],
  ])('a key that is confined by %s can be used by grantees of this bucket too', (_, keyIn) => {
    for (const isAccepted of [false, true]) {
      const stack = aStack(HOME);
      const key = keyIn(stack);
      const encryption = TableBucketEncryption.sseKms(isAccepted ? { key: new kms.Key(stack, 'Main'), acceptedKeys: [key] } : { key });
      const { bucket } = built({ encryption }, stack);
      bucket.grantReadWrite(roleIn(stack));
      const deployment = new KindDeployment(stack, 'S3Tables');
      const grantee = deployment.identity('grantee');
      const used = (caller: Parameters<KindDeployment['mayUse']>[0], context: ContextKeys) =>
        ['GenerateDataKey', 'Decrypt'].filter((action) => deployment.mayUse(caller, action, context, 'Other'));
      expect(used(grantee, about(TABLE))).toEqual(['GenerateDataKey', 'Decrypt']);
      expect(used(grantee, about(TABLE.replace('/lake', '/pond')))).toEqual([]);
      expect(used(ALL, about(TABLE))).toEqual(['GenerateDataKey', 'Decrypt']);
      expect(used(ALL, {})).toEqual([]);
    }
  });

  test('the policy of a kms.Key that leaves its use to the account gets no statement about it', () => {
    const stack = aStack(HOME);
    built({ encryption: TableBucketEncryption.sseKms({ key: new kms.Key(stack, 'Own') }) }, stack);
    expect(JSON.stringify(theResource(stack, 'AWS::KMS::Key').KeyPolicy)).not.toContain('kms:CallerAccount');
  });

  test('of an imported key, a warning says what its policy needs', () => {
    Annotations.fromStack(withImportedKey().stack).hasWarning('/Stack/Bucket',
      Match.stringLikeRegexp('key Stack/Key .*must include this statement: .*maintenance.s3tables.amazonaws.com.*cdk-s3-encryption:keyPolicyNotChanged'));
  });

  test('of an imported key of another account, another one says that the account has to be allowed', () => {
    const stack = aStack(HOME);
    built({ encryption: TableBucketEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY.replace(ACCOUNT, OTHER_ACCOUNT)) }) }, stack);
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp(`"kms:CallerAccount":"${ACCOUNT}".*cdk-s3-encryption:keyPolicyNotChanged`));
  });

  test('the key of its own is usable for tables of this bucket only', () => {
    const deployment = built().deployed();
    expect(deployment.mayUse(ALL, 'Decrypt', about(TABLE))).toBe(true);
    expect(deployment.mayUse(ALL, 'DescribeKey')).toBe(true);
    expect(deployment.mayUse(ALL, 'Decrypt')).toBe(false);
    expect(deployment.mayUse(ALL, 'Decrypt', about('arn:aws:s3:::data/object'))).toBe(false);
  });
});

describe('grants', () => {
  type GrantTo = (bucket: EncryptedTableBucket, grantee: iam.IGrantable) => iam.Grant;
  const FIND = ['GetTableBucket', 'GetNamespace', 'ListNamespaces', 'ListTables'];
  const READ = ['GetTable', 'GetTableData', 'GetTableMetadataLocation'];
  const WRITE = ['PutTableData', 'UpdateTableMetadataLocation'];
  const CREATE = ['CreateNamespace', 'CreateTable'];
  const NEVER = ['DeleteTable', 'DeleteTableBucket', 'PutTableBucketEncryption', 'PutTableBucketPolicy', 'PutTablePolicy', 'DeleteTableBucketEncryption'];
  const GRANTS: [string, GrantTo, string[]][] = [
    ['grantRead', (bucket, grantee) => bucket.grantRead(grantee), [...FIND, ...READ]],
    ['grantReadWrite', (bucket, grantee) => bucket.grantReadWrite(grantee), [...FIND, ...READ, ...WRITE]],
    ['grantCreateTables', (bucket, grantee) => bucket.grantCreateTables(grantee), [...FIND, ...READ, ...WRITE, ...CREATE]],
  ];
  const resourceOf = (action: string) => ([...READ, ...WRITE, 'DeleteTable', 'PutTablePolicy'].includes(action) ? TABLE : ARN);
  const EVERYTHING = [...FIND, ...READ, ...WRITE, ...CREATE, ...NEVER];

  describe.each(GRANTS)('%s', (_, grantTo, expected) => {
    const done = (deployment: KindDeployment, caller: Parameters<KindDeployment['allows']>[0], inBucket = 'lake') =>
      EVERYTHING.filter((action) => deployment.allows(caller, `s3tables:${action}`, resourceOf(action).replace('/lake', `/${inBucket}`)));

    test('to a role of the account', () => {
      const { stack, bucket, deployed } = built();
      expect(grantTo(bucket, roleIn(stack)).success).toBe(true);
      const deployment = deployed();
      const caller = deployment.identity('grantee');
      expect(done(deployment, caller)).toEqual(expected);
      expect(done(deployment, caller, 'other')).toEqual([]);
      expect(['Decrypt', 'GenerateDataKey', 'Encrypt', 'CreateGrant'].filter((action) => deployment.mayUse(caller, action, about(TABLE)))).toEqual(['Decrypt', 'GenerateDataKey']);
      expect(deployment.mayUse(caller, 'Decrypt', about(TABLE.replace('/lake', '/other')))).toBe(false);
      expect(deployment.mayUse(caller, 'DescribeKey')).toBe(expected.includes('CreateTable'));
    });

    test('to a role of another account, and to the account itself', () => {
      const { stack, bucket, deployed } = built();
      const role = roleIn(stackElsewhere(stack));
      grantTo(bucket, role);
      const deployment = deployed();
      const caller = deployment.identity('grantee');
      expect(done(deployment, caller)).toEqual(expected);
      expect(['Decrypt', 'GenerateDataKey', 'CreateGrant'].filter((action) => deployment.mayUse(caller, action, about(TABLE)))).toEqual(['Decrypt', 'GenerateDataKey']);
      expect(deployment.mayUse(caller, 'Decrypt', about(TABLE.replace('/lake', '/other')))).toBe(false);
      // The other account is let in for this role only.
      const another = { principal: Principal.role(`arn:aws:iam::${OTHER_ACCOUNT}:role/another`), policies: [ALLOWED_EVERYTHING] };
      expect(done(deployment, another)).toEqual([]);
      expect(deployment.mayUse(another, 'Decrypt', about(TABLE))).toBe(false);

      const whole = built();
      grantTo(whole.bucket, new iam.AccountPrincipal(OTHER_ACCOUNT));
      expect(done(whole.deployed(), another)).toEqual(expected);
      expect(whole.deployed().mayUse(another, 'GenerateDataKey', about(TABLE))).toBe(true);
    });

    test('to a role by its ARN alone', () => {
      const { bucket, deployed } = built();
      grantTo(bucket, new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/named`));
      const caller = { principal: Principal.role(`arn:aws:iam::${ACCOUNT}:role/named`), policies: [] };
      expect(done(deployed(), caller)).toEqual(expected);
      expect(deployed().mayUse(caller, 'Decrypt', about(TABLE))).toBe(true);
      expect(deployed().mayUse(caller, 'Decrypt', about(TABLE.replace('/lake', '/other')))).toBe(false);
    });

    test('are about accepted keys too', () => {
      const stack = aStack(HOME);
      const encryption = TableBucketEncryption.sseKms({ key: new kms.Key(stack, 'New'), acceptedKeys: [new kms.Key(stack, 'Old')] });
      const { bucket, deployed } = built({ encryption }, stack);
      grantTo(bucket, roleIn(stack));
      const caller = deployed().identity('grantee');
      expect(['New', 'Old'].map((key) => deployed().mayUse(caller, 'Decrypt', about(TABLE), key))).toEqual([true, true]);
      expect(['New', 'Old'].map((key) => deployed().mayUse(MAINTENANCE, 'Decrypt', about(TABLE), key))).toEqual([true, true]);
    });
  });

  test('to create tables name the bucket and what is in it, as the reference and the user guide differ', () => {
    const { stack, bucket, deployed } = built();
    bucket.grantCreateTables(roleIn(stack));
    const may = (action: string, resource: string) => deployed().allows(deployed().identity('grantee'), `s3tables:${action}`, resource);
    expect([ARN, TABLE, TABLE.replace('/lake', '/lake-2')].map((resource) => may('CreateTable', resource))).toEqual([true, true, false]);
    expect([ARN, TABLE].map((resource) => may('CreateNamespace', resource))).toEqual([true, false]);
  });

  describe('with a key of another account', () => {
    const warnings = (grantTo: (bucket: EncryptedTableBucket, role: iam.IRole) => void) => {
      const stack = aStack(HOME);
      const { bucket } = built({ encryption: TableBucketEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY.replace(ACCOUNT, OTHER_ACCOUNT)) }) }, stack);
      grantTo(bucket, roleIn(stack));
      return Annotations.fromStack(stack).findWarning('/Stack/Bucket', Match.stringLikeRegexp('"kms:DescribeKey"')).map(({ entry }) => entry.data as string);
    };

    test('its policy has to allow kms:DescribeKey to the account of those who create tables', () => {
      expect(warnings((bucket, role) => bucket.grantCreateTables(role))).toEqual([expect.stringContaining(
        `{"Action":"kms:DescribeKey","Condition":{"StringEquals":{"kms:CallerAccount":"${ACCOUNT}"}},"Effect":"Allow"`)]);
      expect(warnings((bucket, role) => bucket.grantReadWrite(role))).toEqual([]);
    });
  });

  test('of a bucket that was changed to SSE-S3 include the keys of its tables', () => {
    const stack = aStack(HOME);
    const { bucket, deployed } = built({ encryption: TableBucketEncryption.sseS3({ acceptedKeys: [new kms.Key(stack, 'Old')] }) }, stack);
    bucket.grantReadWrite(roleIn(stack));
    bucket.acceptMetadataTables();
    const deployment = deployed();
    expect(bucket.encryptionKey).toBeUndefined();
    expect(deployment.bucket).toMatchObject({ policy: undefined, properties: { EncryptionConfiguration: { SSEAlgorithm: 'AES256' } } });
    expect(deployment.bucket.properties.EncryptionConfiguration).not.toHaveProperty('KMSKeyArn');
    expect([deployment.identity('grantee'), MAINTENANCE, METADATA].map((caller) => deployment.mayUse(caller, 'Decrypt', about(TABLE)))).toEqual([true, true, true]);
    expect(() => TableBucketEncryption.sseS3({ acceptedKeys: ['alias/key'] } as never)).toThrow('TableBucketEncryption.sseS3: acceptedKeys');
  });

  test('to a service cause an error', () => {
    expect(() => built().bucket.grantRead(new iam.ServicePrincipal('glue.amazonaws.com')))
      .toThrow('Stack/Bucket: cannot grant access to Service ["glue.amazonaws.com"]: AWS documents access to a table bucket only for roles, users and accounts. Fix: ');
  });
});

describe('tables', () => {
  test('inherit the encryption, and are created after their namespace', () => {
    const { bucket, stack } = built();
    bucket.addTable('Orders', { namespaceName: 'sales', tableName: 'orders' });
    bucket.addTable('Returns', { namespaceName: 'sales', tableName: 'returns', icebergMetadata: { icebergSchema: { schemaFieldList: [{ name: 'id', type: 'long' }] } } });
    expect(bucket.addNamespace('sales')).toBe(bucket.addNamespace('sales'));
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::S3Tables::Namespace', 1);
    template.hasResource('AWS::S3Tables::Table', {
      Properties: { Namespace: 'sales', TableName: 'orders', OpenTableFormat: 'ICEBERG', WithoutMetadata: 'Yes', TableBucketARN: { 'Fn::GetAtt': ['Bucket83908E77', 'TableBucketARN'] } },
      DependsOn: ['BucketNamespacesalesB166F6F5'],
      DeletionPolicy: 'RetainExceptOnCreate',
    });
    template.hasResourceProperties('AWS::S3Tables::Table', { TableName: 'returns', WithoutMetadata: Match.absent(), IcebergMetadata: { IcebergSchema: Match.anyValue() } });
    // CloudFormation rejects an encryption of a table.
    expect(JSON.stringify(template.findResources('AWS::S3Tables::Table'))).not.toMatch(/encrypt/i);
  });

  test('go with a bucket that goes', () => {
    const { bucket, stack } = built({ removalPolicy: RemovalPolicy.DESTROY });
    bucket.addTable('Orders', { namespaceName: 'sales', tableName: 'orders' });
    const { Resources } = Template.fromStack(stack).toJSON() as { Resources: { [id: string]: { Type: string; DeletionPolicy: string } } };
    expect(Object.values(Resources).filter(({ DeletionPolicy }) => DeletionPolicy !== 'Delete').map(({ Type }) => Type)).toEqual(['AWS::KMS::Key']);
  });

  test.each<[object, string]>([
    [{ namespaceName: 'aws_data', tableName: 'orders' }, 'Stack/Bucket: namespaceName cannot be "aws_data". Fix: pass 1 to 255 lowercase letters, digits and underscores that begin with a letter or digit, and not with aws.'],
    [{ namespaceName: 'sales', tableName: 'my-orders' }, 'Stack/Bucket: tableName cannot be "my-orders". Fix: pass 1 to 255 lowercase letters, digits and underscores that begin with a letter or digit.'],
    [{ namespaceName: 'sales', tableName: '_orders' }, 'tableName cannot be "_orders"'],
    [{ namespaceName: '', tableName: 'Orders' }, 'namespaceName cannot be "", tableName cannot be "Orders"'],
  ])('%j cause an error', (options, error) => {
    expect(() => built().bucket.addTable('Orders', options as never)).toThrow(error);
  });
});

test('the ARN is a reference for its users, and written out across accounts', () => {
  const { stack, bucket } = built();
  expect(stack.resolve(bucket.tableBucketArn)).toEqual({ 'Fn::GetAtt': ['Bucket83908E77', 'TableBucketARN'] });
  expect(JSON.stringify(stackElsewhere(stack).resolve(bucket.tableBucketArn))).toContain(`:s3tables:${REGION}:${ACCOUNT}:bucket/lake`);
});

describe('what is wrong', () => {
  const wrong = (props: object) => () => built(props as never);
  test.each(['ab', 'a'.repeat(64), 'My-lake', 'my_lake', 'my.lake', '-lake', 'lake-', 'aws-lake', 'xn--lake', 'sthree-lake', 'amzn-s3-demo-lake', 'lake-s3alias', 'lake--ol-s3', 'lake--x-s3', 'lake--table-s3'])(
    'the name %s causes an error', (tableBucketName) => {
      expect(wrong({ tableBucketName })).toThrow(`Stack/Bucket: tableBucketName cannot be ${JSON.stringify(tableBucketName)}. Fix: pass 3 to 63 lowercase letters, digits and hyphens that begin and end with`);
    });

  test.each(['abc', 'a'.repeat(63), 'lake--1', '1lake'])('%s is a name', (tableBucketName) => {
    expect(wrong({ tableBucketName })).not.toThrow();
  });

  test('a name that is known at deployment only is accepted, and no circle', () => {
    const stack = aStack(HOME);
    const { valueAsString } = new CfnParameter(stack, 'Name');
    built({ tableBucketName: valueAsString }, stack);
    built({ tableBucketName: `lake-${Aws.ACCOUNT_ID}` });
    expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::KMS::Key'))).toContain('{"Ref":"Name"}');
  });

  test.each<[string, (stack: Stack) => kms.IKey, string]>([
    ['an alias', (stack) => kms.Alias.fromAliasName(stack, 'Key', 'alias/data'), 'Stack/Bucket: cannot encrypt with key alias/data: aliases aren\'t supported for a table bucket. Fix: '],
    ['a key of another Region', (stack) => kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY.replace(REGION, 'us-east-1')), 'a bucket in eu-west-1 can only be encrypted with a key in eu-west-1'],
  ])('%s causes an error, also as an accepted key', (_, keyIn, error) => {
    const stack = aStack(HOME);
    const key = keyIn(stack);
    expect(() => built({ encryption: TableBucketEncryption.sseKms({ key }) }, stack)).toThrow(error);
    const other = aStack(HOME);
    expect(() => built({ encryption: TableBucketEncryption.sseKms({ acceptedKeys: [keyIn(other)] }) }, other)).toThrow(error);
  });

  test('the encryption of another kind causes an error', () => {
    expect(wrong({ encryption: DirectoryBucketEncryption.sseKms() }))
      .toThrow('Stack/Bucket: encryption cannot be an object (DirectoryBucketEncryption). Fix: use TableBucketEncryption.sseKms() or TableBucketEncryption.sseS3().');
  });

  test('a policy that is too long causes an error', () => {
    const { bucket, stack } = built();
    for (let i = 0; i < 90; i++) { bucket.grantRead(new iam.AccountPrincipal(`4444555${String(i).padStart(5, '0')}`)); }
    expect(() => Template.fromStack(stack)).toThrow(/the table bucket policy has at least \d+ characters, but S3 Tables accepts at most 20480/);
  });
});

test('what stays: bucket, policy and key', () => {
  const { stack } = built();
  const resources = Template.fromStack(stack).toJSON().Resources as { [id: string]: { DeletionPolicy: string; UpdateReplacePolicy: string } };
  const attributes = Object.entries(resources).map(([id, { DeletionPolicy, UpdateReplacePolicy }]) => [id, [DeletionPolicy, UpdateReplacePolicy]]);
  expect(Object.fromEntries(attributes)).toEqual({
    Bucket83908E77: ['RetainExceptOnCreate', 'Retain'],
    BucketKey7E4AEAB8: ['Retain', 'Retain'],
    BucketPolicyE734B3B0: ['RetainExceptOnCreate', 'Retain'],
  });
});
