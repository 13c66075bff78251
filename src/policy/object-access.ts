/** Rights on a bucket and its objects, as statements of whichever policy can have them. */
export interface Right {
  readonly sid: string;
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: { [operator: string]: { [conditionKey: string]: string | string[] } };
}

/**
 * What it takes to list and read objects, with versions and tags.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export function readRights(bucketArn: string, objectKeyPattern: string): Right[] {
  return [
    {
      sid: 'ReadObjects',
      actions: ['s3:GetObject', 's3:GetObjectAttributes', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAttributes', 's3:GetObjectVersionTagging'],
      resources: [`${bucketArn}/${objectKeyPattern}`],
    },
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: [bucketArn], conditions: within(objectKeyPattern) },
    { sid: 'LocateBucket', actions: ['s3:GetBucketLocation'], resources: [bucketArn] },
  ];
}

/**
 * What it takes to write objects, in parts as well; not to delete them.
 *
 * Only grantees that can write every object can list uploads in progress. S3 has no `s3:prefix` for that action, so others
 * would see keys that they must not see. A multipart upload does not need it: the client that started it knows its ID.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export function writeRights(bucketArn: string, objectKeyPattern: string): Right[] {
  return [
    {
      sid: 'WriteObjects',
      actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectTagging'],
      resources: [`${bucketArn}/${objectKeyPattern}`],
    },
    ...objectKeyPattern === '*' ? [{ sid: 'ListUploads', actions: ['s3:ListBucketMultipartUploads'], resources: [bucketArn] }] : [],
    { sid: 'LocateBucket', actions: ['s3:GetBucketLocation'], resources: [bucketArn] },
  ];
}

/** Whoever is to know some objects only has to say so when listing. */
function within(objectKeyPattern: string): Right['conditions'] {
  return objectKeyPattern === '*' ? undefined : { StringLike: { 's3:prefix': objectKeyPattern } };
}
