import { SseAlgorithm } from '../sse-algorithm';
import type { BucketKind, NameRule } from './bucket-kind';

/**
 * Directory buckets, of S3 Express One Zone and of Local Zones. Read on 2026-11-26.
 *
 * Sessions are the only requests for objects that policies are asked about.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html
 */
export const DIRECTORY_BUCKETS: BucketKind = {
  title: 'directory bucket',
  service: 's3express',
  bucketType: 'AWS::S3Express::DirectoryBucket',
  policyType: 'AWS::S3Express::BucketPolicy',
  algorithms: [SseAlgorithm.SSE_S3, SseAlgorithm.SSE_KMS],
  keyForms: ['ARN', 'ID'],
  algorithmConditionKey: 's3express:x-amz-server-side-encryption',
  keyConditionKey: 's3express:x-amz-server-side-encryption-aws-kms-key-id',
  encryptingActions: ['s3express:CreateSession'],
  hasResourcesInside: false,
  refusesPlainHttp: true,
  change: 'one key for the life of the bucket',
  keyUsers: [],
};

/**
 * The name of a directory bucket, of which the first group is the ID of its Zone.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html
 */
export const DIRECTORY_BUCKET_NAME: NameRule = {
  expression: /^(?!xn--|sthree-|amzn-s3-demo-)(?=.{3,63}$)[a-z0-9][a-z0-9-]*--([a-z0-9]+(?:-[a-z0-9]+)*)--x-s3$/,
  form: 'pass 3 to 63 lowercase letters, digits and hyphens that begin with a letter or digit, don\'t begin with xn--, sthree- or amzn-s3-demo-, and end with '
    + '--ZONE-ID--x-s3, for example logs--euw1-az1--x-s3',
};

/** The ID of an Availability Zone or Local Zone, for example `usw2-az1` or `usw2-lax1-az1`. */
export const ZONE_ID: NameRule = {
  expression: /^[a-z0-9]+(?:-[a-z0-9]+)*-az\d+$/,
  form: 'pass the ID of a Zone, for example euw1-az1, and not its name (eu-west-1a), which means another Zone in each account',
};
