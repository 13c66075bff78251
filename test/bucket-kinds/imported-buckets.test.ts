import { type App, aws_iam as iam, aws_kms as kms, CfnOutput, type Environment, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  EncryptedDirectoryBucket, EncryptedTableBucket, EncryptedVectorBucket, EncryptionKey, type IEncryptedDirectoryBucket, type IEncryptedTableBucket,
  type IEncryptedVectorBucket, TableBucketEncryption,
} from '../../src';
import { type ContextKeys, decide, type Policy } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { certainly, Deployment } from '../support/deployment';
import { HOME, OTHER_ACCOUNT, roleIn } from '../support/kinds';
import { policyOf } from '../support/requests';
import { aStack } from '../support/stacks';

const keyArnIn = (account: string, id = '1234abcd-12ab-34cd-56ef-1234567890ab') => `arn:aws:kms:${REGION}:${account}:key/${id}`;
const [KEY, OTHER_KEY] = [keyArnIn(ACCOUNT), keyArnIn(ACCOUNT, '99999999-12ab-34cd-56ef-1234567890ab')];
const importedKey = (stack: Stack, id = 'Key', arn = KEY) => kms.Key.fromKeyArn(stack, id, arn);

const DIRECTORY = `arn:aws:s3express:${REGION}:${ACCOUNT}:bucket/data--euw1-az1--x-s3`;
const TABLES = `arn:aws:s3tables:${REGION}:${ACCOUNT}:bucket/lake`;
const VECTORS = `arn:aws:s3vectors:${REGION}:${ACCOUNT}:bucket/vectors`;

/** What the policies of a role allow with a bucket of the account, and with keys that leave their use to IAM. */
class Grantee {
  private readonly identity: ReturnType<Deployment['identity']>;

  constructor(stack: Stack) {
    this.identity = new Deployment(stack.node.root as App).identity('grantee');
  }

  may(action: string, resource: string, context: ContextKeys = {}): boolean {
    return this.decided(action, resource, context);
  }

  uses(key: string, context: ContextKeys): string[] {
    const toIam = policyOf({ Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'kms:*', Resource: '*' }] });
    return ['Decrypt', 'GenerateDataKey', 'DescribeKey', 'Encrypt'].filter((action) => this.decided(`kms:${action}`, key, context, toIam));
  }

  private decided(action: string, resource: string, context: ContextKeys, ofResource?: Policy): boolean {
    const { principal, policies } = this.identity;
    return certainly(decide({ principal, action, resource, context: { 'aws:SecureTransport': 'true', ...context } },
      { identity: policies, resource: ofResource, resourceAccount: ACCOUNT, kind: ofResource ? 'kms' : 's3' }));
  }
}

const granted = (grant: (stack: Stack) => iam.Grant, env: Environment = HOME) => {
  const stack = aStack(env);
  expect(grant(stack).success).toBe(true);
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
  return new Grantee(stack);
};

describe.each<[string, (stack: Stack) => IEncryptedDirectoryBucket]>([
  ['ARN', (stack) => EncryptedDirectoryBucket.fromEncryptedDirectoryBucketAttributes(stack, 'Bucket', { bucketArn: DIRECTORY, encryptionKey: importedKey(stack) })],
  ['name', (stack) => EncryptedDirectoryBucket.fromEncryptedDirectoryBucketAttributes(stack, 'Bucket', {
    bucketName: 'data--euw1-az1--x-s3', encryptionKey: importedKey(stack),
  })],
])('a directory bucket by its %s', (_, of) => {
  test.each<[string, (bucket: IEncryptedDirectoryBucket, role: iam.IRole) => iam.Grant, boolean]>([
    ['grantRead', (bucket, role) => bucket.grantRead(role), false],
    ['grantReadWrite', (bucket, role) => bucket.grantReadWrite(role), true],
  ])('%s opens sessions and uses the key', (__, grant, writes) => {
    const grantee = granted((stack) => grant(of(stack), roleIn(stack)));
    const session = (mode: string, arn = DIRECTORY) => grantee.may('s3express:CreateSession', arn, { 's3express:SessionMode': mode });
    expect([session('ReadOnly'), session('ReadWrite'), session('ReadOnly', `${DIRECTORY}2`)]).toEqual([true, writes, false]);
    expect(grantee.uses(KEY, {})).toEqual(['Decrypt', 'GenerateDataKey']);
    expect(grantee.uses(OTHER_KEY, {})).toEqual([]);
  });
});

describe.each<[string, (stack: Stack) => IEncryptedTableBucket]>([
  ['ARN', (stack) => EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Bucket', {
    tableBucketArn: TABLES, encryptionKey: importedKey(stack), acceptedKeys: [importedKey(stack, 'Former', OTHER_KEY)],
  })],
  ['name', (stack) => EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Bucket', {
    tableBucketName: 'lake', encryptionKey: importedKey(stack), acceptedKeys: [importedKey(stack, 'Former', OTHER_KEY)],
  })],
])('a table bucket by its %s', (_, of) => {
  const ACTIONS: readonly [string, string][] = [
    ['ListTables', ''], ['GetTableData', '/table/a'], ['PutTableData', '/table/a'], ['CreateTable', ''], ['DeleteTable', '/table/a'],
  ];

  test.each<[string, (bucket: IEncryptedTableBucket, role: iam.IRole) => iam.Grant, number]>([
    ['grantRead', (bucket, role) => bucket.grantRead(role), 2],
    ['grantReadWrite', (bucket, role) => bucket.grantReadWrite(role), 3],
    ['grantCreateTables', (bucket, role) => bucket.grantCreateTables(role), 4],
  ])('%s gives actions and all keys, for tables of the bucket', (__, grant, count) => {
    const grantee = granted((stack) => grant(of(stack), roleIn(stack)));
    expect(ACTIONS.map(([action, below]) => grantee.may(`s3tables:${action}`, `${TABLES}${below}`))).toEqual(ACTIONS.map((___, i) => i < count));
    expect(ACTIONS.map(([action, below]) => grantee.may(`s3tables:${action}`, `${TABLES}2${below}`))).toEqual(ACTIONS.map(() => false));
    const withContext = (arn: string): ContextKeys => ({ 'kms:EncryptionContext:aws:s3:arn': arn });
    for (const key of [KEY, OTHER_KEY]) {
      expect(grantee.uses(key, withContext(`${TABLES}/table/a`))).toEqual(['Decrypt', 'GenerateDataKey', ...count > 3 ? ['DescribeKey'] : []]);
      expect(grantee.uses(key, withContext(`${TABLES}2/table/a`))).toEqual(count > 3 ? ['DescribeKey'] : []);
    }
  });
});

describe.each<[string, (stack: Stack) => IEncryptedVectorBucket]>([
  ['ARN', (stack) => EncryptedVectorBucket.fromEncryptedVectorBucketAttributes(stack, 'Bucket', {
    vectorBucketArn: VECTORS, encryptionKey: importedKey(stack), indexKeys: [importedKey(stack, 'Tenant', OTHER_KEY)],
  })],
  ['name', (stack) => EncryptedVectorBucket.fromEncryptedVectorBucketAttributes(stack, 'Bucket', {
    vectorBucketName: 'vectors', encryptionKey: importedKey(stack), indexKeys: [importedKey(stack, 'Tenant', OTHER_KEY)],
  })],
])('a vector bucket by its %s', (_, of) => {
  const ACTIONS = ['QueryVectors', 'PutVectors', 'CreateIndex'];

  test.each<[string, (bucket: IEncryptedVectorBucket, role: iam.IRole, index?: string) => iam.Grant, boolean[]]>([
    ['grantRead', (bucket, role, index) => bucket.grantRead(role, index), [true, false, false]],
    ['grantWrite', (bucket, role, index) => bucket.grantWrite(role, index), [false, true, false]],
    ['grantReadWrite', (bucket, role, index) => bucket.grantReadWrite(role, index), [true, true, false]],
    ['grantManageIndexes', (bucket, role, index) => bucket.grantManageIndexes(role, index), [false, false, true]],
  ])('%s gives actions and all keys, through S3 Vectors', (__, grant, expected) => {
    const grantee = granted((stack) => grant(of(stack), roleIn(stack)));
    const done = (index: string, from = grantee) => ACTIONS.map((action) => from.may(`s3vectors:${action}`, `${VECTORS}/index/${index}`));
    expect(done('a')).toEqual(expected);
    const ofOne = granted((stack) => grant(of(stack), roleIn(stack), 'tenant-1'));
    expect([done('tenant-1', ofOne), done('tenant-2', ofOne)]).toEqual([expected, [false, false, false]]);
    const uses = ['Decrypt', ...expected[2] ? ['GenerateDataKey'] : []];
    for (const key of [KEY, OTHER_KEY]) {
      expect(grantee.uses(key, { 'kms:ViaService': `s3vectors.${REGION}.amazonaws.com` })).toEqual(uses);
      expect(grantee.uses(key, { 'kms:ViaService': `s3.${REGION}.amazonaws.com` })).toEqual([]);
    }
  });

  test('refuses what is no name of an index', () => {
    expect(() => of(aStack(HOME)).grantRead(roleIn(aStack(HOME)), VECTORS)).toThrow('Stack/Bucket: indexName cannot be');
  });
});

describe('without a key', () => {
  test('grants add permissions on the bucket only', () => {
    const grantee = granted((stack) => (
      EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Bucket', { tableBucketArn: TABLES }).grantRead(roleIn(stack))
    ));
    expect(grantee.may('s3tables:GetTableData', `${TABLES}/table/a`)).toBe(true);
    expect(grantee.uses(KEY, { 'kms:EncryptionContext:aws:s3:arn': `${TABLES}/table/a` })).toEqual([]);
  });
});

describe('what is known of it', () => {
  test('are its ARN, its name, its key and its environment', () => {
    const stack = aStack(HOME);
    const encryptionKey = importedKey(stack);
    const byArn = EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Arn', { tableBucketArn: TABLES.replace(ACCOUNT, OTHER_ACCOUNT).replace(REGION, 'us-east-1') });
    expect(byArn).toMatchObject({ tableBucketName: 'lake', encryptionKey: undefined, env: { account: OTHER_ACCOUNT, region: 'us-east-1' } });
    const byName = EncryptedDirectoryBucket.fromEncryptedDirectoryBucketAttributes(stack, 'Name', { bucketName: 'data--euw1-az1--x-s3', encryptionKey });
    expect(stack.resolve(byName.bucketArn)).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, DIRECTORY.slice('arn:aws'.length)]] });
    expect(byName).toMatchObject({ bucketName: 'data--euw1-az1--x-s3', encryptionKey, env: HOME });
    expect(Template.fromStack(stack).toJSON().Resources).toBeUndefined();
  });

  test('an ARN of which the partition alone is not known says the rest', () => {
    const stack = aStack(HOME);
    const bucket = EncryptedVectorBucket.fromEncryptedVectorBucketAttributes(stack, 'Bucket', { vectorBucketArn: `arn:${stack.partition}:s3vectors:us-east-1:${OTHER_ACCOUNT}:bucket/vectors` });
    expect(bucket.env).toEqual({ account: OTHER_ACCOUNT, region: 'us-east-1' });
  });

  test('an ARN that is known at deployment only is taken for one of the account and Region of the stack', () => {
    const stack = aStack(HOME);
    const bucket = EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Bucket', { tableBucketArn: Fn.importValue('LakeArn'), encryptionKey: importedKey(stack) });
    bucket.grantRead(roleIn(stack));
    new CfnOutput(stack, 'Name', { value: bucket.tableBucketName });
    expect(bucket.env).toEqual(HOME);
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
    const { Outputs, Resources } = Template.fromStack(stack).toJSON();
    expect(JSON.stringify(Resources)).toContain('{"Fn::ImportValue":"LakeArn"},"/table/*"');
    expect(JSON.stringify(Outputs.Name.Value)).toContain('{"Fn::ImportValue":"LakeArn"}');
  });
});

describe('its policy stays as it is', () => {
  const warningsOf = (grant: (stack: Stack) => unknown) => {
    const stack = aStack(HOME);
    grant(stack);
    return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));
  };

  test('a grant to an account warns of the statements for bucket and key', () => {
    const warnings = warningsOf((stack) => EncryptedVectorBucket
      .fromEncryptedVectorBucketAttributes(stack, 'Bucket', { vectorBucketArn: VECTORS, encryptionKey: importedKey(stack) })
      .grantRead(new iam.AccountPrincipal(OTHER_ACCOUNT)));
    const ofBucket = warnings.filter((text) => text.includes('[ack: cdk-s3-encryption:bucketPolicyNotChanged]'));
    expect(ofBucket.length).toBeGreaterThan(0);
    for (const text of ofBucket) {
      expect(text).toMatch(/^The policy of vector bucket Stack\/Bucket is not part of this app, and must include this statement: \{"Action":.*s3vectors:.*444455556666/);
    }
    expect(warnings.filter((text) => text.includes('keyPolicyNotChanged'))).toEqual([expect.stringContaining('"kms:Decrypt"')]);
  });

  test('a grant to a role of this account on a bucket of another account does too, and gives the role its part', () => {
    const stack = aStack(HOME);
    const arn = TABLES.replace(ACCOUNT, OTHER_ACCOUNT);
    const encryptionKey = importedKey(stack, 'Key', keyArnIn(OTHER_ACCOUNT));
    EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Bucket', { tableBucketArn: arn, encryptionKey }).grantRead(roleIn(stack));
    const grantee = new Grantee(stack);
    expect(grantee.may('s3tables:GetTableData', `${arn}/table/a`)).toBe(true);
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp('s3tables:GetTableData.*bucketPolicyNotChanged'));
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp('kms:Decrypt.*keyPolicyNotChanged'));
  });
});

describe('in a stack without an account', () => {
  const UNLESS = `unless the stack is deployed to account ${ACCOUNT}: `;
  const warningsIn = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));

  test('a role may be of the account of the bucket: the warnings say when the statements are not needed', () => {
    const stack = aStack();
    EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Bucket', { tableBucketArn: TABLES, encryptionKey: importedKey(stack) }).grantRead(roleIn(stack));
    const warnings = warningsIn(stack);
    expect(warnings.map((text) => /cdk-s3-encryption:(\w+)/.exec(text)?.[1])).toEqual(expect.arrayContaining(['bucketPolicyNotChanged', 'keyPolicyNotChanged']));
    for (const text of warnings) { expect(text).toContain(`this statement ${UNLESS}`); }
  });

  test('a key may be of the account of a bucket that is created', () => {
    const stack = aStack({ region: REGION });
    new EncryptedTableBucket(stack, 'Bucket', { tableBucketName: 'lake', encryption: TableBucketEncryption.sseKms({ key: importedKey(stack) }) });
    expect(warningsIn(stack).filter((text) => text.includes(UNLESS))).toEqual([expect.stringMatching(/"kms:Decrypt".*keyPolicyNotChanged/)]);
  });

  test('another account, and a known one, need the statements anyway', () => {
    const stack = aStack();
    EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Bucket', { tableBucketArn: TABLES }).grantRead(new iam.AccountPrincipal(OTHER_ACCOUNT));
    const known = aStack({ account: OTHER_ACCOUNT, region: REGION });
    EncryptedTableBucket.fromEncryptedTableBucketAttributes(known, 'Bucket', { tableBucketArn: TABLES }).grantRead(roleIn(known));
    for (const warnings of [warningsIn(stack), warningsIn(known)]) {
      expect(warnings.length).toBeGreaterThan(0);
      expect(warnings.filter((text) => text.includes('unless'))).toEqual([]);
    }
  });
});

describe('a key of the app', () => {
  test('allows the account to use it for this bucket, if its policy does not do so', () => {
    const stack = aStack(HOME);
    const encryptionKey = new EncryptionKey(stack, 'Key');
    EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Bucket', { tableBucketArn: TABLES, encryptionKey }).grantRead(roleIn(stack));
    const deployment = new Deployment(stack.node.root as App);
    const { arn, resource } = deployment.the('AWS::KMS::Key');
    const { principal, policies } = deployment.identity('grantee');
    const may = (table: string) => certainly(decide(
      { principal, action: 'kms:Decrypt', resource: arn, context: { 'kms:EncryptionContext:aws:s3:arn': table, 'kms:CallerAccount': ACCOUNT } },
      { identity: policies, resource: policyOf(resource.Properties!.KeyPolicy), resourceAccount: ACCOUNT, kind: 'kms' }));
    expect([`${TABLES}/table/a`, `${TABLES}2/table/a`].map(may)).toEqual([true, false]);
  });

  test('that is for S3 only cannot be that of a directory bucket', () => {
    const stack = aStack(HOME);
    expect(() => EncryptedDirectoryBucket.fromEncryptedDirectoryBucketAttributes(stack, 'Bucket', { bucketArn: DIRECTORY, encryptionKey: new EncryptionKey(stack, 'Key') }))
      .toThrow('Stack/Bucket: cannot encrypt with key Stack/Key: its policy allows use through Amazon S3 for general purpose buckets only');
  });
});

describe('errors', () => {
  test.each<[string, object, string]>([
    ['neither ARN nor name', {}, 'neither tableBucketArn nor tableBucketName is given, but exactly one of them must identify the table bucket. Fix: pass tableBucketArn, or tableBucketName '],
    ['both', { tableBucketArn: TABLES, tableBucketName: 'lake' }, 'both tableBucketArn and tableBucketName are given'],
    ['the ARN of a table', { tableBucketArn: `${TABLES}/table/a` }, 'tableBucketArn cannot be'],
    ['the ARN of another kind', { tableBucketArn: VECTORS }, 'tableBucketArn cannot be'],
    ['a wildcard', { tableBucketArn: TABLES.replace('lake', '*') }, 'tableBucketArn cannot be'],
    ['an ARN as name', { tableBucketName: TABLES }, 'tableBucketName cannot be'],
    ['no key', { tableBucketArn: TABLES, encryptionKey: KEY }, 'encryptionKey cannot be'],
  ])('%s', (_, attributes, message) => {
    expect(() => EncryptedTableBucket.fromEncryptedTableBucketAttributes(aStack(HOME), 'Bucket', attributes)).toThrow(`Stack/Bucket: ${message}`);
  });

  test('a key of another Region than the bucket', () => {
    const stack = aStack(HOME);
    const vectorBucketArn = VECTORS.replace(REGION, 'us-east-1');
    expect(() => EncryptedVectorBucket.fromEncryptedVectorBucketAttributes(stack, 'Bucket', { vectorBucketArn, encryptionKey: importedKey(stack) })).toThrow(/Stack\/Bucket: .*us-east-1/);
    const encryptionKey = importedKey(stack, 'There', KEY.replace(REGION, 'us-east-1'));
    EncryptedVectorBucket.fromEncryptedVectorBucketAttributes(stack, 'Fine', { vectorBucketArn, encryptionKey }).grantRead(roleIn(stack));
    expect(new Grantee(stack).uses(encryptionKey.keyArn, { 'kms:ViaService': 's3vectors.us-east-1.amazonaws.com' })).toEqual(['Decrypt']);
  });

  test('grants to services', () => {
    const bucket = EncryptedDirectoryBucket.fromEncryptedDirectoryBucketAttributes(aStack(HOME), 'Bucket', { bucketArn: DIRECTORY });
    expect(() => bucket.grantRead(new iam.ServicePrincipal('glue.amazonaws.com'))).toThrow('Stack/Bucket: cannot grant access to Service ["glue.amazonaws.com"]');
  });
});
