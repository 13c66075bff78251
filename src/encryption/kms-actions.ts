/**
 * The AWS KMS actions that S3 encryption requires, as lists for policies.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 * @example
 * const key = new EncryptionKey(this, 'Key');
 * role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: KmsActions.INSPECT, resources: [key.keyArn] }));
 */
export class KmsActions {
  /** The actions to read objects. */
  public static readonly READ = ['kms:Decrypt'];

  /**
   * The actions to write objects.
   *
   * `kms:Decrypt` is included, because multipart uploads need it to assemble their parts, and requests that use an S3 Bucket Key need
   * it to decrypt the bucket-level key.
   */
  public static readonly WRITE = ['kms:GenerateDataKey', 'kms:Decrypt'];

  /** The actions that S3 calls on behalf of its callers, including re-encryption in place. */
  public static readonly USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

  /** The actions to view the settings of a key, for example for audits. */
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
   * The actions to administer a key.
   *
   * Cryptographic actions aren't included, and neither is `kms:CreateGrant`, which could delegate the use of the key.
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
