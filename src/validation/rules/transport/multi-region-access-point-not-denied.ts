import { type ContextKeys, Outcome, Wanted } from '../../../policy-evaluation';
import { at, type ValueMap } from '../../../template';
import { accountOf, type Bucket, type BucketPolicy, entriesOf, type Posture } from '../../posture';
import { isSurelyThere } from '../private/bucket-policies';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const DOCUMENT = 'Properties.PolicyDocument';

// docs/decisions/0114
export const multiRegionAccessPointNotDenied: Rule = {
  metadata: {
    name: 'MultiRegionAccessPointNotDenied',
    topic: Topic.TRANSPORT,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets behind a Multi-Region Access Point accept TLS 1.2 and Signature Version 4A',
    why: 'Multi-Region Access Points do not support TLS 1.3, and their requests are signed with SigV4A. The policy of each bucket behind one applies too: '
      + 'if it requires TLS 1.3, every request through the access point is denied. AWS does not document the value of s3:signatureversion for SigV4A, '
      + 'so a list of accepted signature versions may deny them all.',
    fix: 'Require TLS 1.2 as the minimum version: minimumTlsVersion TlsVersion.V1_2 of EncryptedBucket, or a Deny for s3:TlsVersion below 1.2. Deny Signature '
      + 'Version 2 (StringEquals s3:signatureversion AWS) instead of every version but AWS4-HMAC-SHA256.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointRestrictions.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiRegionAccessPointPermissions.html',
    ],
  },

  * check(posture) {
    for (const [bucket, accessPoint] of bucketsBehind(posture)) {
      for (const policy of bucket.policies) { yield* judged(bucket, policy, accessPoint); }
    }
  },
};

/** The buckets of the app that are behind a Multi-Region Access Point of the app, with its logical ID. */
function bucketsBehind(posture: Posture): ReadonlyMap<Bucket, string> {
  const buckets = new Map<Bucket, string>();
  for (const accessPoint of posture.ofType('AWS::S3::MultiRegionAccessPoint')) {
    for (const region of entriesOf(accessPoint.read('Regions'))) {
      const bucket = posture.bucketAt(at(region, 'Bucket'), accessPoint);
      if (bucket && !buckets.has(bucket)) { buckets.set(bucket, accessPoint.logicalId); }
    }
  }
  return buckets;
}

const OVER_TLS: ContextKeys = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.2' };

/** Neither of the signatures whose values AWS documents. */
const SIGV4A: ValueMap = { StringNotEquals: { 's3:signatureversion': ['AWS', 'AWS4-HMAC-SHA256'] } };

function* judged(bucket: Bucket, policy: BucketPolicy, accessPoint: string): Iterable<Finding> {
  const { resource, search } = policy;
  const lets = (context: ContextKeys, condition?: ValueMap) => search.find(Wanted.NOT_DENIED, {
    callers: search.identitiesOf(accountOf(bucket.resource)),
    actions: [{ name: 's3:GetObject', onObjects: true }],
    resource: bucket.arn,
    context,
    ...(condition === undefined ? {} : { condition }),
  });
  const overTls = lets(OVER_TLS);
  const behind = `Multi-Region Access Point ${accessPoint}`;
  if (overTls.outcome === Outcome.NONE) {
    // What is denied anyway has nothing to do with the access point.
    if (lets({ ...OVER_TLS, 's3:TlsVersion': '1.3' }).outcome === Outcome.NONE) { return; }
    yield isSurelyThere(policy, bucket)
      ? violation(resource, DOCUMENT, `The bucket policy denies every request over TLS 1.2, and ${behind} does not support TLS 1.3.`)
      : cannotTell(resource, DOCUMENT, `It cannot be determined whether the bucket policy denies every request through ${behind}: the policy is created under the condition ${resource.condition}.`);
  } else if (overTls.outcome === Outcome.UNTOLD) {
    yield cannotTell(resource, DOCUMENT,
      `It cannot be determined whether the bucket policy denies every request through ${behind}: ${overTls.reason ?? 'it depends on values that are known at deployment only'}.`);
  } else if (lets(OVER_TLS, SIGV4A).outcome === Outcome.NONE) {
    yield cannotTell(resource, DOCUMENT, `It cannot be determined whether the bucket policy denies every request through ${behind}: `
      + 'it accepts only documented values of s3:signatureversion, and AWS does not document the value for SigV4A.');
  }
}
