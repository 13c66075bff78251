import { App, aws_kms as kms, aws_s3 as s3, Duration, type InjectionContext, type IPropertyInjector, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, LogBucket, SignatureVersion, TlsVersion, UploadEncryption,
} from '../../src';
import { PROPS_LEFT_OUT } from '../../src/bucket/private/props-left-out';
import { aStack, bucketPolicyStatements, theResource } from '../support/stacks';

function bucketWith(props?: EncryptedBucketProps) {
  const stack = aStack();
  new EncryptedBucket(stack, 'Bucket', props);
  return stack;
}

test('by default: encrypted with an own key, versioned, private, without ACLs, and kept', () => {
  Template.fromStack(bucketWith()).hasResource('AWS::S3::Bucket', {
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['BucketKey7E4AEAB8', 'Arn'] } },
        }],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('the props of the L2 still work', () => {
  const stack = bucketWith({
    bucketName: 'my-data',
    versioned: false,
    removalPolicy: RemovalPolicy.DESTROY,
    autoDeleteObjects: true,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: undefined, noncurrentVersionsToRetain: 3 }],
  });
  const { VersioningConfiguration, BucketName, LifecycleConfiguration } = theResource(stack, 'AWS::S3::Bucket');
  expect({ VersioningConfiguration, BucketName, rules: LifecycleConfiguration.Rules.length }).toEqual({ BucketName: 'my-data', rules: 1 });
  Template.fromStack(stack).resourceCountIs('Custom::S3AutoDeleteObjects', 1);
});

describe('every combination of choices', () => {
  const encryptions = {
    'SSE-S3': () => DefaultEncryption.sseS3(),
    'SSE-KMS': () => DefaultEncryption.sseKms(),
    'aws/s3': () => DefaultEncryption.sseKmsAwsManaged(),
    'DSSE-KMS': () => DefaultEncryption.dsseKms(),
    'DSSE aws/s3': () => DefaultEncryption.dsseKmsAwsManaged(),
  };
  const combinations = Object.entries(encryptions).flatMap(([name, encryption]) =>
    [TlsVersion.V1_2, TlsVersion.V1_3].flatMap((minimumTlsVersion) =>
      Object.values(SignatureVersion).flatMap((signatureVersion) =>
        Object.values(CustomerProvidedKeys).flatMap((customerProvidedKeys) =>
          [true, false].map((enforced) => ({ name, encryption, minimumTlsVersion, signatureVersion, customerProvidedKeys, enforced }))))));

  test.each(combinations)('$name, TLS $minimumTlsVersion, signature $signatureVersion, SSE-C $customerProvidedKeys, uploads enforced $enforced', (
    { name, encryption, minimumTlsVersion, signatureVersion, customerProvidedKeys, enforced },
  ) => {
    const stack = bucketWith({
      defaultEncryption: encryption(),
      minimumTlsVersion,
      signatureVersion,
      customerProvidedKeys,
      uploadEncryption: enforced ? undefined : UploadEncryption.any(),
    });

    const ownKey = name === 'SSE-KMS' || name === 'DSSE-KMS';
    const signatures = {
      [SignatureVersion.V4]: ['DenyAnonymousRequests', 'DenySignatureVersion2'],
      [SignatureVersion.V4_ALLOW_LIST]: ['DenyAnonymousRequests', 'DenyOtherSignatureVersions'],
      [SignatureVersion.ANY]: [],
    };
    const customerKeys = {
      [CustomerProvidedKeys.BLOCKED]: ['DenyCustomerProvidedKeys'],
      [CustomerProvidedKeys.ALLOWED]: [],
      [CustomerProvidedKeys.REQUIRED]: ['DenyMissingCustomerProvidedKey'],
    };
    const statements = bucketPolicyStatements(stack);
    expect(Object.keys(statements)).toEqual([
      'DenyInsecureTransport',
      'DenyOutdatedTls',
      ...signatures[signatureVersion],
      ...(enforced ? ['DenyOtherEncryptionAlgorithms'] : []),
      ...(enforced && ownKey ? ['DenyOtherEncryptionKeys', 'DenyKmsWithoutKey'] : []),
      ...customerKeys[customerProvidedKeys],
    ]);
    expect(statements.DenyOutdatedTls.Condition).toMatchObject({ NumericLessThan: { 's3:TlsVersion': minimumTlsVersion } });

    const [rule] = theResource(stack, 'AWS::S3::Bucket').BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule).toEqual({
      BlockedEncryptionTypes: { EncryptionType: [customerProvidedKeys === CustomerProvidedKeys.BLOCKED ? 'SSE-C' : 'NONE'] },
      ...(name === 'SSE-KMS' || name === 'aws/s3' ? { BucketKeyEnabled: true } : {}),
      ServerSideEncryptionByDefault: {
        SSEAlgorithm: encryption().algorithm,
        ...(ownKey ? { KMSMasterKeyID: expect.stringContaining(':key/BucketKey') } : {}),
      },
    });
  });
});

test.each([
  [{ minimumTlsVersion: TlsVersion.V1_3 }, 'tls13MayStopClients'],
  [{ signatureVersion: SignatureVersion.V4_ALLOW_LIST }, 'signatureAllowListMayStopClients'],
])('%j warns', (props, id) => {
  Annotations.fromStack(bucketWith(props)).hasWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp(id));
});

describe('lifecycle rules of a bucket that is versioned by default', () => {
  const expiration = Duration.days(30);
  const noncurrentVersionExpiration = Duration.days(7);
  const told = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('noncurrentVersionsKept'));

  test.each<[string, EncryptedBucketProps, string | undefined]>([
    ['keep noncurrent versions', { lifecycleRules: [{ id: 'Old', expiration }] }, 'Old'],
    ['keep those of another prefix', { lifecycleRules: [{ prefix: 'a/', expiration }, { prefix: 'b/', noncurrentVersionExpiration }] }, 'a/'],
    ['expire them', { lifecycleRules: [{ expiration, noncurrentVersionExpiration }] }, undefined],
    ['expire them in another rule', { lifecycleRules: [{ prefix: 'a/', expiration }, { noncurrentVersionExpiration }] }, undefined],
    ['are disabled', { lifecycleRules: [{ enabled: false, expiration }] }, undefined],
    ['expire nothing', { lifecycleRules: [{ abortIncompleteMultipartUploadAfter: expiration }] }, undefined],
    ['keep them on purpose', { versioned: true, lifecycleRules: [{ expiration }] }, undefined],
    ['have none', { versioned: false, lifecycleRules: [{ expiration }] }, undefined],
  ])('%s', (_, props, named) => {
    const found = told(bucketWith(props));
    expect(found.map(({ entry: { data } }) => String(data))).toEqual(named === undefined ? [] : [expect.stringContaining(`noncurrent versions: ${named}. `)]);
  });

  test('that are added later, or to a LogBucket', () => {
    const stack = bucketWith();
    (stack.node.findChild('Bucket') as EncryptedBucket).addLifecycleRule({ id: 'Later', expiration });
    new LogBucket(stack, 'Logs', { lifecycleRules: [{ id: 'Own', expiration }] });
    new LogBucket(stack, 'Others');
    expect(told(stack).map(({ id }) => id)).toEqual(['/Stack/Bucket/Resource', '/Stack/Logs/Resource']);
  });
});

describe('what the bucket decides itself', () => {
  test.each(Object.entries(PROPS_LEFT_OUT))('%s is refused when it is spread into the props', (prop, fix) => {
    const spread = { [prop]: 'whatever' };
    expect(() => bucketWith({ ...spread })).toThrow(`Stack/Bucket: EncryptedBucket does not support ${prop} (value: whatever). Fix: ${fix}.`);
    expect(() => bucketWith({ ...{ [prop]: undefined } })).not.toThrow();
  });

  test('all refused props are named at once', () => {
    expect(() => bucketWith({ ...{ encryption: 'S3_MANAGED', versioned: true, enforceSSL: false, websiteIndexDocument: 'index.html' } })).toThrow(
      'Stack/Bucket: EncryptedBucket does not support encryption (value: S3_MANAGED), enforceSSL (value: false), websiteIndexDocument (value: index.html). '
      + `Fix: for encryption, ${PROPS_LEFT_OUT.encryption}; for enforceSSL, ${PROPS_LEFT_OUT.enforceSSL}; for websiteIndexDocument, ${PROPS_LEFT_OUT.websiteIndexDocument}.`);
  });

  describe('what says the same in words of s3.Bucket is accepted', () => {
    const key = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Imported', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab');
    const { KMS, KMS_MANAGED, DSSE, DSSE_MANAGED, S3_MANAGED } = s3.BucketEncryption;

    test.each<[string, object, EncryptedBucketProps, object]>([
      ['enforceSSL', { enforceSSL: true }, {}, { enforceSSL: false }],
      ['minimumTLSVersion', { minimumTLSVersion: 1.2 }, {}, { minimumTLSVersion: 1.3 }],
      ['minimumTLSVersion beside its own', { minimumTLSVersion: 1.3 }, { minimumTlsVersion: TlsVersion.V1_3 }, { minimumTLSVersion: 1.2 }],
      ['blockPublicAccess', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL }, {}, { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY }],
      ['publicReadAccess', { publicReadAccess: false }, {}, { publicReadAccess: true }],
      ['objectOwnership', { objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED }, {}, { objectOwnership: s3.ObjectOwnership.OBJECT_WRITER }],
      ['accessControl', { accessControl: s3.BucketAccessControl.PRIVATE }, {}, { accessControl: s3.BucketAccessControl.PUBLIC_READ }],
      ['KMS', { encryption: KMS, bucketKeyEnabled: true }, {}, { encryption: KMS, bucketKeyEnabled: false }],
      ['S3_MANAGED', { encryption: S3_MANAGED }, { defaultEncryption: DefaultEncryption.sseS3() }, { encryption: KMS }],
      ['KMS_MANAGED', { encryption: KMS_MANAGED }, { defaultEncryption: DefaultEncryption.sseKmsAwsManaged() }, { encryption: KMS }],
      ['DSSE', { encryption: DSSE }, { defaultEncryption: DefaultEncryption.dsseKms() }, { encryption: DSSE_MANAGED }],
      ['DSSE_MANAGED', { encryption: DSSE_MANAGED }, { defaultEncryption: DefaultEncryption.dsseKmsAwsManaged() }, { encryption: DSSE }],
      ['SSE-C blocked', { blockedEncryptionTypes: [s3.BlockedEncryptionType.SSE_C] }, {}, { blockedEncryptionTypes: [s3.BlockedEncryptionType.NONE] }],
      ['SSE-C allowed', { blockedEncryptionTypes: [s3.BlockedEncryptionType.NONE] }, { customerProvidedKeys: CustomerProvidedKeys.ALLOWED },
        { blockedEncryptionTypes: [s3.BlockedEncryptionType.SSE_C] }],
    ])('%s', (_, same, props, other) => {
      expect(Template.fromStack(bucketWith({ ...same, ...props })).toJSON()).toEqual(Template.fromStack(bucketWith(props)).toJSON());
      expect(() => bucketWith({ ...other, ...props })).toThrow(/^Stack\/Bucket: EncryptedBucket does not support /);
    });

    test('the same key', () => {
      const stack = aStack();
      const shared = key(stack);
      const same = { encryption: KMS, encryptionKey: shared };
      new EncryptedBucket(stack, 'Bucket', { ...same, defaultEncryption: DefaultEncryption.sseKms({ key: shared }) });
      expect(() => new EncryptedBucket(stack, 'Other', { versioned: true, ...same }))
        .toThrow('Stack/Other: EncryptedBucket does not support encryption (value: KMS), encryptionKey (value: Stack/Imported). Fix: ');
      expect(() => new EncryptedBucket(stack, 'Another', { ...{ encryption: KMS }, defaultEncryption: DefaultEncryption.sseKms({ key: shared }) }))
        .toThrow('Stack/Another: EncryptedBucket does not support encryption (value: KMS). Fix: ');
    });

    test('the same log bucket', () => {
      const stack = aStack();
      const bucket = new LogBucket(stack, 'Logs');
      new EncryptedBucket(stack, 'Bucket', { ...{ serverAccessLogsBucket: bucket, serverAccessLogsPrefix: 'a/' }, accessLogs: { bucket, prefix: 'a/' } });
      expect(() => new EncryptedBucket(stack, 'Other', { ...{ serverAccessLogsBucket: bucket, serverAccessLogsPrefix: 'b/' }, accessLogs: { bucket, prefix: 'a/' } }))
        .toThrow('Stack/Other: EncryptedBucket does not support serverAccessLogsPrefix (value: b/). Fix: ');
    });
  });

  test.each([
    ['minimumTlsVersion', '1.1', 'minimumTlsVersion cannot be "1.1": S3 supports TLS 1.2 and 1.3. Fix: '],
    ['signatureVersion', 'v2', 'signatureVersion cannot be "v2". Fix: use one of V4, V4_ALLOW_LIST, ANY.'],
    ['customerProvidedKeys', true, 'customerProvidedKeys cannot be true. Fix: use one of BLOCKED, ALLOWED, REQUIRED.'],
  ])('%s %s does not exist', (prop, value, message) => {
    expect(() => bucketWith({ [prop]: value })).toThrow(new RegExp(`^Stack/Bucket(/Resource)?: ${message}`));
  });

  test('a property injector for s3.Bucket does not loosen it', () => {
    class Loose implements IPropertyInjector {
      public readonly constructUniqueId = s3.Bucket.PROPERTY_INJECTION_ID;
      public inject(originalProps: s3.BucketProps, _context: InjectionContext): s3.BucketProps {
        return {
          ...originalProps,
          encryption: s3.BucketEncryption.KMS,
          blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
          objectOwnership: undefined,
        };
      }
    }
    const stack = new Stack(new App({ propertyInjectors: [new Loose()] }), 'Stack');
    // It does what it says to a bucket of the L2.
    expect(new s3.Bucket(new Stack(stack.node.root, 'Other'), 'Bucket').encryptionKey).toBeDefined();
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseS3() });
    const untouched = aStack();
    new EncryptedBucket(untouched, 'Bucket', { defaultEncryption: DefaultEncryption.sseS3() });
    expect(Template.fromStack(stack).toJSON()).toEqual(Template.fromStack(untouched).toJSON());
  });
});
