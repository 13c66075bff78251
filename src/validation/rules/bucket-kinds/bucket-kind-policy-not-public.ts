import { Outcome, Wanted } from '../../../policy-evaluation';
import type { KindPolicy } from '../../posture';
import { strangersOf } from '../private/strangers-requests';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { requestsFor } from './private/kind-requests';

export const bucketKindPolicyNotPublic: Rule = {
  metadata: {
    name: 'BucketKindPolicyNotPublic',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Policies of directory, table and vector buckets do not grant public access',
    why: 'Block Public Access is always on for directory and table buckets: S3 rejects a public policy, and the deployment fails. Where a service accepts '
      + 'the policy, principals of every account can read the data.',
    fix: 'Name principals in place of *, or restrict the statement with aws:PrincipalOrgID, aws:PrincipalAccount, aws:SourceVpce or aws:SourceArn. '
      + 'To delegate access control to the access points of a directory bucket, restrict it with s3express:DataAccessPointAccount.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-security-iam.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-resource-based-policies.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-access-management.html',
    ],
  },

  * check({ kindPolicies }) {
    for (const target of kindPolicies) { yield* judged(target); }
  },
};

function* judged(target: KindPolicy): Iterable<Finding> {
  const { arn, policy: { document, documentProperty, policy, resource, search }, title } = target;
  if (arn === undefined) { return; }
  const space = { ...requestsFor(target, arn, search.strangers), condition: strangersOf(document) };
  const { outcome, reason, request } = search.find(Wanted.GRANTED, space);
  const property = `Properties.${documentProperty}`;
  const words = request && search.inWords(request, space);
  if (outcome === Outcome.FOUND) {
    yield violation(resource, property, `The policy grants public access to the ${title}: it allows ${words}.`);
  } else if (outcome === Outcome.UNTOLD) {
    const [why = reason ?? `it may allow ${words}`] = policy.problems;
    yield cannotTell(resource, property, `It cannot be determined whether the policy grants public access to the ${title}: ${why}.`);
  }
}
