import type { AlikeBucket, Bucket, Comparison } from '../../posture';
import { nearlyDenied, whyUntold } from '../private/bucket-denials';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { ANYBODY_UNSIGNED, denied, deniedBy, type Denied, IDENTITIES, SERVICES, type Unwanted } from './private/denied-requests';
import { policyOf, toBucket } from './private/in-words';
import { advisedForWebsite, type WebsiteAdvice } from './private/website';

const FIX = 'Deny s3:* on the bucket and its objects when aws:SecureTransport is false, without further conditions: use '
  + 'EncryptedBucket, apply mixins.BucketSecureTransport, or set enforceSSL of s3.Bucket to true.';

const WEBSITE: WebsiteAdvice = {
  endpoints: 'support plain HTTP only',
  fix: 'Do not deny plain HTTP while visitors use the website endpoint, which would then deny every request. Serve the site through '
    + 'CloudFront with origin access control, remove the website configuration, and then deny plain HTTP. If the site is public and stays on '
    + 'the website endpoint, acknowledge this rule.',
};

// docs/decisions/0009
export const secureTransportRequired: Rule = {
  metadata: {
    name: 'SecureTransportRequired',
    topic: Topic.TRANSPORT,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Every request over plain HTTP is denied',
    why: 'Encryption at rest doesn\'t protect data in transit: over plain HTTP, an eavesdropper can read objects, signatures and presigned '
      + 'URLs. S3 accepts plain HTTP unless the bucket policy denies it.',
    fix: FIX,
    fixForAll: 'To fix all buckets of the stack, apply mixins.BucketSecureTransport to the stack.',
    controls: {
      securityHub: ['S3.5'],
      awsConfig: ['s3-bucket-ssl-requests-only'],
      cisAws5: ['2.1.1'],
      nist80053r5: [
        'AC-17(2)', 'AC-4', 'IA-5(1)', 'SC-12(3)', 'SC-13', 'SC-23', 'SC-23(3)', 'SC-7(4)', 'SC-8', 'SC-8(1)', 'SC-8(2)', 'SI-7(6)',
      ],
      pciDss4: ['4.2.1'],
    },
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
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
      ? 'The bucket has no policy, so requests over plain HTTP are not denied.'
      : `${policyOf(bucket)} does not deny every request over plain HTTP: it does not deny ${letIn}.${nearlyDenied(denial)}`);
  } else if (untold !== undefined) {
    yield cannotTell(bucket.resource, 'Properties', `It cannot be determined whether every request over plain HTTP${toBucket(bucket)} is denied: ${whyUntold(bucket, denial)}.`);
  } else if (leniently !== undefined) {
    yield violation(bucket.resource, 'Properties', `${policyOf(bucket)} denies plain HTTP, but not ${leniently}.${nearlyDenied(denial)}`, Severity.WARNING);
  }
}

const PLAIN_HTTP: Unwanted = {
  contexts: [{ 'aws:SecureTransport': 'false', 's3:TlsVersion': null }],
  about: 'aws:SecureTransport',
  callers: [IDENTITIES],
  leniently: [ANYBODY_UNSIGNED, SERVICES],
  recognised: isBaseline,
};

function whatIsLetIn(bucket: AlikeBucket): Denied {
  return denied(bucket, PLAIN_HTTP);
}

function isBaseline([comparison, ...others]: readonly Comparison[]): boolean {
  return others.length === 0 && comparison?.conditionKey === 'aws:securetransport' && /^bool(ifexists)?$/.test(comparison.operator)
    && comparison.values.length > 0 && comparison.values.every((value) => String(value).toLowerCase() === 'false');
}
