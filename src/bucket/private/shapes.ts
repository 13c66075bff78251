import { aws_s3 as s3 } from 'aws-cdk-lib';
import { CustomerProvidedKeys, SignatureVersion } from '../../encryption';
import { DEFAULT_ENCRYPTION, UPLOAD_ENCRYPTION } from '../../keys/internal';
import { ACCESS_LOGS_OPTIONS } from '../../logging/internal';
import {
  BUCKET_NAME, choice, flag, having, KEY, list, matching, pairs, plain, PRINCIPAL, REGION, REMOVAL_POLICY, required, ROLE, struct, text, TLS_VERSION,
} from '../../shapes';
import type { CrossAccountAccessProps } from '../cross-account-access';
import type { EncryptedBucketOriginProps } from '../encrypted-bucket-origin';
import type { EncryptedBucketProps } from '../encrypted-bucket-props';
import type { SnapshotExportOptions } from '../snapshot-export-options';
import type { UploadRequestOptions } from '../upload-request';

export const CROSS_ACCOUNT_ACCESS_PROPS = struct<CrossAccountAccessProps>('CrossAccountAccessProps', {
  bucketArn: required(text),
  keyArn: text,
  acceptedKeyArns: list(text, 'ARNs of keys'),
  objectKeyPattern: text,
  region: REGION,
});

export const ENCRYPTED_BUCKET_PROPS = struct<EncryptedBucketProps>('EncryptedBucketProps', {
  abacStatus: flag,
  accessLogs: ACCESS_LOGS_OPTIONS,
  autoDeleteObjects: flag,
  bucketName: BUCKET_NAME,
  bucketNamePrefix: matching(/^[a-z0-9][a-z0-9.-]{0,62}$/, 'pass lowercase letters, digits, dots and hyphens, which begin with a letter or digit'),
  bucketNamespace: choice(s3.BucketNamespace),
  cors: list(plain('an s3.CorsRule'), 's3.CorsRule objects'),
  customerProvidedKeys: choice(CustomerProvidedKeys),
  defaultEncryption: DEFAULT_ENCRYPTION,
  encryptionAdministrators: list(PRINCIPAL, 'principals'),
  eventBridgeEnabled: flag,
  intelligentTieringConfigurations: list(plain('an s3.IntelligentTieringConfiguration'), 's3.IntelligentTieringConfiguration objects'),
  inventories: list(plain('an s3.Inventory'), 's3.Inventory objects'),
  lifecycleRules: list(plain('an s3.LifecycleRule'), 's3.LifecycleRule objects'),
  metrics: list(plain('an s3.BucketMetrics'), 's3.BucketMetrics objects'),
  minimumTlsVersion: TLS_VERSION,
  notificationsHandlerRole: ROLE,
  notificationsSkipDestinationValidation: flag,
  objectLockDefaultRetention: having('an s3.ObjectLockRetention, for example s3.ObjectLockRetention.governance(Duration.days(30))', 'mode', 'duration'),
  objectLockEnabled: flag,
  removalPolicy: REMOVAL_POLICY,
  signatureVersion: choice(SignatureVersion),
  transferAcceleration: flag,
  transitionDefaultMinimumObjectSize: choice(s3.TransitionDefaultMinimumObjectSize),
  uploadEncryption: UPLOAD_ENCRYPTION,
  versioned: flag,
});

export const SNAPSHOT_EXPORT_OPTIONS = struct<SnapshotExportOptions>('SnapshotExportOptions', {
  starter: required(having('a grantee, for example an iam.Role', 'grantPrincipal')),
  objectKeyPattern: text,
});

export const UPLOAD_REQUEST_OPTIONS = struct<UploadRequestOptions>('UploadRequestOptions', {
  bucketKey: flag,
  encryptionContext: pairs('an object of strings'),
  key: KEY,
});

/** The other props are CloudFront's. */
export const ENCRYPTED_BUCKET_ORIGIN_PROPS = struct<Pick<EncryptedBucketOriginProps, 'distributionId'>>('EncryptedBucketOriginProps', {
  distributionId: text,
});
