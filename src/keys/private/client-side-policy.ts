import { aws_iam as iam } from 'aws-cdk-lib';
import type { ContextPairs } from '../context-pairs';

/** What the S3 Encryption Client asks of AWS KMS to write, to read, and both. */
export const CLIENT_SIDE_ACTIONS = {
  READ: ['kms:Decrypt'],
  WRITE: ['kms:GenerateDataKey'],
  READ_WRITE: ['kms:Decrypt', 'kms:GenerateDataKey'],
};

/**
 * Conditions that hold for what the S3 Encryption Client itself asks of AWS KMS.
 *
 * The client names the algorithm as encryption context: by name up to version 3, by number from version 4 on, with
 * which objects carry a key commitment. Without `Null` S3 would do too, on behalf of somebody who sends the pair with
 * an upload.
 *
 * @see https://docs.aws.amazon.com/amazon-s3-encryption-client/latest/developerguide/encryption-algorithms.html
 */
export function byEncryptionClient(pairs: ContextPairs = {}): { [operator: string]: { [conditionKey: string]: string | string[] } } {
  return {
    StringEquals: {
      'kms:EncryptionContext:aws:x-amz-cek-alg': ['AES/GCM/NoPadding', '115'],
      ...Object.fromEntries(Object.entries(pairs).map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
    },
    Null: { 'kms:ViaService': 'true' },
  };
}

/** What the key's policy says of client-side encryption: IAM decides who of an account may do it. */
export function allowClientSideEncryption(account: string, sid: string): iam.PolicyStatement {
  const { StringEquals, ...others } = byEncryptionClient();
  return new iam.PolicyStatement({
    sid,
    principals: [new iam.AccountPrincipal(account)],
    actions: CLIENT_SIDE_ACTIONS.READ_WRITE,
    resources: ['*'],
    conditions: { StringEquals: { ...StringEquals, 'kms:CallerAccount': account }, ...others },
  });
}
