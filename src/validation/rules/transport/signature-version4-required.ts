import type { AlikeBucket, Bucket, Comparison } from '../../posture';
import { nearlyDenied, whyUntold } from '../private/bucket-denials';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { denied, deniedBy, type Denied, IDENTITIES, type Unwanted } from './private/denied-requests';
import { policyOf, toBucket } from './private/in-words';
import { withoutServiceExemption } from './private/service-exemption';
import { advisedForWebsite, type WebsiteAdvice } from './private/website';

const FIX = 'Deny s3:* on the bucket and its objects when s3:signatureversion is AWS, except for AWS services: use '
  + 'EncryptedBucket, or apply mixins.BucketSignatureVersion4.';

const WEBSITE: WebsiteAdvice = {
  endpoints: 'serve anonymous requests only',
  fix: 'Add a statement that denies s3:* on the bucket and its objects when s3:signatureversion is AWS, AWS services exempt. It does not '
    + 'apply to requests without a signature. EncryptedBucket and mixins.BucketSignatureVersion4 also deny anonymous requests, so the website '
    + 'endpoint would deny every request: use them when CloudFront with origin access control serves the site and the website configuration '
    + 'is removed.',
};

export const signatureVersion4Required: Rule = {
  metadata: {
    name: 'SignatureVersion4Required',
    topic: Topic.TRANSPORT,
    // docs/decisions/0097
    severity: Severity.INFO,
    requiredSeverity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Every request signed with Signature Version 2 is denied',
    why: 'Signature Version 2 signs with the secret key itself and SHA-1, covers neither the payload nor the Region, and its presigned URLs '
      + 'can be valid for years. AWS announced that buckets created after June 24, 2020 do not support it, and Regions launched after January '
      + '30, 2014 never did. Older buckets in older Regions can still accept it, and a template does not show when its bucket was created. '
      + 'Therefore, a missing statement is information. It is a warning in the rule sets of frameworks that require strong authentication, '
      + 'and an error in the strict rule set.',
    fix: FIX,
    fixForAll: 'To fix all buckets of the stack, apply mixins.BucketSignatureVersion4 to the stack.',
    controls: { nist80053r5: ['SC-8(1)', 'SC-13', 'SC-23'] },
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/developerguide/bucket-policy-s3-sigv4-conditions.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/developerguide/sig-v4-authenticating-requests.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/developerguide/specify-signature-version.html',
    ],
  },

  /*
   * Buckets with SSE-KMS are no exception. S3 refuses Signature Version 2 for objects that are encrypted with KMS, but a
   * request may name SSE-S3, older objects may have it, and requests for no object at all (listing, deleting) are served.
   */
  * check({ buckets, bucketsElsewhere }) {
    for (const bucket of [...buckets, ...bucketsElsewhere]) {
      for (const finding of found(bucket)) { yield advisedForWebsite(finding, bucket, WEBSITE, FIX); }
    }
  },
};

function* found(bucket: Bucket): Iterable<Finding> {
  const denial = deniedBy(bucket, whatIsLetIn);
  const { letIn, untold } = denial;
  if (letIn !== undefined) {
    yield violation(bucket.resource, 'Properties', bucket.policies.length === 0
      ? 'The bucket has no policy, so requests signed with Signature Version 2 are not denied.'
      : `${policyOf(bucket)} does not deny every request signed with Signature Version 2: it does not deny ${letIn}.${nearlyDenied(denial)}`);
  } else if (untold !== undefined) {
    yield cannotTell(bucket.resource, 'Properties',
      `It cannot be determined whether every request signed with Signature Version 2${toBucket(bucket)} is denied: ${whyUntold(bucket, denial)}.`);
  }
}

/** Anonymous requests have no signature, and AWS services may be left out. */
const SIGNATURE_VERSION_2: Unwanted = {
  contexts: [{ 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3', 's3:signatureversion': 'AWS' }],
  about: 's3:signatureversion',
  callers: [IDENTITIES],
  leniently: [],
  recognised: namesOrAllows,
};

function whatIsLetIn(bucket: AlikeBucket): Denied {
  return denied(bucket, SIGNATURE_VERSION_2);
}

/** The form that names what is denied, and the one that names what is allowed. */
function namesOrAllows(comparisons: readonly Comparison[]): boolean {
  const [comparison, ...others] = withoutServiceExemption(comparisons);
  if (others.length > 0 || comparison?.conditionKey !== 's3:signatureversion' || comparison.values.length === 0) { return false; }
  switch (comparison.operator) {
    case 'stringequals': return comparison.values.includes('AWS');
    case 'stringnotequals':
    case 'stringnotequalsifexists': return !comparison.values.includes('AWS');
    default: return false;
  }
}
