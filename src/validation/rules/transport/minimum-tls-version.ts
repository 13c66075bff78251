import type { AlikeBucket, Bucket, Comparison } from '../../posture';
import { nearlyDenied, whyUntold } from '../private/bucket-denials';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { ANYBODY_UNSIGNED, denied, deniedBy, type Denied, IDENTITIES, type Unwanted } from './private/denied-requests';
import { policyOf, toBucket } from './private/in-words';
import { withoutServiceExemption } from './private/service-exemption';
import { advisedForWebsite, type WebsiteAdvice } from './private/website';

const FIX = 'Deny s3:* on the bucket and its objects when s3:TlsVersion is less than 1.2, except for AWS services: use '
  + 'EncryptedBucket, apply mixins.BucketSecureTransport, or set enforceSSL of s3.Bucket to true and minimumTLSVersion to 1.2.';

const WEBSITE: WebsiteAdvice = {
  endpoints: 'support plain HTTP only',
  fix: 'Add a statement that denies s3:* on the bucket and its objects when s3:TlsVersion is less than 1.2, AWS services exempt. It does not '
    + 'apply to plain HTTP. EncryptedBucket, mixins.BucketSecureTransport and enforceSSL also deny plain HTTP, so the website endpoint would '
    + 'deny every request: use them when CloudFront with origin access control serves the site and the website configuration is removed.',
};

export const minimumTlsVersion: Rule = {
  metadata: {
    name: 'MinimumTlsVersion',
    topic: Topic.TRANSPORT,
    // docs/decisions/0097
    severity: Severity.INFO,
    requiredSeverity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Every request over a TLS version earlier than 1.2 is denied',
    why: 'TLS 1.0 and 1.1 are deprecated and vulnerable to downgrade attacks. The API endpoints of S3 no longer support them: AWS '
      + 'announced TLS 1.2 as the minimum version of all its API endpoints, and S3 documents TLS 1.2 and 1.3. The statement is a '
      + 'second safeguard, and shows the minimum version to auditors. Therefore, a missing statement is information. It is a warning '
      + 'in the rule sets of frameworks that require a minimum version, and an error in the strict rule set.',
    fix: FIX,
    fixForAll: 'To fix all buckets of the stack, apply mixins.BucketSecureTransport to the stack.',
    controls: {
      nist80053r5: ['AC-17(2)', 'SC-8', 'SC-8(1)', 'SC-13', 'SC-23'],
      pciDss4: ['4.2.1'],
    },
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-tls-version',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html',
    ],
  },

  * check({ buckets, bucketsElsewhere }) {
    for (const bucket of [...buckets, ...bucketsElsewhere]) {
      for (const finding of found(bucket)) { yield advisedForWebsite(finding, bucket, WEBSITE, FIX); }
    }
  },
};

function* found(bucket: Bucket): Iterable<Finding> {
  const denial = deniedBy(bucket, whatIsLetIn);
  const { letIn, untold, leniently } = denial;
  if (letIn !== undefined) {
    yield violation(bucket.resource, 'Properties', bucket.policies.length === 0
      ? 'The bucket has no policy, so requests over TLS 1.0 and 1.1 are not denied.'
      : `${policyOf(bucket)} does not deny every request over a TLS version older than 1.2: it does not deny ${letIn}.${nearlyDenied(denial)}`);
  } else if (untold !== undefined) {
    yield cannotTell(bucket.resource, 'Properties',
      `It cannot be determined whether every request over a TLS version older than 1.2${toBucket(bucket)} is denied: ${whyUntold(bucket, denial)}.`);
  } else if (leniently !== undefined) {
    yield violation(bucket.resource, 'Properties',
      `${policyOf(bucket)} denies TLS versions older than 1.2, but not ${leniently}.${nearlyDenied(denial)}`, Severity.INFO);
  }
}

/** Plain HTTP has no TLS version: that is the business of `SecureTransportRequired`. AWS services may be left out. */
const OUTDATED_TLS: Unwanted = {
  contexts: ['1.1', '1.0'].map((version) => ({ 'aws:SecureTransport': 'true', 's3:TlsVersion': version })),
  about: 's3:TlsVersion',
  callers: [IDENTITIES],
  leniently: [ANYBODY_UNSIGNED],
  recognised: isMinimum,
};

function whatIsLetIn(bucket: AlikeBucket): Denied {
  return denied(bucket, OUTDATED_TLS);
}

function isMinimum(comparisons: readonly Comparison[]): boolean {
  const [comparison, ...others] = withoutServiceExemption(comparisons);
  return others.length === 0 && comparison?.conditionKey === 's3:tlsversion' && /^numericlessthan(ifexists)?$/.test(comparison.operator)
    && comparison.values.some((value) => Number(value) >= 1.2);
}
