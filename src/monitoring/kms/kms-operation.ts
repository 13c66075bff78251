/**
 * Operations of AWS KMS, as its metrics name them.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
 */
export enum KmsOperation {
  /** S3 asks for it when it writes objects, and when it makes an S3 Bucket Key. */
  GENERATE_DATA_KEY = 'GenerateDataKey',

  /** S3 asks for it when it reads objects, and when it makes an S3 Bucket Key. */
  DECRYPT = 'Decrypt',

  /** Encrypts data with the key itself, without a data key. */
  ENCRYPT = 'Encrypt',
}
