import { aws_iam as iam, aws_kms as kms, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  EncryptedVectorBucket, type EncryptedVectorBucketProps, type EncryptedVectorIndexOptions, EncryptionKey, TableBucketEncryption,
  VectorBucketEncryption, VectorDistanceMetric,
} from '../../src';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { HOME, KindDeployment, OTHER_ACCOUNT, roleIn, stackElsewhere, STRANGER } from '../support/kinds';
import { ALLOWED_EVERYTHING } from '../support/requests';
import { aStack } from '../support/stacks';

const IMPORTED_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const OTHER_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/99999999-12ab-34cd-56ef-1234567890ab`;
const ALL = { principal: STRANGER, policies: [ALLOWED_EVERYTHING] };
const INDEXING = { principal: Principal.service('indexing.s3vectors.amazonaws.com') };
const INDEX: EncryptedVectorIndexOptions = { dimension: 1024, distanceMetric: VectorDistanceMetric.COSINE };
const THROUGH_S3_VECTORS: ContextKeys = { 'kms:ViaService': `s3vectors.${REGION}.amazonaws.com` };

const asking = (type?: string, keyArn?: string): ContextKeys => ({
  ...type === undefined ? {} : { 's3vectors:sseType': type },
  ...keyArn === undefined ? {} : { 's3vectors:kmsKeyArn': keyArn },
});

function built(props: EncryptedVectorBucketProps = {}, stack = aStack(HOME)) {
  const bucket = new EncryptedVectorBucket(stack, 'Bucket', props);
  return { stack, bucket, deployed: () => new KindDeployment(stack, 'S3Vectors') };
}

function withImportedKey(props: EncryptedVectorBucketProps = {}) {
  const stack = aStack(HOME);
  return built({ encryption: VectorBucketEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY) }), ...props }, stack);
}

describe('encryption', () => {
  test('is SSE-KMS with a key of its own, by the full ARN', () => {
    const deployment = built().deployed();
    expect(deployment.bucket.properties).toEqual({ EncryptionConfiguration: { SseType: 'aws:kms', KmsKeyArn: deployment.the('AWS::KMS::Key').arn } });
  });

  test('can be SSE-S3, without a key', () => {
    const deployment = built({ encryption: VectorBucketEncryption.sseS3(), vectorBucketName: 'vectors' }).deployed();
    expect(deployment.bucket.properties).toEqual({ VectorBucketName: 'vectors', EncryptionConfiguration: { SseType: 'AES256' } });
    expect(deployment.all('AWS::KMS::Key')).toEqual([]);
    expect(deployment.denies('s3vectors:CreateIndex', `${deployment.bucket.arn}/index/a`, asking('aws:kms', OTHER_KEY))).toBe(false);
  });
});

describe('indexes that ask for', () => {
  test.each<[string, boolean, ContextKeys]>([
    ['no encryption', true, {}],
    ['SSE-KMS', true, asking('aws:kms')],
    ['SSE-KMS with the key', true, asking('aws:kms', IMPORTED_KEY)],
    ['SSE-S3', false, asking('AES256')],
    ['another key', false, asking('aws:kms', OTHER_KEY)],
    ['another key alone', false, asking(undefined, OTHER_KEY)],
  ])('%s: accepted %s', (_, accepted, context) => {
    const deployment = withImportedKey().deployed();
    const { arn } = deployment.bucket;
    expect(deployment.allows(ALL, 's3vectors:CreateIndex', `${arn}/index/documents`, context)).toBe(accepted);
    // If the bucket is what a policy is asked about.
    expect(deployment.allows(ALL, 's3vectors:CreateIndex', arn, context)).toBe(accepted);
    expect(deployment.denies('s3vectors:CreateIndex', `${arn}2/index/documents`, context)).toBe(false);
    expect(deployment.denies('s3vectors:QueryVectors', `${arn}/index/documents`, context)).toBe(false);
  });

  test('any encryption are accepted if nothing is enforced', () => {
    const deployment = withImportedKey({ enforceEncryption: false }).deployed();
    expect(deployment.denies('s3vectors:CreateIndex', `${deployment.bucket.arn}/index/documents`, asking('AES256'))).toBe(false);
  });
});

describe('plain HTTP', () => {
  const plain = { 'aws:SecureTransport': 'false' };

  test.each([
    ['ListIndexes', ''], ['GetVectorBucketPolicy', ''], ['QueryVectors', '/index/documents'], ['PutVectors', '/index/documents'],
  ])('%s is denied, because AWS does not document that the service refuses it', (action, below) => {
    const deployment = built({ encryption: VectorBucketEncryption.sseS3() }).deployed();
    expect(deployment.denies(`s3vectors:${action}`, `${deployment.bucket.arn}${below}`, plain)).toBe(true);
    expect(deployment.denies(`s3vectors:${action}`, `${deployment.bucket.arn}${below}`)).toBe(false);
    expect(deployment.denies(`s3vectors:${action}`, `${deployment.bucket.arn}2${below}`, plain)).toBe(false);
  });

  test('can be left to the service', () => {
    expect(built({ denyInsecureTransport: false, encryption: VectorBucketEncryption.sseS3() }).deployed().bucket.policy).toBeUndefined();
  });
});

describe('S3 Vectors and the key', () => {
  const source = (arn: string): ContextKeys => ({ 'aws:SourceArn': arn, 'aws:SourceAccount': arn.split(':')[4], 'kms:EncryptionContextKeys': ['aws:s3vectors:arn', 'aws:s3vectors:resource-id'] });
  const uses = (deployment: KindDeployment, context: ContextKeys, key?: string) =>
    ['Decrypt', 'GenerateDataKey', 'DescribeKey'].filter((action) => deployment.mayUse(INDEXING, action, context, key));
  const ARN = `arn:aws:s3vectors:${REGION}:${ACCOUNT}:bucket/vectors`;

  test('indexing uses it for the bucket and its indexes', () => {
    const deployment = built({ vectorBucketName: 'vectors' }).deployed();
    expect(uses(deployment, source(ARN))).toEqual(['Decrypt']);
    expect(uses(deployment, source(`${ARN}/index/documents`))).toEqual(['Decrypt']);
    expect(uses(deployment, source(`${ARN}2`))).toEqual([]);
    expect(uses(deployment, source(ARN.replace(ACCOUNT, OTHER_ACCOUNT)))).toEqual([]);
    expect(uses(deployment, { ...source(ARN), 'aws:SourceAccount': OTHER_ACCOUNT })).toEqual([]);
    expect(uses(deployment, { ...source(ARN), 'kms:EncryptionContextKeys': ['aws:s3:arn'] })).toEqual([]);
    expect(uses(deployment, {})).toEqual([]);
  });

  test('without a name, it uses it for every bucket of the account and Region, as in AWS\'s example', () => {
    const deployment = built().deployed();
    expect(uses(deployment, source(ARN))).toEqual(['Decrypt']);
    expect(uses(deployment, source(ARN.replace(REGION, 'us-east-1')))).toEqual([]);
    expect(uses(deployment, source(ARN.replace(ACCOUNT, OTHER_ACCOUNT)))).toEqual([]);
  });

  test.each<[string, (stack: Stack) => kms.IKey]>([
    ['a kms.Key', (stack) => new kms.Key(stack, 'Own')],
    ['an EncryptionKey', (stack) => new EncryptionKey(stack, 'Own')],
  ])('%s of the app is told of both', (_, keyIn) => {
    const stack = aStack(HOME);
    const deployment = built({ encryption: VectorBucketEncryption.sseKms({ key: keyIn(stack) }) }, stack).deployed();
    expect(uses(deployment, source(ARN))).toEqual(['Decrypt']);
    expect(['Decrypt', 'GenerateDataKey'].map((action) => deployment.mayUse(ALL, action, THROUGH_S3_VECTORS))).toEqual([true, true]);
  });

  test('an EncryptionKey, and the key of its own, can be used through nothing else', () => {
    const stack = aStack(HOME);
    const given = built({ encryption: VectorBucketEncryption.sseKms({ key: new EncryptionKey(stack, 'Own') }) }, stack).deployed();
    for (const deployment of [given, built().deployed()]) {
      expect(deployment.mayUse(ALL, 'Decrypt', THROUGH_S3_VECTORS)).toBe(true);
      expect(deployment.mayUse(ALL, 'Decrypt')).toBe(false);
      expect(deployment.mayUse(ALL, 'Decrypt', { 'kms:ViaService': 's3vectors.us-east-1.amazonaws.com' })).toBe(false);
    }
  });

  test('of an imported key, a warning says what its policy needs', () => {
    Annotations.fromStack(withImportedKey().stack).hasWarning('/Stack/Bucket',
      Match.stringLikeRegexp('key Stack/Key .*must include this statement: .*indexing.s3vectors.amazonaws.com.*cdk-s3-encryption:keyPolicyNotChanged'));
  });
});

describe('indexes', () => {
  const index = (stack: Stack) => Object.values(Template.fromStack(stack).findResources('AWS::S3Vectors::Index'))[0] as { [attribute: string]: any };

  test('inherit the encryption of the bucket', () => {
    const { bucket, stack } = built();
    bucket.addIndex('Documents', { ...INDEX, indexName: 'documents', nonFilterableMetadataKeys: ['text'] });
    expect(index(stack)).toEqual({
      Type: 'AWS::S3Vectors::Index',
      Properties: {
        VectorBucketArn: { 'Fn::GetAtt': ['Bucket83908E77', 'VectorBucketArn'] },
        IndexName: 'documents',
        DataType: 'float32',
        Dimension: 1024,
        DistanceMetric: 'cosine',
        MetadataConfiguration: { NonFilterableMetadataKeys: ['text'] },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('wait for the policy only if it has to accept their key, so that it can name the others', () => {
    const { bucket, stack } = built();
    const own = VectorBucketEncryption.sseKms();
    const named = bucket.addIndex('Named', INDEX);
    bucket.addIndex('Own', { ...INDEX, encryption: own });
    bucket.addToResourcePolicy(new iam.PolicyStatement({ actions: ['s3vectors:QueryVectors'], resources: [named.attrIndexArn], principals: [new iam.AccountPrincipal(OTHER_ACCOUNT)] }));
    // Template refuses circular references.
    const indexes = Template.fromStack(stack).findResources('AWS::S3Vectors::Index') as { [id: string]: { DependsOn?: string[] } };
    expect(Object.values(indexes).map(({ DependsOn }) => DependsOn)).toEqual([undefined, ['BucketPolicyE734B3B0']]);
    const open = built({ enforceEncryption: false });
    open.bucket.addIndex('Own', { ...INDEX, encryption: own });
    expect(index(open.stack).DependsOn).toBeUndefined();
  });

  test('can have keys of their own, which the policy of the bucket accepts', () => {
    const { bucket, stack, deployed } = built();
    bucket.addIndex('One', { ...INDEX, encryption: VectorBucketEncryption.sseKms() });
    const given = new kms.Key(stack, 'Given');
    bucket.addIndex('Two', { ...INDEX, encryption: VectorBucketEncryption.sseKms({ key: given }) });
    const deployment = deployed();
    const keys = deployment.all('AWS::KMS::Key').map(({ arn }) => arn);
    expect(keys).toHaveLength(3);
    expect(deployment.all('AWS::S3Vectors::Index').map(({ resource }) => resource.Properties!.EncryptionConfiguration as object)).toEqual([
      { SseType: 'aws:kms', KmsKeyArn: deployment.the('AWS::KMS::Key', 'BucketOneKey').arn },
      { SseType: 'aws:kms', KmsKeyArn: deployment.the('AWS::KMS::Key', 'Given').arn },
    ]);
    const asked = [...keys, OTHER_KEY].map((key) => deployment.denies('s3vectors:CreateIndex', `${deployment.bucket.arn}/index/a`, asking('aws:kms', key)));
    expect(asked).toEqual([false, false, false, true]);
    expect(deployment.the('AWS::KMS::Key', 'BucketOneKey').resource.Properties).toMatchObject({ Description: 'Encrypts Stack/Bucket/One' });
    for (const key of ['BucketOneKey', 'Given']) { expect(JSON.stringify(deployment.the('AWS::KMS::Key', key).resource)).toContain('indexing.s3vectors.amazonaws.com'); }
  });

  test('can be stronger than their bucket', () => {
    const { bucket, stack } = built({ encryption: VectorBucketEncryption.sseS3(), denyInsecureTransport: false });
    bucket.addIndex('Index', { ...INDEX, encryption: VectorBucketEncryption.sseKms() });
    expect(index(stack).Properties.EncryptionConfiguration.SseType).toBe('aws:kms');
    expect(index(stack).DependsOn).toBeUndefined();
    const weak = built({ encryption: VectorBucketEncryption.sseS3() });
    weak.bucket.addIndex('Index', { ...INDEX, encryption: VectorBucketEncryption.sseS3() });
    Annotations.fromStack(weak.stack).hasNoWarning('*', Match.anyValue());
  });

  test('that are weaker than their bucket cause an error, or a warning where nothing is enforced', () => {
    const weak: EncryptedVectorIndexOptions = { ...INDEX, encryption: VectorBucketEncryption.sseS3() };
    expect(() => built().bucket.addIndex('Index', weak)).toThrow('Stack/Bucket/Index: encryption cannot be SSE-S3: the bucket encrypts with SSE-KMS, and its policy denies indexes that specify '
      + 'another algorithm. Fix: leave encryption out, or set enforceEncryption of the bucket to false.');
    const { bucket, stack } = built({ enforceEncryption: false });
    bucket.addIndex('Index', weak);
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp('The vectors of index Stack/Bucket/Index are encrypted with SSE-S3.*cdk-s3-encryption:indexWeakerThanBucket'));
  });

  test.each<[object, string]>([
    [{ dimension: 0 }, 'Stack/Bucket/Index: dimension cannot be 0. Fix: pass a whole number from 1 to 4096.'],
    [{ dimension: 4097 }, 'dimension cannot be 4097'],
    [{ dimension: undefined }, 'dimension cannot be left out'],
    [{ distanceMetric: 'dot' }, 'Stack/Bucket/Index: distanceMetric cannot be "dot". Fix: use one of cosine, euclidean.'],
    [{ indexName: 'My_Index' }, 'Stack/Bucket/Index: indexName cannot be "My_Index". Fix: pass 3 to 63 lowercase letters, digits, hyphens and dots that begin and end with a letter or digit.'],
    [{ nonFilterableMetadataKeys: Array(11).fill('key') }, 'nonFilterableMetadataKeys cannot be a list. Fix: pass at most 10.'],
    [{ nonFilterableMetadataKeys: [''] }, 'nonFilterableMetadataKeys[0] cannot be "". Fix: pass a string of 1 to 63 characters.'],
    [{ encryption: TableBucketEncryption.sseKms() }, 'encryption cannot be an object (TableBucketEncryption). Fix: use VectorBucketEncryption.sseKms() or VectorBucketEncryption.sseS3().'],
  ])('%j cause an error', (options, error) => {
    expect(() => built().bucket.addIndex('Index', { ...INDEX, ...options } as never)).toThrow(error);
  });
});

describe('grants', () => {
  type GrantTo = (bucket: EncryptedVectorBucket, grantee: iam.IGrantable, indexName?: string) => iam.Grant;
  const READ = ['GetIndex', 'QueryVectors', 'GetVectors', 'ListVectors'];
  const WRITE = ['PutVectors', 'DeleteVectors'];
  const FIND = ['GetVectorBucket', 'ListIndexes'];
  const MANAGE = ['CreateIndex', 'DeleteIndex'];
  const NEVER = ['DeleteVectorBucket', 'PutVectorBucketPolicy', 'DeleteVectorBucketPolicy'];
  const EVERYTHING = [...READ, ...WRITE, ...FIND, ...MANAGE, ...NEVER];
  const GRANTS: [string, GrantTo, string[], string[]][] = [
    ['grantRead', (bucket, grantee, name) => bucket.grantRead(grantee, name), [...READ, ...FIND], ['Decrypt']],
    ['grantWrite', (bucket, grantee, name) => bucket.grantWrite(grantee, name), ['GetIndex', ...WRITE], ['Decrypt']],
    ['grantReadWrite', (bucket, grantee, name) => bucket.grantReadWrite(grantee, name), [...READ, ...WRITE, ...FIND], ['Decrypt']],
    ['grantManageIndexes', (bucket, grantee, name) => bucket.grantManageIndexes(grantee, name), ['GetIndex', ...FIND, ...MANAGE], ['Decrypt', 'GenerateDataKey']],
  ];

  describe.each(GRANTS)('%s', (_, grantTo, expected, kmsActions) => {
    const done = (deployment: KindDeployment, caller: Parameters<KindDeployment['allows']>[0], indexName = 'documents', arn = deployment.bucket.arn) =>
      EVERYTHING.filter((action) => deployment.allows(caller, `s3vectors:${action}`, [...FIND, ...NEVER].includes(action) ? arn : `${arn}/index/${indexName}`));
    const used = (deployment: KindDeployment, caller: Parameters<KindDeployment['allows']>[0], context = THROUGH_S3_VECTORS, key = '') =>
      ['Decrypt', 'GenerateDataKey', 'Encrypt', 'CreateGrant'].filter((action) => deployment.mayUse(caller, action, context, key));

    test.each([undefined, 'vectors'])('to a role of the account; bucket name %s', (vectorBucketName) => {
      const { stack, bucket, deployed } = built({ vectorBucketName });
      expect(grantTo(bucket, roleIn(stack)).success).toBe(true);
      const deployment = deployed();
      const caller = deployment.identity('grantee');
      expect([...done(deployment, caller)].sort()).toEqual([...expected].sort());
      expect(done(deployment, caller, 'documents', `${deployment.bucket.arn}2`)).toEqual([]);
      expect(used(deployment, caller)).toEqual(kmsActions);
      expect(used(deployment, caller, {})).toEqual([]);
    });

    test('for some indexes only', () => {
      const { stack, bucket, deployed } = built();
      grantTo(bucket, roleIn(stack), 'tenant-*');
      const caller = deployed().identity('grantee');
      expect([...done(deployed(), caller, 'tenant-1')].sort()).toEqual([...expected].sort());
      expect(done(deployed(), caller).filter((action) => !FIND.includes(action))).toEqual([]);
    });

    test('to a role of another account, and to the account itself', () => {
      const { stack, bucket, deployed } = built();
      grantTo(bucket, roleIn(stackElsewhere(stack)));
      const caller = deployed().identity('grantee');
      expect([...done(deployed(), caller)].sort()).toEqual([...expected].sort());
      expect(used(deployed(), caller)).toEqual(kmsActions);
      const another = { principal: Principal.role(`arn:aws:iam::${OTHER_ACCOUNT}:role/another`), policies: [ALLOWED_EVERYTHING] };
      expect(done(deployed(), another)).toEqual([]);
      expect(used(deployed(), another)).toEqual([]);

      const whole = built();
      grantTo(whole.bucket, new iam.AccountPrincipal(OTHER_ACCOUNT));
      expect([...done(whole.deployed(), another)].sort()).toEqual([...expected].sort());
      expect(used(whole.deployed(), another)).toEqual(kmsActions);
    });

    test('are about keys of indexes too, also of those that are added later', () => {
      const { stack, bucket, deployed } = built();
      const key = (id: string) => VectorBucketEncryption.sseKms({ key: new kms.Key(stack, id) });
      bucket.addIndex('Before', { ...INDEX, indexName: 'before', encryption: key('First') });
      grantTo(bucket, roleIn(stack));
      grantTo(bucket, roleIn(stack, 'limited'), 'after*');
      bucket.addIndex('After', { ...INDEX, indexName: 'after.1', encryption: key('Second') });
      const deployment = deployed();
      const of = (role: string) => ['BucketKey', 'First', 'Second'].map((id) => used(deployment, deployment.identity(role), THROUGH_S3_VECTORS, id));
      expect(of('grantee')).toEqual([kmsActions, kmsActions, kmsActions]);
      // The key of the bucket is that of indexes that inherit it.
      expect(of('limited')).toEqual([kmsActions, [], kmsActions]);
    });
  });

  test('with SSE-S3 are about the bucket alone', () => {
    const { stack, bucket, deployed } = built({ encryption: VectorBucketEncryption.sseS3() });
    bucket.grantReadWrite(roleIn(stack));
    expect(JSON.stringify(deployed().the('AWS::IAM::Policy').resource)).not.toContain('kms:');
  });

  test.each<[string, (bucket: EncryptedVectorBucket) => void, string]>([
    ['to a service', (bucket) => bucket.grantRead(new iam.ServicePrincipal('bedrock.amazonaws.com')), 'AWS documents access to a vector bucket only for roles, users and accounts'],
    ['for an ARN', (bucket) => bucket.grantRead(roleIn(bucket.stack), 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/b/index/i'),
      'Fix: pass the name of an index, not its ARN, or a pattern such as tenant-*.'],
  ])('%s cause an error', (_, grant, error) => {
    expect(() => grant(built().bucket)).toThrow(error);
  });
});

test.each([undefined, 'vectors'])('the ARN is a reference for its users; bucket name %s', (vectorBucketName) => {
  const { stack, bucket } = built({ vectorBucketName });
  expect(stack.resolve(bucket.vectorBucketArn)).toEqual({ 'Fn::GetAtt': ['Bucket83908E77', 'VectorBucketArn'] });
});

describe('what is wrong', () => {
  test.each(['ab', 'a'.repeat(64), 'My-vectors', 'my.vectors', '-vectors', 'vectors-'])('the name %s causes an error', (vectorBucketName) => {
    expect(() => built({ vectorBucketName })).toThrow(`Stack/Bucket: vectorBucketName cannot be ${JSON.stringify(vectorBucketName)}. Fix: pass 3 to 63 lowercase letters, digits and hyphens`);
  });

  test.each<[string, (stack: Stack) => kms.IKey, string]>([
    ['an alias', (stack) => kms.Alias.fromAliasName(stack, 'Key', 'alias/data'), 'cannot encrypt with key alias/data: aliases aren\'t supported for a vector bucket. Fix: '],
    ['a key of another Region', (stack) => kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY.replace(REGION, 'us-east-1')), 'a bucket in eu-west-1 can only be encrypted with a key in eu-west-1'],
  ])('%s causes an error, of a bucket and of an index', (_, keyIn, error) => {
    const stack = aStack(HOME);
    const encryption = VectorBucketEncryption.sseKms({ key: keyIn(stack) });
    expect(() => built({ encryption }, stack)).toThrow(error);
    const other = aStack(HOME);
    expect(() => built({}, other).bucket.addIndex('Index', { ...INDEX, encryption: VectorBucketEncryption.sseKms({ key: keyIn(other) }) })).toThrow(error);
  });
});

describe('what stays', () => {
  const attributes = (props: EncryptedVectorBucketProps, indexName?: string) => {
    const { bucket, stack } = built(props);
    bucket.addIndex('Index', { ...INDEX, indexName });
    const resources = Template.fromStack(stack).toJSON().Resources as { [id: string]: { DeletionPolicy: string; UpdateReplacePolicy: string } };
    const each = Object.entries(resources).map(([id, { DeletionPolicy, UpdateReplacePolicy }]) => [id, [DeletionPolicy, UpdateReplacePolicy]]);
    return Object.fromEntries(each) as object;
  };
  const of = (bucket: string, policy: string, index: string, replaced = 'Retain') => ({
    Bucket83908E77: [bucket, replaced],
    BucketPolicyE734B3B0: [policy, replaced],
    BucketIndexB07C344C: [index, replaced],
    BucketKey7E4AEAB8: ['Retain', 'Retain'],
  });

  test('bucket, policy, key and indexes', () => {
    expect(attributes({})).toEqual(of('Retain', 'RetainExceptOnCreate', 'Retain'));
    expect(attributes({ vectorBucketName: 'vectors' }, 'documents')).toEqual(of('RetainExceptOnCreate', 'RetainExceptOnCreate', 'RetainExceptOnCreate'));
    expect(attributes({ removalPolicy: RemovalPolicy.DESTROY })).toEqual(of('Delete', 'Delete', 'Delete', 'Delete'));
  });
});
