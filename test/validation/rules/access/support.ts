import { encrypted } from '../support';

export const BUCKET_ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
export const OBJECTS = { 'Fn::Join': ['', [BUCKET_ARN, '/*']] };
export const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
export const HOME = { account: '111122223333', region: 'eu-west-1' };
export const STRANGER = 'arn:aws:iam::444455556666:root';

/** A bucket with KMS: with a key, or with the AWS managed one. */
export function kms(KMSMasterKeyID?: unknown, SSEAlgorithm: unknown = 'aws:kms', more: object = {}) {
  return encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }, more);
}

export function bucketPolicy(...Statement: unknown[]) {
  return { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement } } };
}

/** A statement that lets somebody read. */
export function reading(Principal: unknown, more: object = {}) {
  return { Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: OBJECTS, ...more };
}

export function key(...Statement: unknown[]) {
  const root = { Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' };
  return { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [root, ...Statement] } } };
}
