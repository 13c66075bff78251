/**
 * Operations of AWS KMS, as its metrics name them.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
 */
export enum KmsOperation {
  /** Generates a data key. S3 calls it when it writes objects and when it creates an S3 Bucket Key. */
  GENERATE_DATA_KEY = 'GenerateDataKey',

  /** Decrypts a data key. S3 calls it when it reads objects and when it creates an S3 Bucket Key. */
  DECRYPT = 'Decrypt',

  /** Encrypts data directly with the KMS key, without a data key. */
  ENCRYPT = 'Encrypt',
}
