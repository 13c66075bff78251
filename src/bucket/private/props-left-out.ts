// docs/decisions/0006
/**
 * Props of `s3.Bucket` that `EncryptedBucket` does not support, each with what to write instead.
 *
 * The struct builder leaves them out of `EncryptedBucketProps`; the constructor refuses them when they arrive all
 * the same, because TypeScript lets them through when another object is spread into the props.
 */
export const PROPS_LEFT_OUT: { readonly [prop: string]: string } = {
  encryption: 'use defaultEncryption, for example DefaultEncryption.sseKms()',
  encryptionKey: 'use defaultEncryption, and pass the key to DefaultEncryption.sseKms() or DefaultEncryption.dsseKms()',
  bucketKeyEnabled: 'an S3 Bucket Key is on by default for SSE-KMS; to turn it off, set bucketKey of DefaultEncryption.sseKms() to false',
  blockedEncryptionTypes: 'use customerProvidedKeys, for example CustomerProvidedKeys.ALLOWED',
  enforceSSL: 'leave it out: plain HTTP is always denied',
  minimumTLSVersion: 'use minimumTlsVersion, for example TlsVersion.V1_3',
  publicReadAccess: 'leave it out: all public access is blocked; serve public content through CloudFront with origin access control',
  accessControl: 'leave it out: ACLs are disabled (BucketOwnerEnforced); grant access with grantRead() or a bucket policy',
  blockPublicAccess: 'leave it out: all public access is blocked',
  objectOwnership: 'leave it out: the bucket owner owns every object (BucketOwnerEnforced)',
  websiteIndexDocument: 'serve the site through CloudFront: website endpoints support only plain HTTP and cannot read KMS-encrypted objects',
  websiteErrorDocument: 'serve the site through CloudFront: website endpoints support only plain HTTP and cannot read KMS-encrypted objects',
  websiteRedirect: 'redirect with CloudFront: website endpoints support only plain HTTP',
  websiteRoutingRules: 'redirect with CloudFront: website endpoints support only plain HTTP',
  replicationRules: 'replicate with a BucketReplication, or a TwoWayReplication: replicationRules of s3.Bucket lack what KMS encryption requires',
  replicationRole: 'replicate with a BucketReplication, which creates the role',
  serverAccessLogsBucket: 'use accessLogs, with bucket (a LogBucket) and prefix',
  serverAccessLogsPrefix: 'use accessLogs, with bucket (a LogBucket) and prefix',
  targetObjectKeyFormat: 'use accessLogs, with bucket (a LogBucket) and objectKeyFormat',
};
