import { ANONYMOUS, Outcome, Wanted } from '../../../policy-evaluation';
import type { KindBucket } from '../../posture';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { requestsFor } from './private/kind-requests';

export const vectorBucketSecureTransport: Rule = {
  metadata: {
    name: 'VectorBucketSecureTransport',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.WARNING,
    preset: Preset.STRICT,
    title: 'Policies of vector buckets deny plain HTTP',
    why: 'AWS documents that directory buckets reject plain HTTP, and that S3 Tables redirects it to HTTPS. It does not document what S3 Vectors does: its '
      + 'SDK endpoints use HTTPS, and a Deny in the policy of the vector bucket makes sure of it.',
    fix: 'Use EncryptedVectorBucket, whose policy denies plain HTTP by default. In a template, deny s3vectors:* on the ARN of the vector bucket and on that ARN '
      + 'followed by /* when aws:SecureTransport is false, without further conditions.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-bucket-policy.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport',
    ],
  },

  * check({ kindBuckets }) {
    for (const bucket of kindBuckets) {
      if (!bucket.kind.refusesPlainHttp) { yield* judged(bucket); }
    }
  },
};

function* judged(bucket: KindBucket): Iterable<Finding> {
  const { arn, kind, policies, resource, title, unseenPolicies } = bucket;
  if (unseenPolicies !== undefined) {
    yield cannotTell(resource, 'Properties', `It cannot be determined whether every request over plain HTTP is denied: ${unseenPolicies}.`);
  } else if (policies.length === 0) {
    yield violation(resource, 'Properties', `The ${title} has no policy, so requests over plain HTTP are not denied.`);
  }
  for (const { resource: ofPolicy, search } of policies) {
    const space = { ...requestsFor({ kind, isOfTable: false }, arn, [...search.identities, ANONYMOUS]), context: { 'aws:SecureTransport': 'false' }, about: 'aws:SecureTransport' };
    const { outcome, reason, request } = search.find(Wanted.NOT_DENIED, space);
    if (outcome === Outcome.NONE) {
      if (ofPolicy.isMadeWith(resource)) { continue; }
      yield cannotTell(resource, 'Properties', `It cannot be determined whether every request over plain HTTP is denied: the policy is created under the condition ${ofPolicy.condition}.`);
    } else if (outcome === Outcome.FOUND && request !== undefined) {
      yield violation(resource, 'Properties', `The policy of the ${title} does not deny every request over plain HTTP: it does not deny ${search.inWords(request, space)}.`);
    } else {
      yield cannotTell(resource, 'Properties', `It cannot be determined whether every request over plain HTTP is denied: ${reason ?? 'it depends on values that are known at deployment only'}.`);
    }
  }
}
