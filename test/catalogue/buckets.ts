import { Duration, aws_iam as iam, aws_kms as kms, RemovalPolicy, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Specimens } from './places';
import {
  AccessLogObjectKeyFormat, CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, EncryptionContext, EncryptionKey,
  LogBucket, ObjectOperation,
  SignatureVersion, TlsVersion, UploadEncryption,
} from '../../src';

export const SECURITY = 'arn:aws:iam::111122223333:role/security/*';
export const IMPORTED_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const bucket = (props: EncryptedBucketProps = {}): Specimens[string] => ({ stack }) => { new EncryptedBucket(stack, 'Data', props); };

/** Buckets by what they are encrypted with, and with each of their choices. */
export const BUCKETS: Specimens = {
  'EncryptedBucket': bucket(),
  'EncryptedBucket with a name': bucket({ bucketName: 'the-data' }),
  'EncryptedBucket with SSE-S3': bucket({ defaultEncryption: DefaultEncryption.sseS3() }),
  'EncryptedBucket with SSE-KMS without a Bucket Key': bucket({ defaultEncryption: DefaultEncryption.sseKms({ bucketKey: false }) }),
  'EncryptedBucket with aws/s3': bucket({ defaultEncryption: DefaultEncryption.sseKmsAwsManaged() }),
  'EncryptedBucket with DSSE-KMS': bucket({ defaultEncryption: DefaultEncryption.dsseKms() }),
  'EncryptedBucket with DSSE-KMS and aws/s3': bucket({ defaultEncryption: DefaultEncryption.dsseKmsAwsManaged() }),
  'EncryptedBucket with TLS 1.3': bucket({ minimumTlsVersion: TlsVersion.V1_3 }),
  'EncryptedBucket with an allow list of signatures': bucket({ signatureVersion: SignatureVersion.V4_ALLOW_LIST }),
  'EncryptedBucket with any signature': bucket({ signatureVersion: SignatureVersion.ANY }),
  'EncryptedBucket with any upload': bucket({ uploadEncryption: UploadEncryption.any() }),
  'EncryptedBucket with SSE-C allowed': bucket({ customerProvidedKeys: CustomerProvidedKeys.ALLOWED }),
  'EncryptedBucket with SSE-C required': bucket({ customerProvidedKeys: CustomerProvidedKeys.REQUIRED }),
  'EncryptedBucket with Object Lock': bucket({ objectLockDefaultRetention: s3.ObjectLockRetention.governance(Duration.days(7)) }),
  'EncryptedBucket that goes with its stack': bucket({ removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true }),
  'EncryptedBucket with encryption administrators': bucket({ encryptionAdministrators: [new iam.ArnPrincipal(SECURITY)] }),
  'EncryptedBucket with events': bucket({ eventBridgeEnabled: true, transferAcceleration: true }),
  'EncryptedBucket with access logs': ({ stack }) => {
    const logs = new LogBucket(stack, 'Logs');
    new EncryptedBucket(stack, 'Data', { accessLogs: { bucket: logs, prefix: 'data/', objectKeyFormat: AccessLogObjectKeyFormat.PARTITIONED_BY_EVENT_TIME } });
  },
  'EncryptedBucket while its key is changed': ({ stack }) => {
    const acceptedKeys = [kms.Key.fromKeyArn(stack, 'Former', IMPORTED_KEY)];
    new EncryptedBucket(stack, 'Data', { uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys }) });
  },
  'EncryptionKey shared by two buckets': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key', { alias: 'shared', rotationPeriod: Duration.days(180), pendingWindow: Duration.days(7) });
    for (const id of ['Reports', 'Drafts']) { new EncryptedBucket(stack, id, { defaultEncryption: DefaultEncryption.sseKms({ key }) }); }
  },
  'EncryptionKey with administrators': ({ stack }) => {
    new EncryptionKey(stack, 'Key', { administrators: [new iam.ArnPrincipal(SECURITY)], description: 'Administered', removalPolicy: RemovalPolicy.DESTROY });
  },
  'EncryptionKey confined to buckets': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key', { encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::reports')] });
    new EncryptedBucket(stack, 'Reports', { bucketName: 'reports', defaultEncryption: DefaultEncryption.sseKms({ key }) });
  },
  'EncryptionKey confined to buckets of a pattern': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key', { encryptionContexts: [EncryptionContext.ofBucketsMatching('arn:aws:s3:::team-*')] });
    new EncryptedBucket(stack, 'Reports', { bucketName: 'team-reports', defaultEncryption: DefaultEncryption.sseKms({ key }) });
  },
  'EncryptionKey that demands encryption context': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key', { requiredEncryptionContext: { department: 'finance' } });
    const ledgers = new EncryptedBucket(stack, 'Ledgers', { uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [key] }) });
    ledgers.uploadRequest({ key, encryptionContext: { department: 'finance' } }).headers(ObjectOperation.PUT);
  },
  'EncryptionKey of several Regions': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key', { multiRegion: true });
    new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
  },
  'EncryptionKey that is made elsewhere': ({ stack }) => {
    const key = EncryptionKey.fromEncryptionKeyAttributes(stack, 'Theirs', { keyArn: IMPORTED_KEY, bucketKeyContext: false });
    new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.sseKms({ key, bucketKey: false }) });
  },
  'LogBucket': ({ stack }) => {
    const audit = new LogBucket(stack, 'Audit', { retention: Duration.days(800), noncurrentRetention: Duration.days(7) });
    new LogBucket(stack, 'Logs', {
      bucketName: 'the-logs',
      accessLogs: { bucket: audit },
      otherWritersDenied: true,
      minimumTlsVersion: TlsVersion.V1_2,
      transitions: [{ storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(90) }],
    });
  },
};

