import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { BucketUses } from './bucket-uses';
import { valuesAt } from './values-at';
import { renderedProperties } from '../../cdk';

/** ACLs that let others in, by the words of CloudFormation. */
const PUBLIC_ACLS = ['PublicRead', 'PublicReadWrite', 'AuthenticatedRead'];

/** What the properties of a bucket say of who reaches it. */
export interface Exposure {
  /** Whether it is, or may be, a website whose endpoint reads objects. A website that only redirects reads none. */
  readonly isWebsite: boolean;
  /** Whether everybody is allowed something, by a policy, an ACL, or as a visitor of the website. */
  readonly isPublic: boolean;
}

export function exposureOf(bucket: s3.CfnBucket, uses: BucketUses): Exposure {
  const { WebsiteConfiguration: website, AccessControl: acl } = renderedProperties(bucket);
  const isWebsite = valuesAt(website, []).some((one) => valuesAt(one, ['RedirectAllRequestsTo']).length === 0);
  return {
    isWebsite,
    isPublic: isWebsite || valuesAt(acl, []).some((one) => typeof one !== 'string' || PUBLIC_ACLS.includes(one)) || uses.policiesOf(bucket).some((policy) => policy.isPublic),
  };
}

/**
 * Why a bucket has to keep SSE-S3: what writes or reads its objects works with nothing else, or would need permissions on a key
 * that cannot be added here.
 *
 * @returns a clause; nothing if KMS can be used
 */
export function whySseS3(bucket: s3.CfnBucket, uses: BucketUses): string | undefined {
  const { isWebsite, isPublic } = exposureOf(bucket, uses);
  if (isWebsite) { return 'the bucket hosts a website, whose visitors cannot use a key'; }
  if (isPublic) { return 'the bucket is public, and anonymous requests cannot use a key'; }
  const [delivery] = uses.deliveriesTo(bucket);
  if (delivery) { return `the bucket gets ${delivery.what}${delivery.source === bucket ? '' : ` (${delivery.source.node.path})`}`; }
  const properties = renderedProperties(bucket);
  if (valuesAt(properties.AccessControl, []).includes('LogDeliveryWrite')) { return 'the ACL of the bucket is for log delivery'; }
  if (valuesAt(properties.ReplicationConfiguration, []).length > 0) { return 'the bucket is replicated, and its rules name no keys'; }
  const policies = uses.policiesOf(bucket);
  if (policies.some((policy) => policy.allowsSseS3OnlyLogs)) { return 'its policy allows a log delivery that works with SSE-S3 only'; }
  if (policies.some((policy) => policy.hasCanonicalUser)) { return 'its policy allows an origin access identity, which cannot use a key'; }
  return undefined;
}
