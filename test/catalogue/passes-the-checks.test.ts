import { App } from 'aws-cdk-lib';
import { EVERY_SPECIMEN, Places } from '.';
import { strictFindings } from '../support/strict';

/** What the author of a specimen has chosen, by the rule that asks for something else. Every rule below is right to. */
const CHOSEN: readonly [rule: string, specimens: RegExp][] = [
  ['KmsDefaultEncryption', /SSE-S3|CloudFront that writes|other choices|copy of objects that S3 finds/],
  // Buckets for logs and reports, some of which could have a key.
  ['KmsDefaultEncryption', /LogBucket|LogSource|TwoWay|BucketReplication within|Inventory into|Reencryption|reports of a role|access logs|many accounts|ObjectTrail/],
  ['KmsDefaultEncryption', /buckets of the L2|with every option|Defaults of an app|by every property|nothing was declared/],
  ['BucketKindKmsEncryption', /SSE-S3/],
  ['CustomerManagedKey', /aws\/s3/],
  ['BucketKeyEnabled', /without a Bucket Key|made elsewhere|BucketLegacyPolicyMigration/],
  ['SseCBlocked', /SSE-C|other choices|BucketLegacyPolicyMigration|Inventory into/],
  ['SignatureVersion4Required', /any signature|BucketLegacyPolicyMigration|Inventory into/],
  ['UploadEncryptionEnforced', /any upload|other choices|BucketLegacyPolicyMigration|Inventory into/],
  // Beside the key of default encryption it accepts another one.
  ['UploadEncryptionEnforced', /its key is changed|demands encryption context|change of a key|imported keys/],
  ['SecureTransportRequired', /BucketLegacyPolicyMigration|Inventory into/],
  ['MinimumTlsVersion', /BucketLegacyPolicyMigration|Inventory into/],
  ['DefaultEncryptionDeclared', /Inventory into/],
];

/** What no template of the app says. */
const ELSEWHERE: readonly [rule: string, specimens: RegExp][] = [
  ['ReplicationVersioning', /made elsewhere/],
  ['ReplicationDestinationPolicy', /made elsewhere/],
  ['ReplicaKmsKeyRegion', /made elsewhere/],
  // The ID of the distribution is text, because the key policy cannot refer to it.
  ['CloudFrontReadsKmsBucket', /^CloudFront, of which the distribution is known/],
];

const PLACES: [string, (app: App) => Places][] = [
  ['in a known account and Region', (app) => new Places(app)],
  ['in stacks that may be anywhere', (app) => new Places(app, undefined)],
];

describe.each(PLACES)('%s', (_, places) => {
  test.each(Object.entries(EVERY_SPECIMEN))('%s: the strict rules find nothing that was not chosen, and no question is left open', (title, specimen) => {
    const app = new App();
    specimen(places(app));
    const unexpected = strictFindings(app).filter((finding) => {
      const allowed = /: It cannot be determined/.test(finding) ? ELSEWHERE : CHOSEN;
      return !allowed.some(([rule, specimens]) => finding.startsWith(`${rule}: `) && specimens.test(title));
    });
    expect(unexpected).toEqual([]);
  });
});
