/** Whether a text is the ID of an AWS account. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** The ARN of a bucket. */
export function bucketArnOf(partition: string, bucketName: string): string {
  return `arn:${partition}:s3:::${bucketName}`;
}

/** Whether a text is the ARN of one bucket: not of its objects, and no pattern. Its parts may be tokens. */
export function isBucketArn(text: string): boolean {
  return /^arn:[^:*?]+:s3:::[^/:*?]+$/.test(text);
}

/**
 * The ARN of a role.
 *
 * @param pathAndName What stands between `role` and the end: `/name`, or a path and the name
 */
export function roleArnOf(partition: string, account: string, pathAndName: string): string {
  return `arn:${partition}:iam::${account}:role${pathAndName}`;
}
