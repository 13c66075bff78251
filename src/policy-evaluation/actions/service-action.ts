/** The types of resources that bucket policies and key policies are about; tables and vector indexes are the objects of their buckets. */
export type ResourceType = 'bucket' | 'object' | 'key';

/**
 * What an action does, as IAM classifies it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export type AccessLevel = 'List' | 'Permissions management' | 'Read' | 'Tagging' | 'Write';

/** An action that a bucket policy or a key policy can allow or deny. */
export interface ServiceAction {
  /** As in `s3:GetObject`. */
  readonly name: string;
  readonly resourceTypes: readonly ResourceType[];
  readonly accessLevel: AccessLevel;
  /**
   * The condition keys of the service that its requests can have, in the spelling of the Service Authorization Reference: as in
   * `s3:ExistingObjectTag/<key>`. Those of requests through access points are among them.
   */
  readonly conditionKeys: readonly string[];
}
