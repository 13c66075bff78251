/**
 * The AWS KMS actions that S3 encryption needs, as data.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 * @example
 * const key = new EncryptionKey(this, 'Key');
 * role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: KmsActions.INSPECT, resources: [key.keyArn] }));
 */
export class KmsActions {
  /** To read objects. */
  public static readonly READ = ['kms:Decrypt'];

  /**
   * To write objects.
   *
   * `kms:Decrypt` is part of it: multipart uploads need it to assemble their parts, and requests that use an
   * S3 Bucket Key need it to open the bucket's key.
   */
  public static readonly WRITE = ['kms:GenerateDataKey', 'kms:Decrypt'];

  /** Everything that S3 does with a key on behalf of its callers, re-encryption in place included. */
  public static readonly USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

  /** To see how a key is set up, as audits do. */
  public static readonly INSPECT = [
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:ListGrants',
    'kms:ListKeyPolicies',
    'kms:ListKeyRotations',
    'kms:ListResourceTags',
  ];

  /**
   * To administer a key, without any cryptographic action and without `kms:CreateGrant`, which would hand on the
   * use of the key.
   */
  public static readonly ADMINISTER = [
    'kms:CancelKeyDeletion',
    'kms:CreateAlias',
    'kms:DeleteAlias',
    'kms:DeleteImportedKeyMaterial',
    'kms:DescribeKey',
    'kms:DisableKey',
    'kms:DisableKeyRotation',
    'kms:EnableKey',
    'kms:EnableKeyRotation',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:GetParametersForImport',
    'kms:ImportKeyMaterial',
    'kms:ListGrants',
    'kms:ListKeyPolicies',
    'kms:ListKeyRotations',
    'kms:ListResourceTags',
    'kms:PutKeyPolicy',
    'kms:ReplicateKey',
    'kms:RetireGrant',
    'kms:RevokeGrant',
    'kms:RotateKeyOnDemand',
    'kms:ScheduleKeyDeletion',
    'kms:SynchronizeMultiRegionKey',
    'kms:TagResource',
    'kms:UntagResource',
    'kms:UpdateAlias',
    'kms:UpdateKeyDescription',
    'kms:UpdatePrimaryRegion',
  ];

  private constructor() {}
}
