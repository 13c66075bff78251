import { any, at, Ternary } from '../../../template';
import { Bucket, usesKms } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const websiteNotKms: Rule = {
  metadata: {
    name: 'WebsiteNotKms',
    topic: Topic.ACCESS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets that host a website don\'t use KMS encryption',
    why: 'Requests to a website endpoint aren\'t signed, and S3 decrypts KMS objects for signed requests only. The website answers every '
      + 'request with an error.',
    fix: 'Remove the website configuration and serve the bucket through CloudFront with origin access control (OAC), which works with '
      + 'KMS, or use DefaultEncryption.sseS3().',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    ],
  },

  * check({ buckets }) {
    for (const bucket of buckets) {
      const website = bucket.resource.read('WebsiteConfiguration');
      if (website === undefined) { continue; }
      const { algorithm } = bucket;
      const right = any([
        judge(algorithm, (known) => !usesKms(known)),
        judge(website, (known) => known === undefined || at(known, 'RedirectAllRequestsTo') !== undefined),
      ]);
      if (right === Ternary.YES) { continue; }
      const property = Bucket.rulePath('ServerSideEncryptionByDefault', 'SSEAlgorithm');
      yield right === Ternary.NO
        ? violation(bucket.resource, property, 'The bucket hosts a website and encrypts with KMS, so visitors cannot read its objects.')
        : cannotTell(bucket.resource, property,
          `It cannot be determined whether the bucket hosts a website and encrypts with KMS: ${reasonOf(algorithm) || reasonOf(website)}.`);
    }
  },
};
