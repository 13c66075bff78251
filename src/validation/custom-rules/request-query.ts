import type { RequestCaller } from './request-caller';

/**
 * Which requests a question to a policy is about. A request is meant if it fits all that is specified here.
 */
export interface RequestQuery {
  /**
   * Actions of Amazon S3 for a bucket policy, of AWS KMS for a key policy. They can have the wildcards `*` and `?`.
   *
   * @default - for a bucket policy all actions on a bucket or its objects, for a key policy all that use or change a key
   */
  readonly actions?: string[];

  /**
   * Who sends the requests.
   *
   * @default [RequestCaller.anyIdentity()]
   */
  readonly callers?: RequestCaller[];

  /**
   * The keys of objects, with the wildcards `*` and `?`. Requests for the bucket itself are then left out.
   *
   * @default - the bucket, and all objects
   */
  readonly objectKeys?: string;

  /**
   * Values of condition keys that all requests have, such as `{ 'aws:SecureTransport': 'false' }`.
   *
   * @default - condition keys can have any value, or be absent
   */
  readonly conditionKeys?: { [conditionKey: string]: string };

  /**
   * Condition keys that no request has, such as `s3:x-amz-server-side-encryption` for uploads without an encryption header.
   *
   * @default - condition keys can have any value, or be absent
   */
  readonly absentConditionKeys?: string[];
}
