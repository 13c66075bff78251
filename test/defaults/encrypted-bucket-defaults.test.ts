import {
  App, aws_codepipeline as codepipeline, aws_elasticloadbalancingv2 as elb, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_ses as ses,
  Aspects, CfnCondition, CfnResource, Fn, type IAspect, Mixins, Stack,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { DefaultEncryption, EncryptedBucket, EncryptedBucketDefaults, type EncryptedBucketDefaultsProps, EncryptionKey, LogBucket, mixins, TlsVersion } from '../../src';

const ENV = { account: '111122223333', region: 'eu-west-1' };
const HTTP = 'plain HTTP and TLS below 1.2 denied';
const SIGNATURES = 'Signature Version 2 and anonymous requests denied';
const SSE_C = 'SSE-C blocked';
const UPLOADS = 'uploads with another encryption denied';
const PUBLIC = 'public access blocked';
const ALL_SIDS = [
  'DenyInsecureTransport', 'DenyOutdatedTls', 'DenyAnonymousRequests', 'DenySignatureVersion2', 'DenyCustomerProvidedKeys', 'DenyOtherEncryptionAlgorithms',
];

interface Scene { readonly stack: Stack; readonly defaults: EncryptedBucketDefaults }

/** An app whose buckets are made after the line. */
function scene(props: EncryptedBucketDefaultsProps = {}, make: (stack: Stack) => unknown = () => undefined): Scene {
  const app = new App();
  const defaults = EncryptedBucketDefaults.applyTo(app, props);
  const stack = new Stack(app, 'Stack', { env: ENV });
  make(stack);
  return { stack, defaults };
}

interface Json { [property: string]: any }

function resource(stack: Stack, type: string): Json {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties as Json;
}

const bucketOf = (stack: Stack) => resource(stack, 'AWS::S3::Bucket');
const ruleOf = (stack: Stack): Json => bucketOf(stack).BucketEncryption?.ServerSideEncryptionConfiguration[0];
const algorithmOf = (stack: Stack) => ruleOf(stack)?.ServerSideEncryptionByDefault?.SSEAlgorithm as string | undefined;
function sidsOf(stack: Stack): string[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy'))
    .flatMap(({ Properties }) => (Properties as Json).PolicyDocument.Statement.map(({ Sid }: Json) => Sid));
}

/** Why a setting was left as it is. */
function kept({ stack, defaults }: Scene, setting: string): string | undefined {
  Template.fromStack(stack);
  return defaults.exceptions.find((one) => one.setting === setting)?.reason;
}

const BLOCKED = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };

describe('a bucket of which its author says nothing', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['an s3.Bucket', (stack) => new s3.Bucket(stack, 'Bucket')],
    ['an L1 bucket', (stack) => new s3.CfnBucket(stack, 'Bucket')],
  ])('%s has all settings', (_, make) => {
    const { stack } = scene({}, make);
    expect(bucketOf(stack)).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] }, ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        }],
      },
      PublicAccessBlockConfiguration: BLOCKED,
    });
    expect(sidsOf(stack)).toEqual(ALL_SIDS);
  });

  test.each<[EncryptedBucketDefaultsProps, string[]]>([
    [{ requireSecureTransport: false }, ALL_SIDS.slice(2)],
    [{ requireSignatureVersion4: false }, ALL_SIDS.filter((sid) => !/Anonymous|Version2/.test(sid))],
    [{ blockSseC: false }, ALL_SIDS.filter((sid) => sid !== 'DenyCustomerProvidedKeys')],
    [{ enforceUploadEncryption: false }, ALL_SIDS.slice(0, -1)],
    [{ blockPublicAccess: false }, ALL_SIDS],
  ])('each setting can be left out: %j', (props, sids) => {
    const { stack } = scene(props, (one) => new s3.Bucket(one, 'Bucket'));
    expect(sidsOf(stack)).toEqual(sids);
    expect(bucketOf(stack).PublicAccessBlockConfiguration).toEqual(props.blockPublicAccess === false ? undefined : BLOCKED);
    expect(ruleOf(stack).BlockedEncryptionTypes).toEqual(props.blockSseC === false ? undefined : { EncryptionType: ['SSE-C'] });
  });

  test('the minimum TLS version is the one that is asked for', () => {
    const { stack } = scene({ minimumTlsVersion: TlsVersion.V1_3 }, (one) => new s3.Bucket(one, 'Bucket'));
    expect(JSON.stringify(resource(stack, 'AWS::S3::BucketPolicy'))).toContain('"s3:TlsVersion":"1.3"');
  });
});

describe('default encryption of buckets that are created afterwards', () => {
  test('SSE-KMS with a key of its own, which has the logical ID that the key of an EncryptedBucket has', () => {
    const { stack } = scene({ encryption: DefaultEncryption.sseKms() }, (one) => new s3.Bucket(one, 'Bucket'));
    expect(ruleOf(stack)).toMatchObject({ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
    const [keyId] = Object.keys(Template.fromStack(stack).findResources('AWS::KMS::Key'));
    const { stack: other } = scene({}, (one) => new EncryptedBucket(one, 'Bucket'));
    expect(Object.keys(Template.fromStack(other).findResources('AWS::KMS::Key'))).toEqual([keyId]);
  });

  test('one key for a stack', () => {
    const { stack } = scene({ encryption: DefaultEncryption.sseKms(), oneKeyPerStack: true }, (one) => {
      new s3.Bucket(one, 'One');
      new s3.Bucket(one, 'Other');
      new s3.Bucket(new Stack(one.node.root as App, 'Neighbour', { env: ENV }), 'Third');
    });
    const template = Template.fromStack(stack);
    const [keyId] = Object.keys(template.findResources('AWS::KMS::Key', { Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Retain' }));
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [Match.objectLike({
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': [keyId, 'Arn'] } },
        })],
      },
    });
  });

  test.each([true, false])('props that are passed on as undefined are not given; one key for a stack: %s', (oneKeyPerStack) => {
    const { stack } = scene({ encryption: DefaultEncryption.sseKms(), oneKeyPerStack }, (one) => new s3.Bucket(one, 'Bucket', {
      encryption: undefined, encryptionKey: undefined, bucketKeyEnabled: undefined,
    }));
    const [keyId] = Object.keys(Template.fromStack(stack).findResources('AWS::KMS::Key'));
    expect(ruleOf(stack)).toMatchObject({
      BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': [keyId, 'Arn'] } },
    });
  });

  test('a given key', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: ENV });
    const key = new EncryptionKey(stack, 'Shared');
    EncryptedBucketDefaults.applyTo(stack, { encryption: DefaultEncryption.sseKms({ key, bucketKey: false }) });
    expect(new s3.Bucket(stack, 'Bucket').encryptionKey).toBe(key);
    expect(ruleOf(stack).BucketKeyEnabled).toBe(false);
  });

  test('a key that S3 cannot encrypt with is rejected', () => {
    const { stack } = scene({ encryption: DefaultEncryption.sseKms({ key: new kms.Key(new Stack(), 'Rsa', { keySpec: kms.KeySpec.RSA_2048, keyUsage: kms.KeyUsage.SIGN_VERIFY }) }) });
    expect(() => new s3.Bucket(stack, 'Bucket')).toThrow(/symmetric/i);
  });

  test.each<[string, DefaultEncryption, string, boolean]>([
    ['the AWS managed key', DefaultEncryption.sseKmsAwsManaged(), 'aws:kms', false],
    ['DSSE-KMS', DefaultEncryption.dsseKms(), 'aws:kms:dsse', true],
    ['DSSE-KMS with the AWS managed key', DefaultEncryption.dsseKmsAwsManaged(), 'aws:kms:dsse', false],
  ])('%s', (_, encryption, algorithm, hasKey) => {
    const { stack } = scene({ encryption }, (one) => new s3.Bucket(one, 'Bucket'));
    expect(algorithmOf(stack)).toBe(algorithm);
    const keys = Object.values(Template.fromStack(stack).findResources('AWS::KMS::Key'));
    expect(keys.map(({ Properties }) => (Properties as Json).EnableKeyRotation)).toEqual(hasKey ? [true] : []);
  });

  test.each(['Resource', 'Default'])('an L1 bucket is one also as %s of somebody else\'s construct', (id) => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: ENV });
    new s3.CfnBucket(new Construct(stack, 'Theirs'), id);
    EncryptedBucketDefaults.applyTo(app, { encryption: DefaultEncryption.sseKms(), l1Encryption: DefaultEncryption.sseKmsAwsManaged() });
    expect(algorithmOf(stack)).toBe('aws:kms');
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('instead of a KMS key'))).toEqual([]);
  });

  test('L1 buckets get another one only if it is asked for', () => {
    const make = (stack: Stack) => new s3.CfnBucket(stack, 'Bucket');
    expect(algorithmOf(scene({ encryption: DefaultEncryption.sseKms() }, make).stack)).toBe('AES256');
    expect(algorithmOf(scene({ l1Encryption: DefaultEncryption.sseKms() }, make).stack)).toBe('aws:kms');
  });
});

const KMS = { encryption: DefaultEncryption.sseKms(), l1Encryption: DefaultEncryption.sseKms() };

describe('buckets that need SSE-S3 keep it, though SSE-KMS is asked for', () => {
  test.each<[string, (stack: Stack) => unknown, RegExp]>([
    ['a website', (stack) => new s3.Bucket(stack, 'Bucket', { websiteIndexDocument: 'index.html' }), /hosts a website/],
    ['a target of access logs', (stack) => {
      const target = new s3.Bucket(stack, 'Bucket');
      new s3.CfnBucket(stack, 'Logged', { loggingConfiguration: { destinationBucketName: target.bucketName } }).overrideLogicalId('Logged');
    }, /receives S3 server access logs \(Stack\/Logged\)/],
    ['a bucket that logs to itself', (stack) => new s3.Bucket(stack, 'Bucket', { serverAccessLogsPrefix: 'logs/' }), /receives S3 server access logs$/],
    ['an L1 bucket that logs to itself', (stack) => new s3.CfnBucket(stack, 'Bucket', { loggingConfiguration: { logFilePrefix: 'logs/' } }), /receives S3 server access logs$/],
    ['a target of a load balancer, by an attribute', (stack) => new elb.CfnLoadBalancer(stack, 'Balancer', {
      loadBalancerAttributes: [{ key: 'access_logs.s3.bucket', value: new s3.Bucket(stack, 'Bucket').bucketName }],
    }), /Load Balancer logs \(Stack\/Balancer\)/],
    ['a target that its policy shows', (stack) => new s3.Bucket(stack, 'Bucket').addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')], actions: ['s3:PutObject'], resources: ['*'],
    })), /allows a log delivery/],
    ['a bucket with the ACL for logs', (stack) => new s3.Bucket(stack, 'Bucket', {
      accessControl: s3.BucketAccessControl.LOG_DELIVERY_WRITE, objectOwnership: s3.ObjectOwnership.OBJECT_WRITER,
    }), /ACL/],
    ['a public bucket', (stack) => new s3.Bucket(stack, 'Bucket', {
      publicReadAccess: true, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
    }), /public/],
    ['an origin with an origin access identity', (stack) => new s3.Bucket(stack, 'Bucket').addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.CanonicalUserPrincipal('abc')], actions: ['s3:GetObject'], resources: ['*'],
    })), /origin access identity/],
    ['a bucket to which SES writes without a role', (stack) => receiptRule(stack, new s3.Bucket(stack, 'Bucket').bucketName),
      /^Stack\/Rule writes the received mail as ses\.amazonaws\.com, which has no permissions for the KMS key$/],
    ['a bucket that a service can write to', (stack) => new s3.Bucket(stack, 'Bucket').addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('bedrock.amazonaws.com')], actions: ['s3:Put*'], resources: ['*'],
    })), /its policy allows bedrock\.amazonaws\.com to read or write objects, and it has no permissions for the KMS key/],
    ['a bucket that another account can read', (stack) => new s3.Bucket(stack, 'Bucket').addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.AccountPrincipal('444455556666')], actions: ['s3:GetObject'], resources: ['*'],
    })), /its policy allows another account/],
    ['a bucket to which a role of another account can write', (stack) => {
      const role = new iam.Role(new Stack(stack.node.root as App, 'Other', { env: { ...ENV, account: '444455556666' } }), 'Role', {
        roleName: 'Writer', assumedBy: new iam.AccountRootPrincipal(),
      });
      new s3.Bucket(stack, 'Bucket').addToResourcePolicy(new iam.PolicyStatement({
        principals: [role], notActions: ['s3:DeleteObject'], resources: ['*'],
      }));
    }, /its policy allows another account/],
    ['an L1 bucket that another account can read', (stack) => new s3.CfnBucketPolicy(stack, 'Policy', {
      bucket: new s3.CfnBucket(stack, 'Bucket').ref,
      policyDocument: { Statement: { Effect: 'Allow', Principal: { AWS: '444455556666' }, Action: 's3:*', Resource: 'arn:aws:s3:::x/*' } },
    }), /its policy allows another account/],
    ['an L1 source of replication', (stack) => new s3.CfnBucket(stack, 'Bucket', {
      replicationConfiguration: {
        role: 'arn:aws:iam::111122223333:role/Replication', rules: [{ status: 'Enabled', destination: { bucket: 'arn:aws:s3:::elsewhere' } }],
      },
    }), /replicated/],
  ])('%s', (_, make, reason) => {
    const { stack, defaults } = scene(KMS, make);
    const template = Template.fromStack(stack);
    const buckets = Object.entries(template.findResources('AWS::S3::Bucket')).filter(([id]) => id !== 'Logged');
    const rules = buckets.map(([, { Properties }]) => (Properties as Json).BucketEncryption.ServerSideEncryptionConfiguration[0]);
    expect(rules.map((rule) => rule.ServerSideEncryptionByDefault)).toEqual([{ SSEAlgorithm: 'AES256' }]);
    expect(defaults.changes.find(({ setting }) => setting === 'default encryption: SSE-S3')?.reason).toMatch(reason);
    // No key that nobody uses.
    template.resourcePropertiesCountIs('AWS::KMS::Key', { Description: Match.stringLikeRegexp('Stack/Bucket$') }, 0);
  });

  test.each<[string, (stack: Stack, bucket: s3.Bucket) => unknown]>([
    ['another account that a grant allows to use the key, too', (_, bucket) => bucket.grantRead(new iam.AccountPrincipal('444455556666'))],
    ['a service that a grant allows to use the key, too', (_, bucket) => bucket.grantPut(new iam.ServicePrincipal('bedrock.amazonaws.com'))],
    ['SES with a role', (stack, bucket) => receiptRule(stack, bucket.bucketName, 'arn:aws:iam::111122223333:role/Mail')],
    ['SES that the key policy allows', (stack, bucket) => {
      bucket.encryptionKey!.grantEncryptDecrypt(new iam.ServicePrincipal('ses.amazonaws.com'));
      receiptRule(stack, bucket.bucketName);
    }],
    ['a service and another account that cannot see objects', (_, bucket) => bucket.addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('config.amazonaws.com'), new iam.AccountPrincipal('444455556666')],
      actions: ['s3:ListBucket', 's3:GetBucket*'],
      resources: ['*'],
    }))],
    ['a role of the account', (stack, bucket) => bucket.addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }), new iam.AccountPrincipal(ENV.account)],
      actions: ['s3:GetObject'],
      resources: ['*'],
    }))],
  ])('and a bucket keeps its key with %s', (_, use) => {
    expect(algorithmOf(scene(KMS, (stack) => use(stack, new s3.Bucket(stack, 'Bucket'))).stack)).toBe('aws:kms');
  });

  test('a target of replication', () => {
    const { stack } = scene(KMS, (one) => {
      const destination = new s3.Bucket(one, 'Destination', { versioned: true });
      new s3.Bucket(one, 'Source', { versioned: true, replicationRules: [{ destination }] });
    });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 0);
    Template.fromStack(stack).allResourcesProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          Match.objectLike({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }),
        ],
      },
    });
  });

  test('a shared key is taken from the bucket, and stays for others', () => {
    const { stack } = scene({ encryption: DefaultEncryption.sseKms(), oneKeyPerStack: true }, (one) => {
      const target = new s3.Bucket(one, 'Target');
      target.grantRead(new iam.Role(one, 'Reader', { assumedBy: new iam.AccountRootPrincipal() }));
      new s3.Bucket(one, 'Logged', { serverAccessLogsBucket: target });
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    const sseS3 = { BucketEncryption: { ServerSideEncryptionConfiguration: [Match.objectLike({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } })] } };
    template.resourcePropertiesCountIs('AWS::S3::Bucket', sseS3, 1);
  });

  test.each<[string, (stack: Stack) => EncryptedBucketDefaultsProps]>([
    ['the key of the stack', () => ({ encryption: DefaultEncryption.sseKms(), oneKeyPerStack: true })],
    ['a given kms.Key', (stack) => ({ encryption: DefaultEncryption.sseKms({ key: new kms.Key(stack, 'Given') }) })],
    ['a given EncryptionKey', (stack) => ({ encryption: DefaultEncryption.sseKms({ key: new EncryptionKey(stack, 'Given') }) })],
  ])('%s allows nothing to the log delivery, unless another target of logs has that key', (_, propsOf) => {
    const services = (isChosen: boolean) => {
      const stack = new Stack(new App(), 'Stack', { env: ENV });
      EncryptedBucketDefaults.applyTo(stack, propsOf(stack));
      const data = new s3.Bucket(stack, 'Data', { serverAccessLogsBucket: new s3.Bucket(stack, 'Logs') });
      new s3.Bucket(stack, 'More', { serverAccessLogsBucket: new s3.Bucket(stack, 'MoreLogs') });
      if (isChosen) { new s3.Bucket(stack, 'Last', { serverAccessLogsBucket: new s3.Bucket(stack, 'Chosen', { encryptionKey: data.encryptionKey }) }); }
      return JSON.stringify(Template.fromStack(stack).findResources('AWS::KMS::Key')).match(/logging\.s3\.amazonaws\.com/g) ?? [];
    };
    expect(services(false)).toEqual([]);
    expect(services(true)).toHaveLength(1);
  });

  test('a key of the stack that no bucket can have is removed', () => {
    const { stack } = scene({ encryption: DefaultEncryption.sseKms(), oneKeyPerStack: true }, (one) => {
      new s3.CfnBucket(one, 'Logged', { loggingConfiguration: { destinationBucketName: new s3.Bucket(one, 'Logs').bucketName } });
    });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 0);
  });

  test('a log target whose key something else refers to is an error that names the line to write', () => {
    const { stack } = scene(KMS, (one) => {
      const target = new s3.Bucket(one, 'Target');
      target.grantRead(new iam.Role(one, 'Reader', { assumedBy: new iam.AccountRootPrincipal() }));
      new s3.Bucket(one, 'Logged', { serverAccessLogsBucket: target });
    });
    expect(() => Template.fromStack(stack)).toThrow(new RegExp('\\[Stack/Target/Resource\\] the bucket receives S3 server access logs \\(Stack/Logged/Resource\\), which needs SSE-S3, '
      + 'but Stack/Reader/DefaultPolicy/Resource refers to the KMS key that EncryptedBucketDefaults created for the bucket\\. '
      + 'Fix: where Stack/Target is created, set the property encryption of the s3\\.Bucket to S3_MANAGED\\.'));
  });

  test('that line is enough', () => {
    const { stack } = scene(KMS, (one) => {
      const target = new s3.Bucket(one, 'Target', { encryption: s3.BucketEncryption.S3_MANAGED });
      target.grantRead(new iam.Role(one, 'Reader', { assumedBy: new iam.AccountRootPrincipal() }));
      new s3.Bucket(one, 'Logged', { serverAccessLogsBucket: target });
    });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
  });
});

describe('what the author chose is kept', () => {
  test.each<[string, (stack: Stack) => unknown, string, RegExp]>([
    ['another default encryption', (stack) => new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS_MANAGED }), 'default encryption', /already specified/],
    ['a default encryption that a mixin has set', (stack) => Mixins.of(new s3.Bucket(stack, 'Bucket')).apply(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms())),
      'default encryption', /already specified/],
    ['a property override', (stack) => l1Of(new s3.Bucket(stack, 'Bucket')).addPropertyOverride('BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled', true),
      'default encryption', /override/],
    ['an encryption that is known at deployment only', (stack) => new s3.CfnBucket(stack, 'Bucket', { bucketEncryption: Fn.conditionIf('Condition', {}, {}) }),
      'default encryption', /BucketEncryption is known at deployment only/],
    ['several rules', (stack) => new s3.CfnBucket(stack, 'Bucket', { bucketEncryption: { serverSideEncryptionConfiguration: [{}, {}] } }),
      'default encryption', /2 rules/],
    ['plain HTTP', (stack) => new s3.Bucket(stack, 'Bucket', { enforceSSL: false }), HTTP, /enforceSSL/],
    ['another TLS version', (stack) => new s3.Bucket(stack, 'Bucket', { enforceSSL: true, minimumTLSVersion: 1.3 }), HTTP, /s3:TlsVersion/],
    ['plain HTTP for some callers', (stack) => transport(stack, { StringNotEquals: { 'aws:PrincipalTag/legacy': 'true' } }), HTTP, /aws:SecureTransport/],
    ['plain HTTP for some actions', (stack) => transport(stack, {}, ['s3:PutObject']), HTTP, /aws:SecureTransport/],
    ['plain HTTP that is allowed', (stack) => allowing(stack, { Bool: { 'aws:SecureTransport': 'false' } }), HTTP, /aws:SecureTransport/],
    ['TLS of a mixin', (stack) => Mixins.of(stack).apply(new mixins.BucketSecureTransport({ minimumTlsVersion: TlsVersion.V1_3 })), HTTP, /mixin/],
    ['a website, for plain HTTP', (stack) => new s3.CfnBucket(stack, 'Bucket', { websiteConfiguration: { indexDocument: 'index.html' } }), HTTP, /website/],
    ['a public policy, for anonymous requests', (stack) => new s3.CfnBucketPolicy(stack, 'Policy', {
      bucket: new s3.CfnBucket(stack, 'Bucket').ref,
      policyDocument: { Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' } },
    }), SIGNATURES, /public/],
    ['a public policy, for the block of public access', (stack) => new s3.CfnBucketPolicy(stack, 'Policy', {
      bucket: new s3.CfnBucket(stack, 'Bucket').ref,
      policyDocument: { Statement: [{ Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' }] },
    }), PUBLIC, /public/],
    ['signatures of a policy', (stack) => allowing(stack, { StringEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }), SIGNATURES, /s3:signatureversion/],
    ['SSE-C', (stack) => new s3.Bucket(stack, 'Bucket', { blockedEncryptionTypes: [s3.BlockedEncryptionType.NONE] }), SSE_C, /blockedEncryptionTypes/],
    ['SSE-C of a mixin', (stack) => Mixins.of(new s3.Bucket(stack, 'Bucket')).apply(new mixins.BucketSseCAllowed()), SSE_C, /mixin/],
    ['SSE-C of a policy', (stack) => allowing(stack, { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } }), SSE_C, /customer-algorithm/],
    ['uploads of a policy', (stack) => allowing(stack, { StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }), UPLOADS, /s3:x-amz-server-side-encryption/],
    ['a part of the block of public access', (stack) => new s3.Bucket(stack, 'Bucket', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY }), PUBLIC, /already specified/],
    ['a public ACL', (stack) => new s3.CfnBucket(stack, 'Bucket', { accessControl: 'PublicRead' }), PUBLIC, /public/],
  ])('%s', (_, make, setting, reason) => {
    expect(kept(scene({}, (stack) => {
      if (/TLS of a mixin/.test(_)) { new s3.Bucket(stack, 'Bucket'); }
      if (/deployment/.test(_)) { new CfnCondition(stack, 'Condition', { expression: Fn.conditionEquals('a', 'b') }); }
      make(stack);
    }), setting)).toMatch(reason);
  });

  describe.each([true, false])('an encryption that is assigned to the L1; one key for a stack: %s', (oneKeyPerStack) => {
    const assigned = (bucketEncryption: (bucket: s3.Bucket) => s3.CfnBucket.BucketEncryptionProperty | undefined) => (
      scene({ encryption: DefaultEncryption.sseKms(), oneKeyPerStack }, (one) => {
        const bucket = new s3.Bucket(one, 'Bucket');
        l1Of(bucket).bucketEncryption = bucketEncryption(bucket);
        // A target of logs would lose a key that was injected.
        new s3.CfnBucket(one, 'Logged', { loggingConfiguration: { destinationBucketName: bucket.bucketName } }).overrideLogicalId('Logged');
      })
    );
    const OTHER = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

    test.each<[string, s3.CfnBucket.ServerSideEncryptionByDefaultProperty | undefined]>([
      ['another key', { sseAlgorithm: 'aws:kms', kmsMasterKeyId: OTHER }],
      ['the AWS managed key', { sseAlgorithm: 'aws:kms' }],
      ['another algorithm', { sseAlgorithm: 'AES256' }],
      ['none', undefined],
    ])('%s, and the key that was made is removed', (_, serverSideEncryptionByDefault) => {
      const made = assigned(() => serverSideEncryptionByDefault && { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault }] });
      expect(kept(made, 'default encryption')).toMatch(/already specified/);
      const template = Template.fromStack(made.stack);
      const [{ Properties }] = Object.entries(template.findResources('AWS::S3::Bucket')).flatMap(([id, one]) => (id === 'Logged' ? [] : [one]));
      const [rule] = (Properties as Json).BucketEncryption?.ServerSideEncryptionConfiguration ?? [{}];
      expect(rule.ServerSideEncryptionByDefault).toEqual(serverSideEncryptionByDefault && {
        SSEAlgorithm: serverSideEncryptionByDefault.sseAlgorithm, KMSMasterKeyID: serverSideEncryptionByDefault.kmsMasterKeyId,
      });
      template.resourceCountIs('AWS::KMS::Key', 0);
    });

    test('the same key without a Bucket Key, and the key stays', () => {
      const made = assigned(({ encryptionKey }) => ({
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryptionKey!.keyArn } }],
      }));
      expect(kept(made, 'default encryption')).toMatch(/already specified/);
      Template.fromStack(made.stack).resourceCountIs('AWS::KMS::Key', 1);
    });
  });

  test('a website that only redirects has TLS', () => {
    const { stack } = scene({}, (one) => new s3.Bucket(one, 'Bucket', { websiteRedirect: { hostName: 'example.com' } }));
    expect(sidsOf(stack)).toContain('DenyInsecureTransport');
  });

  test('enforceSSL does not stand in the way of the minimum TLS version', () => {
    const { stack } = scene({}, (one) => new s3.Bucket(one, 'Bucket', { enforceSSL: true }));
    expect(sidsOf(stack)).toEqual([undefined, ...ALL_SIDS]);
  });

  test('a statement as enforceSSL adds does not either', () => {
    const { stack } = scene({}, (one) => transport(one, {}));
    expect(sidsOf(stack)).toContain('DenyOutdatedTls');
  });

  test('EncryptedBucket and LogBucket are as without defaults', () => {
    const make = (stack: Stack) => {
      new EncryptedBucket(stack, 'Data', { accessLogs: { bucket: new LogBucket(stack, 'Logs') }, uploadEncryption: undefined });
      new EncryptedBucket(stack, 'Thumbnails', { defaultEncryption: DefaultEncryption.sseS3() });
    };
    const plain = new Stack(new App(), 'Stack', { env: ENV });
    make(plain);
    for (const props of [{}, KMS, { encryption: DefaultEncryption.sseKms(), oneKeyPerStack: true }]) {
      expect(Template.fromStack(scene(props, make).stack).toJSON()).toEqual(Template.fromStack(plain).toJSON());
    }
  });
});

function allowing(stack: Stack, conditions: { [operator: string]: { [key: string]: string } }): void {
  new s3.Bucket(stack, 'Bucket').addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.AccountPrincipal('444455556666')], actions: ['s3:PutObject'], resources: ['*'], conditions,
  }));
}

/** A statement against plain HTTP, for those of whom more conditions hold. */
function transport(stack: Stack, conditions: { [operator: string]: { [key: string]: string } }, actions = ['s3:*']): void {
  new s3.CfnBucketPolicy(stack, 'Policy', {
    bucket: new s3.CfnBucket(stack, 'Bucket').ref,
    policyDocument: {
      Statement: [{ Effect: 'Deny', Principal: '*', Action: actions, Resource: '*', Condition: { ...conditions, Bool: { 'aws:SecureTransport': ['false'] } } }],
    },
  });
}

function receiptRule(stack: Stack, bucketName: string, iamRoleArn?: string): void {
  new ses.CfnReceiptRule(stack, 'Rule', { ruleSetName: 'rules', rule: { actions: [{ s3Action: { bucketName, iamRoleArn } }] } });
}

function l1Of(bucket: s3.Bucket): s3.CfnBucket {
  return bucket.node.defaultChild as s3.CfnBucket;
}

describe('never a second policy', () => {
  test('statements join the policy of an included template', () => {
    const { stack } = scene({}, (one) => new s3.CfnBucketPolicy(one, 'Theirs', {
      bucket: new s3.CfnBucket(one, 'Bucket').ref, policyDocument: { Version: '2012-10-17', Statement: [{ Sid: 'Theirs', Effect: 'Deny', Principal: '*', Action: 's3:DeleteBucket', Resource: '*' }] },
    }));
    expect(sidsOf(stack)).toEqual(['Theirs', ...ALL_SIDS]);
  });

  test.each<[string, (stack: Stack, bucket: s3.CfnBucket) => unknown, RegExp]>([
    ['the policy is in another stack', (stack, bucket) => new s3.CfnBucketPolicy(new Stack(stack.node.root as App, 'Other', { env: ENV }), 'Policy', {
      bucket: bucket.ref, policyDocument: { Statement: [] },
    }), /another stack/],
    ['a condition chooses the bucket', (stack, bucket) => {
      new CfnCondition(stack, 'Condition', { expression: Fn.conditionEquals('a', 'b') });
      new s3.CfnBucketPolicy(stack, 'Policy', { bucket: Fn.conditionIf('Condition', bucket.ref, 'other').toString(), policyDocument: { Statement: [] } });
    }, /choice at deployment/],
    ['there are several', (stack, bucket) => {
      for (const id of ['One', 'Other']) { new s3.CfnBucketPolicy(stack, id, { bucket: bucket.ref, policyDocument: { Statement: [] } }); }
    }, /several policies: Stack\/One, Stack\/Other/],
    ['the document is known at deployment only', (stack, bucket) => new s3.CfnBucketPolicy(stack, 'Policy', {
      bucket: bucket.ref, policyDocument: { 'Fn::Transform': { Name: 'AWS::Include' } },
    }), /known at deployment only/],
  ])('where %s, no statement is added', (_, make, reason) => {
    const made = scene({}, (one) => { make(one, new s3.CfnBucket(one, 'Bucket')); });
    expect(kept(made, HTTP)).toMatch(reason);
    expect(Object.keys(Template.fromStack(made.stack).findResources('AWS::S3::BucketPolicy')).filter((id) => id.startsWith('BucketPolicy'))).toEqual([]);
  });
});

describe('services that write with an encryption of their own', () => {
  const pipeline = (bucket: (stack: Stack) => s3.IBucket) => (stack: Stack) => {
    const artifacts = new codepipeline.Artifact();
    const source = new codepipeline.Pipeline(stack, 'Pipeline', { artifactBucket: bucket(stack), crossAccountKeys: false });
    source.addStage({ stageName: 'Source', actions: [sourceAction(artifacts)] });
    source.addStage({ stageName: 'Approve', actions: [sourceAction(undefined)] });
  };

  test('a pipeline that names the key of its bucket does not stand in the way', () => {
    const { stack } = scene({ encryption: DefaultEncryption.sseKms() }, pipeline((one) => new s3.Bucket(one, 'Artifacts')));
    expect(sidsOf(stack)).toContain('DenyOtherEncryptionKeys');
  });

  test('one that names another encryption does', () => {
    const made = scene({}, pipeline((one) => new s3.Bucket(one, 'Artifacts')));
    expect(kept(made, UPLOADS)).toMatch(/Stack\/Pipeline\/Resource writes the pipeline artifacts with another encryption/);
    expect(sidsOf(made.stack)).not.toContain('DenyOtherEncryptionAlgorithms');
  });
});

function sourceAction(output: codepipeline.Artifact | undefined): codepipeline.IAction {
  return {
    actionProperties: {
      actionName: 'Action',
      category: output ? codepipeline.ActionCategory.SOURCE : codepipeline.ActionCategory.APPROVAL,
      provider: output ? 'S3' : 'Manual',
      artifactBounds: { minInputs: 0, maxInputs: 0, minOutputs: 0, maxOutputs: 1 },
      outputs: output ? [output] : [],
    },
    bind: () => ({}),
    onStateChange: () => { throw new Error('not used'); },
  };
}

describe('which buckets', () => {
  const names = (stack: Stack) => Object.keys(Template.fromStack(stack).findResources('AWS::S3::Bucket', { Properties: { BucketEncryption: Match.anyValue() } }));
  const make = (stack: Stack) => {
    new s3.CfnBucket(stack, 'One');
    new s3.CfnBucket(stack, 'Other');
  };

  test.each([[['Stack/One']], [['*/One']], [['**/One']]])('exempt paths %j', (exemptPaths) => {
    expect(names(scene({ exemptPaths }, make).stack)).toEqual(['Other']);
  });

  test('an exempt path is left out of the injection too', () => {
    const { stack } = scene({ ...KMS, exemptPaths: ['Stack/Bucket'] }, (one) => new s3.Bucket(one, 'Bucket'));
    expect(bucketOf(stack)).toBeUndefined();
  });

  test('exempt constructs', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    make(stack);
    EncryptedBucketDefaults.applyTo(app, { exemptConstructs: [stack.node.findChild('One')] });
    expect(names(stack)).toEqual(['Other']);
  });

  test('only those of the scope', () => {
    const app = new App();
    const [inside, outside] = ['Inside', 'Outside'].map((id) => new Stack(app, id));
    EncryptedBucketDefaults.applyTo(inside, KMS);
    for (const stack of [inside, outside]) { new s3.Bucket(stack, 'Bucket'); }
    expect(names(inside)).toHaveLength(1);
    expect(names(outside)).toEqual([]);
  });

  test('the defaults of an inner scope count', () => {
    const app = new App();
    EncryptedBucketDefaults.applyTo(app, { encryption: DefaultEncryption.sseKms() });
    const stack = new Stack(app, 'Stack');
    EncryptedBucketDefaults.applyTo(stack, { requireSecureTransport: false });
    new s3.Bucket(stack, 'Bucket');
    expect(algorithmOf(stack)).toBe('AES256');
    expect(sidsOf(stack)).not.toContain('DenyInsecureTransport');
  });
});

describe('what has been changed', () => {
  test('is listed, with reasons, and as text', () => {
    const { stack, defaults } = scene({ enforceUploadEncryption: false, blockSseC: false, requireSignatureVersion4: false, blockPublicAccess: false },
      (one) => new s3.Bucket(one, 'Bucket', { enforceSSL: false }));
    expect(defaults.changes).toEqual([]);
    Template.fromStack(stack);
    expect(defaults.changes).toEqual([{ constructPath: 'Stack/Bucket', setting: 'default encryption: SSE-S3', reason: 'none was specified' }]);
    expect(defaults.report()).toBe('Changed: 1\n  Stack/Bucket: default encryption: SSE-S3 (none was specified)\n'
      + `Unchanged: 1\n  Stack/Bucket: ${HTTP} (enforceSSL is set to false)\n`);
  });

  test.each([[true, 1], [false, 0]])('is an annotation of the bucket if asked for: %s', (annotate, count) => {
    const { stack } = scene({ annotate }, (one) => new s3.Bucket(one, 'Bucket'));
    expect(Annotations.fromStack(stack).findInfo('/Stack/Bucket', Match.stringLikeRegexp('EncryptedBucketDefaults has set: default encryption: SSE-S3 .*public access blocked'))).toHaveLength(count);
  });
});

test('a generic resource is left as it is, and said', () => {
  const made = scene({}, (stack) => new CfnResource(stack, 'Bucket', { type: 'AWS::S3::Bucket' }));
  expect(kept(made, 'all settings')).toMatch(/generic CfnResource/);
});

describe('bad configuration', () => {
  test('the same defaults twice are the same', () => {
    const app = new App();
    const props = { ...KMS, exemptPaths: ['A'] };
    expect(EncryptedBucketDefaults.applyTo(app, props)).toBe(EncryptedBucketDefaults.applyTo(app, { ...props, encryption: DefaultEncryption.sseKms(), exemptPaths: ['A'] }));
  });

  test.each<[string, EncryptedBucketDefaultsProps, RegExp]>([
    ['other defaults', { annotate: true }, /^Stack: EncryptedBucketDefaults cannot be applied: other defaults have already been applied to the scope\. Fix: apply the defaults to a scope once\.$/],
    ['a key per stack, for SSE-S3', { oneKeyPerStack: true }, /^Stack: oneKeyPerStack cannot be true: encryption has no customer managed key\. Fix: /],
    ['a key per stack, for a given key', { oneKeyPerStack: true, encryption: DefaultEncryption.sseKms({ key: kms.Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab') }) },
      /encryption specifies a key/],
    ['an empty path', { exemptPaths: ['/'] }, /exemptPaths/],
  ])('%s', (_, props, message) => {
    const stack = new Stack(new App(), 'Stack');
    EncryptedBucketDefaults.applyTo(stack);
    expect(() => EncryptedBucketDefaults.applyTo(stack, props)).toThrow(message);
  });

  test('no construct', () => {
    expect(() => EncryptedBucketDefaults.applyTo(undefined as unknown as Construct)).toThrow('EncryptedBucketDefaults: scope cannot be left out');
  });
});

test('nothing of the tree is left behind', () => {
  const { stack } = scene({}, (one) => new s3.Bucket(one, 'Bucket'));
  const seen: string[] = [];
  const aspect: IAspect = { visit: (node) => { seen.push(node.node.path); } };
  Aspects.of(stack).add(aspect);
  Template.fromStack(stack);
  expect(stack.node.root.node.children.map(({ node }) => node.id)).toEqual(['Stack', 'Tree']);
  expect(seen).toContain('Stack/Bucket');
});
