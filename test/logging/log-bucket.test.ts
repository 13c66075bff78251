import { App, aws_s3 as s3, Duration, type InjectionContext, type IPropertyInjector, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LogBucket, type LogBucketProps, LogSource, TlsVersion } from '../../src';
import { PROPS_LEFT_OUT } from '../../src/bucket/private/props-left-out';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { MODERN, policyOf, s3Request } from '../support/requests';
import { aStack, bucketPolicyStatements, deployed, theResource } from '../support/stacks';

function logBucket(props?: LogBucketProps) {
  const stack = aStack();
  new LogBucket(stack, 'Logs', props);
  return theResource(stack, 'AWS::S3::Bucket');
}

test('by default: SSE-S3 written out, SSE-C blocked, private, without ACLs, versioned, kept, and logs for 400 days', () => {
  const stack = aStack();
  new LogBucket(stack, 'Logs');
  Template.fromStack(stack).hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  expect(theResource(stack, 'AWS::S3::Bucket')).toEqual({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{
        BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
      }],
    },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: {
      Rules: [{
        Id: 'Logs',
        Status: 'Enabled',
        ExpirationInDays: 400,
        NoncurrentVersionExpiration: { NoncurrentDays: 30 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      }],
    },
  });
  expect(Object.keys(bucketPolicyStatements(stack))).toEqual([
    'DenyInsecureTransport', 'DenyOutdatedTls', 'DenyAnonymousRequests', 'DenySignatureVersion2', 'DenyOtherEncryptionAlgorithms', 'DenyCustomerProvidedKeys',
  ]);
});

test('no statement stops a service of which S3 tells neither TLS nor signature', () => {
  const stack = aStack();
  new LogBucket(stack, 'Logs', { minimumTlsVersion: TlsVersion.V1_3, otherWritersDenied: true });
  const policy = policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
  for (const context of [{}, { 's3:TlsVersion': '1.2', 's3:signatureversion': 'AWS' }] as ContextKeys[]) {
    expect(policy.denies(s3Request('PutObject', 'arn:aws:s3:::logs6819bb44/log', context, Principal.service('logging.s3.amazonaws.com')))).toBe(Ternary.NO);
  }
  expect(policy.denies(s3Request('GetObject', 'arn:aws:s3:::logs6819bb44/log', { ...MODERN, 's3:TlsVersion': '1.2' }))).toBe(Ternary.YES);
});

describe('lifecycle', () => {
  const rules = (props: LogBucketProps) => logBucket(props).LifecycleConfiguration?.Rules as object[] | undefined;

  test('retention, transitions, and versions', () => {
    expect(rules({
      retention: Duration.days(90),
      noncurrentRetention: Duration.days(3),
      transitions: [{ storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }],
    })).toMatchObject([{
      ExpirationInDays: 90,
      NoncurrentVersionExpiration: { NoncurrentDays: 3 },
      Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 30 }],
    }]);
  });

  test('a bucket without versions has none to expire', () => {
    const bucket = logBucket({ versioned: false });
    expect(bucket).not.toHaveProperty('VersioningConfiguration');
    expect(bucket.LifecycleConfiguration.Rules[0]).not.toHaveProperty('NoncurrentVersionExpiration');
  });

  test('rules of one\'s own take the place of ours, and none keeps logs for good', () => {
    expect(rules({ lifecycleRules: [{ expiration: Duration.days(1) }] })).toEqual([{ Status: 'Enabled', ExpirationInDays: 1 }]);
    expect(rules({ lifecycleRules: [] })).toBeUndefined();
  });

  test.each<[string, LogBucketProps, RegExp]>([
    ['rules of one\'s own beside retention', { lifecycleRules: [], retention: Duration.days(1) }, /lifecycleRules cannot be set together with retention/],
    ['logs that move after they are deleted', {
      retention: Duration.days(30), transitions: [{ storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(30) }],
    }, /Stack\/Logs: logs transition to GLACIER after 30 days, but expire after 30 days\. Fix: /],
  ])('refuses %s', (_, props, message) => {
    expect(() => logBucket(props)).toThrow(message);
  });
});

describe('Object Lock', () => {
  const retention = s3.ObjectLockRetention.governance(Duration.days(1));
  test.each<[string, LogSource, LogBucketProps, boolean]>([
    ['S3 server access logs', LogSource.s3AccessLogs(), { objectLockEnabled: true }, false],
    ['S3 server access logs', LogSource.s3AccessLogs(), { objectLockDefaultRetention: retention }, false],
    ['Amazon Redshift audit logs', LogSource.redshift(), { objectLockEnabled: true }, false],
    ['AWS Config history and snapshots', LogSource.config(), { objectLockEnabled: true }, true],
    ['AWS Config history and snapshots', LogSource.config(), { objectLockDefaultRetention: retention }, false],
    ['CloudTrail logs', LogSource.cloudTrail(), { objectLockDefaultRetention: retention }, true],
  ])('%s', (title, source, props, accepted) => {
    const bucket = new LogBucket(aStack(), 'Logs', props);
    const accept = () => bucket.acceptLogsFrom(source);
    if (accepted) { expect(accept).not.toThrow(); } else { expect(accept).toThrow(new RegExp(`Stack/Logs: ${title} cannot be delivered to a bucket with .*Object Lock.* Fix: `)); }
  });
});

describe('CloudFront standard logs (legacy)', () => {
  test('turn ACLs on, and need no statement', () => {
    const stack = aStack();
    const bucket = new LogBucket(stack, 'Logs');
    const before = bucketPolicyStatements(stack);
    const again = aStack();
    new LogBucket(again, 'Logs').acceptLogsFrom(LogSource.cloudFrontLegacy());
    expect(theResource(again, 'AWS::S3::Bucket').OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] });
    expect(bucketPolicyStatements(again)).toEqual(before);
    expect(bucket.encryptionKey).toBeUndefined();
  });

  test('are refused where writers that are no services are denied', () => {
    const bucket = new LogBucket(aStack(), 'Logs', { otherWritersDenied: true });
    expect(() => bucket.acceptLogsFrom(LogSource.cloudFrontLegacy())).toThrow(/Stack\/Logs: .*otherWritersDenied is true: .*Fix: /);
  });
});

describe('AWS WAF', () => {
  test.each<[string | undefined, boolean]>([['aws-waf-logs-web', true], ['logs-aws-waf', false], [undefined, false]])('bucketName %s: %s', (bucketName, accepted) => {
    const bucket = new LogBucket(aStack(), 'Logs', { bucketName });
    const accept = () => bucket.acceptLogsFrom(LogSource.waf());
    if (accepted) { expect(accept).not.toThrow(); } else { expect(accept).toThrow(/Stack\/Logs: AWS WAF logs .* begins with aws-waf-logs-, but the name of this bucket is .*\. Fix: set bucketName/); }
  });
});

test('property injectors for s3.Bucket change nothing that it promises', () => {
  class Injector implements IPropertyInjector {
    public readonly constructUniqueId = s3.Bucket.PROPERTY_INJECTION_ID;
    public inject(props: s3.BucketProps, _context: InjectionContext): s3.BucketProps {
      return {
        ...props,
        encryption: s3.BucketEncryption.KMS,
        serverAccessLogsPrefix: 'own/',
        objectOwnership: s3.ObjectOwnership.OBJECT_WRITER,
        blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY,
      };
    }
  }
  const injected = new Stack(new App({ propertyInjectors: [new Injector()] }), 'Stack');
  // It does what it says to a bucket of the L2.
  expect(new s3.Bucket(new Stack(injected.node.root, 'Other'), 'Bucket').encryptionKey).toBeDefined();
  new LogBucket(injected, 'Logs');
  expect(theResource(injected, 'AWS::S3::Bucket')).toEqual(logBucket());
});

test('it can go with its stack', () => {
  const stack = aStack();
  new LogBucket(stack, 'Logs', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
  Template.fromStack(stack).hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
  Template.fromStack(stack).resourceCountIs('Custom::S3AutoDeleteObjects', 1);
});

describe('props that a LogBucket does not have', () => {
  const make = (props: object) => () => new LogBucket(aStack(), 'Logs', props);

  test('are refused, all of them at once', () => {
    expect(make({ encryption: s3.BucketEncryption.KMS, retentoin: Duration.days(1), eventBridgeEnabled: true, enforceSSL: false })).toThrow(
      'Stack/Logs: LogBucket does not support encryption (value: KMS), retentoin (value: Duration), eventBridgeEnabled (value: true), enforceSSL (value: false). '
      + 'Fix: for encryption, leave it out: a LogBucket always uses SSE-S3, which all services that deliver logs except GuardDuty support; '
      + 'for SSE-KMS, use an EncryptedBucket; for retentoin, leave it out: LogBucket has no such property; '
      + 'for eventBridgeEnabled, call enableEventBridgeNotification(); for enforceSSL, leave it out: plain HTTP is always denied.');
    expect(make({ websiteIndexDocument: 'index.html' })).toThrow('Fix: leave it out: a LogBucket doesn\'t host a website.');
  });

  test.each<[string, object]>([
    ['encryption', { encryption: s3.BucketEncryption.S3_MANAGED }],
    ['what is off', { eventBridgeEnabled: false, publicReadAccess: false, bucketKeyEnabled: false, inventories: [], cors: [] }],
    ['transport', { enforceSSL: true, minimumTLSVersion: 1.2 }],
    ['access', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED, accessControl: s3.BucketAccessControl.PRIVATE }],
    ['SSE-C', { blockedEncryptionTypes: [s3.BlockedEncryptionType.SSE_C] }],
    ['what is left undefined', { encryption: undefined, anything: undefined }],
  ])('are accepted, if they say what it does anyway: %s', (_, props) => {
    const stack = aStack();
    new LogBucket(stack, 'Logs', props);
    const same = aStack();
    new LogBucket(same, 'Logs');
    expect(deployed(stack)).toEqual(deployed(same));
  });

  test.each(Object.keys(PROPS_LEFT_OUT).filter((prop) => prop !== 'enforceSSL'))('what EncryptedBucket does not take either: %s', (prop) => {
    expect(make({ [prop]: prop.startsWith('website') || prop.endsWith('Prefix') ? 'text' : true })).toThrow(new RegExp(`does not support ${prop} .* Fix: `));
  });
});
