import { type aws_kms as kms, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { allowedPrincipals, type PrincipalKind } from './allowed-principals';
import type { BucketUses } from './bucket-uses';
import { valuesAt } from './values-at';
import { NamedByWriter } from './writer-encryption';
import { keyResource, renderedProperties } from '../../cdk';

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
 * @param key The key that the bucket has, or would get
 * @returns a clause; nothing if KMS can be used
 */
export function whySseS3(bucket: s3.CfnBucket, uses: BucketUses, key: kms.IKey | undefined): string | undefined {
  const { isWebsite, isPublic } = exposureOf(bucket, uses);
  if (isWebsite) { return 'the bucket hosts a website, whose visitors cannot use a key'; }
  if (isPublic) { return 'the bucket is public, and anonymous requests cannot use a key'; }
  const [delivery] = uses.deliveriesTo(bucket);
  if (delivery) { return `the bucket receives ${delivery.what}${delivery.source === bucket ? '' : ` (${delivery.source.node.path})`}`; }
  const properties = renderedProperties(bucket);
  if (valuesAt(properties.AccessControl, []).includes('LogDeliveryWrite')) { return 'the ACL of the bucket is for log delivery'; }
  if (valuesAt(properties.ReplicationConfiguration, []).length > 0) { return 'the bucket is replicated, and its replication rules specify no KMS keys'; }
  const policies = uses.policiesOf(bucket);
  if (policies.some((policy) => policy.allowsSseS3OnlyLogs)) { return 'its policy allows a log delivery that works with SSE-S3 only'; }
  if (policies.some((policy) => policy.hasCanonicalUser)) { return 'its policy allows an origin access identity, which cannot use a key'; }
  return whyKeyLacksUser(bucket, uses, key);
}

/**
 * Who reads or writes the objects of a bucket without permissions on the key: an AWS service that calls as itself, and another account. Policies
 * of roles give them nothing, only the key policy does.
 */
function whyKeyLacksUser(bucket: s3.CfnBucket, uses: BucketUses, key: kms.IKey | undefined): string | undefined {
  const resource = key && keyResource(key);
  const documents = resource ? uses.keyPolicies(resource) : [];
  const lacks = (kind: PrincipalKind) => {
    const known = allowedPrincipals(documents, kind).map((one) => JSON.stringify(one));
    return (principal: unknown) => !known.includes(JSON.stringify(principal));
  };
  const lacksService = lacks('Service');
  const write = uses.writesTo(bucket).find(({ named, servicePrincipal }) => (
    named === NamedByWriter.NONE && servicePrincipal !== undefined && lacksService(servicePrincipal)
  ));
  if (write) { return `${write.source.node.path} writes ${write.what} as ${write.servicePrincipal}, which has no permissions for the KMS key`; }
  const policies = uses.policiesOf(bucket);
  const service = policies.flatMap((policy) => policy.objectUsers('Service')).find(lacksService);
  if (service !== undefined) { return `its policy allows ${shown(service)} to read or write objects, and it has no permissions for the KMS key`; }
  const isOutside = policies.flatMap((policy) => policy.objectUsers('AWS')).filter((one) => isOfOtherAccount(one, bucket, uses)).some(lacks('AWS'));
  return isOutside ? 'its policy allows another account to read or write objects, and it has no permissions for the KMS key' : undefined;
}

function shown(service: unknown): string {
  return typeof service === 'string' ? service : 'an AWS service';
}

/** Where the account of the bucket is known at deployment only, an account that is written out may be another one. */
function isOfOtherAccount(principal: unknown, bucket: s3.CfnBucket, uses: BucketUses): boolean {
  const { account } = Stack.of(bucket);
  const written = JSON.stringify(principal).match(ACCOUNT_ID) ?? [];
  return written.some((one) => one !== account) || uses.referredBy(principal).some((one) => Stack.of(one).account !== account);
}

const ACCOUNT_ID = /\b\d{12}\b/g;
