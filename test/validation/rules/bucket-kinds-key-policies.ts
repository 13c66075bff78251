import { KEY_ARN } from './bucket-kinds-support';

/** A key that the account administers, with statements for services. */
export function keyFor(...statements: readonly object[]) {
  return {
    Type: 'AWS::KMS::Key',
    Properties: {
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' }, ...statements],
      },
    },
  };
}

/** A statement that lets services use a key. */
export function allowing(Service: unknown, Action: unknown = ['kms:GenerateDataKey', 'kms:Decrypt'], Condition?: object) {
  return { Effect: 'Allow', Principal: { Service }, Action, Resource: '*', ...(Condition === undefined ? {} : { Condition }) };
}

/** A condition on the encryption context of tables. */
export function forTables(...patterns: readonly unknown[]) {
  return { StringLike: { 'kms:EncryptionContext:aws:s3:arn': patterns } };
}

export const SSE_KMS = { algorithm: 'aws:kms', key: KEY_ARN };
