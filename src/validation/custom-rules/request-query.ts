import type { RequestCaller } from './request-caller';

/**
 * The requests for which a policy is evaluated. A request matches if it meets all specified criteria.
 */
export interface RequestQuery {
  /**
   * The Amazon S3 actions for a bucket policy, or the AWS KMS actions for a key policy. You can use the wildcards `*` and `?`.
   *
   * @default - for a bucket policy, all actions on a bucket or its objects; for a key policy, all actions that use or change a key
   */
  readonly actions?: string[];

  /**
   * The callers who send the requests.
   *
   * @default [RequestCaller.anyIdentity()]
   */
  readonly callers?: RequestCaller[];

  /**
   * The object keys. You can use the wildcards `*` and `?`. If set, requests for the bucket itself don't match.
   *
   * @default - the bucket, and all objects
   */
  readonly objectKeys?: string;

  /**
   * The condition keys that all requests have, with their values, such as `{ 'aws:SecureTransport': 'false' }`.
   *
   * @default - condition keys can have any value, or be absent
   */
  readonly conditionKeys?: { [conditionKey: string]: string };

  /**
   * The condition keys that no request has, such as `s3:x-amz-server-side-encryption` for uploads without an encryption header.
   *
   * @default - condition keys can have any value, or be absent
   */
  readonly absentConditionKeys?: string[];
}
