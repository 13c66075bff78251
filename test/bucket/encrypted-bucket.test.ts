import { App, aws_s3 as s3, type InjectionContext, type IPropertyInjector, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, SignatureVersion, TlsVersion, UploadEncryption } from '../../src';
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

describe('what the bucket decides itself', () => {
  test.each(Object.entries(PROPS_LEFT_OUT))('%s is refused when it is spread into the props', (prop, fix) => {
    const spread = { [prop]: 'whatever' };
    expect(() => bucketWith({ ...spread })).toThrow(`Stack/Bucket: EncryptedBucket does not take ${prop} (value: whatever). Fix: ${fix}.`);
    expect(() => bucketWith({ ...{ [prop]: undefined } })).not.toThrow();
  });

  test.each([
    ['minimumTlsVersion', '1.1', 'minimumTlsVersion cannot be "1.1": S3 offers TLS 1.2 and 1.3. Fix: '],
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
