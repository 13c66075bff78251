import { any, type Resource, Ternary, textKey, textOf } from '../../../template';
import type { KindPolicy, Posture } from '../../posture';
import { cannotTell, type Finding, Preset, type Rule, Status, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const onePolicyPerBucket: Rule = {
  metadata: {
    name: 'OnePolicyPerBucket',
    topic: Topic.TRANSPORT,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'A bucket has one bucket policy',
    why: 'A bucket has a single bucket policy. If a template has two AWS::S3::BucketPolicy resources for it, the deployment of the second '
      + 'fails, or it silently replaces the first and everything that the first denies. Deleting either of them deletes the policy.',
    fix: 'Put all statements into one policy: call addToResourcePolicy() of the bucket, or apply mixins, which add to the existing policy.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
    ],
  },

  * check(posture) {
    for (const policies of policiesOfOneBucket(posture)) { yield* ofOne(posture, policies, 'bucket', 'Bucket'); }
    for (const [{ title, target }, policies] of policiesOfOneKind(posture)) {
      for (const finding of ofOne(posture, policies, title, target)) { yield { ...finding, fix: fixFor(title, finding.resource) }; }
    }
  },
};

/** The bucket of another kind, or the table, has another construct and another type of policy. */
function fixFor(title: string, { type }: Resource): string {
  const byConstruct = title === 'table' ? '' : ` With Encrypted${title.replace(/(?:^| )(.)/g, (_, first: string) => first.toUpperCase())}, call addToResourcePolicy().`;
  return `Put all statements into one ${type}.${byConstruct}`;
}

/** @param property The property of the policies that names what they belong to. */
function* ofOne(posture: Posture, policies: readonly Resource[], title: string, property: string): Iterable<Finding> {
  for (const [i, later] of policies.entries()) {
    const finding = strongest(policies.slice(0, i).map((earlier) => ofTwo(posture, earlier, later, title, `Properties.${property}`)));
    if (finding) { yield finding; }
  }
}

/** The policies of each directory, table or vector bucket, or table, that has more than one. */
function* policiesOfOneKind({ kindPolicies }: Posture): Iterable<readonly [KindPolicy, readonly Resource[]]> {
  const byArn = new Map<string, KindPolicy[]>();
  for (const one of kindPolicies) {
    if (one.arn === undefined) { continue; }
    const key = one.bucket ? `${one.bucket.template}/${one.bucket.logicalId}` : JSON.stringify([one.policy.resource.template, textKey(one.arn)]);
    byArn.set(key, [...byArn.get(key) ?? [], one]);
  }
  for (const policies of byArn.values()) {
    if (policies.length > 1) { yield [policies[policies.length - 1], policies.map(({ policy }) => policy.resource)]; }
  }
}

/** The policies of each bucket that has more than one. */
function* policiesOfOneBucket(posture: Posture): Iterable<readonly Resource[]> {
  let attached = 0;
  for (const { policies } of posture.buckets) {
    attached += policies.length;
    if (policies.length > 1) { yield policies.map(({ resource }) => resource); }
  }
  const all = posture.ofType('AWS::S3::BucketPolicy');
  if (all.length === attached) { return; }
  // The others belong to buckets outside of the app: those of one stack that name their bucket alike have the same one.
  const known = new Set(posture.buckets.flatMap(({ policies }) => policies.map(({ resource }) => resource)));
  const byName = new Map<string, Resource[]>();
  for (const policy of all) {
    const name = known.has(policy) ? undefined : textOf(policy.read('Bucket'));
    if (name === undefined) { continue; }
    const key = JSON.stringify([policy.template, textKey(name)]);
    const others = byName.get(key);
    if (others) { others.push(policy); } else { byName.set(key, [policy]); }
  }
  for (const policies of byName.values()) {
    if (policies.length > 1) { yield policies; }
  }
}

function ofTwo(posture: Posture, earlier: Resource, later: Resource, title: string, property: string): Finding | undefined {
  const where = earlier.template === later.template ? '' : ` in ${earlier.template}`;
  switch (together(posture, earlier, later)) {
    case Ternary.NO: return undefined;
    case Ternary.YES: return violation(later, property,
      `The ${title} already has a policy, ${earlier.logicalId}${where}, and S3 keeps only one of them.`);
    case Ternary.UNKNOWN: return cannotTell(later, property,
      `It cannot be determined whether the ${title} has this policy and ${earlier.logicalId}${where} at once: `
      + `they are created under the conditions ${later.condition} and ${earlier.condition}.`);
  }
}

/** Whether a deployment may make both: one that makes either and then surely the other, too. */
function together(posture: Posture, one: Resource, other: Resource): Ternary {
  if (one.condition === undefined || other.condition === undefined) { return Ternary.YES; }
  if (one.template !== other.template) { return Ternary.UNKNOWN; }
  const template = posture.app.template(one.template);
  const given = (first: string, second: string) => template?.scope(first).condition(second) ?? Ternary.UNKNOWN;
  const answers = [given(one.condition, other.condition), given(other.condition, one.condition)];
  return answers.includes(Ternary.NO) ? Ternary.NO : any(answers);
}

function strongest(findings: readonly (Finding | undefined)[]): Finding | undefined {
  const found = findings.filter((finding) => finding !== undefined);
  return found.find(({ status }) => status === Status.VIOLATION) ?? found[0];
}
