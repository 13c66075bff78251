import { Ternary } from '../../../template';
import type { AlikeBucket } from '../../posture';
import { whyUntold } from '../private/bucket-denials';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { deniesVisitors } from './private/visitors';
import { hostsWebsite, whyWebsiteUntold } from './private/website';

// docs/decisions/0065
export const websiteEndpointNotDenied: Rule = {
  metadata: {
    name: 'WebsiteEndpointNotDenied',
    topic: Topic.TRANSPORT,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'The policy of a bucket that is configured as a website does not deny every request to the website endpoint',
    why: 'Website endpoints support plain HTTP only, and visitors send no signature. If the bucket policy denies plain HTTP or anonymous '
      + 'requests, S3 answers every request to the website endpoint with 403 Access Denied. This includes requests from CloudFront if the '
      + 'website endpoint is its origin.',
    fix: 'Serve the site through CloudFront with origin access control, which uses HTTPS and signs its requests, and remove the website '
      + 'configuration. If visitors use the website endpoint, do not deny plain HTTP or anonymous requests: leave the bucket out of '
      + 'mixins.BucketSecureTransport and mixins.BucketSignatureVersion4, and do not set enforceSSL on s3.Bucket. If nobody uses the '
      + 'website endpoint, acknowledge this rule.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    ],
  },

  * check({ buckets }) {
    for (const bucket of buckets) {
      const website = hostsWebsite(bucket);
      if (website === Ternary.NO) { continue; }
      const { http, https } = bucket.ask(whatIsDenied);
      if (http === Ternary.NO) { continue; }
      if (website === Ternary.YES && http === Ternary.YES) {
        yield violation(bucket.resource, PROPERTY, https === Ternary.YES
          ? 'The bucket is configured as a website, and its policy denies anonymous requests. Visitors send no signature, so the endpoint denies every request.'
          : 'The bucket is configured as a website, and its policy denies plain HTTP. Website endpoints support plain HTTP only, so the endpoint denies every request.');
      } else {
        yield cannotTell(bucket.resource, PROPERTY, 'It cannot be determined whether the bucket is a website whose policy denies every request to the endpoint: '
          + `${website === Ternary.UNKNOWN ? whyWebsiteUntold(bucket) : whyUntold(bucket, { untold: 'every request to the website endpoint' })}.`);
      }
    }
  },
};

const PROPERTY = 'Properties.WebsiteConfiguration';

function whatIsDenied(bucket: AlikeBucket): { readonly http: Ternary; readonly https: Ternary } {
  return { http: deniesVisitors(bucket, false), https: deniesVisitors(bucket, true) };
}
