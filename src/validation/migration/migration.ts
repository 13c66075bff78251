import { nothingToDo, planFor, type PolicyPlan, mentionsEncryption, type UploadDefault } from '../../legacy-policy';
import { ANONYMOUS, type CallerClass, type ContextKeys, Outcome, type SearchedAction, Wanted } from '../../policy-evaluation';
import { type Resource, Ternary } from '../../template';
import type { Bucket, Posture } from '../posture';
import { seenInCases } from '../rule-sets/internal';
import { defaultsOf } from '../rules';

/** A bucket policy that denies uploads that specify no encryption, or may do so, and what to do about it. */
export interface Migration {
  readonly policy: Resource;
  /** In which of the cases that the template can come to, in its words; nothing where it is all of them. */
  readonly when: string | undefined;
  /** Nothing where the bucket is not among the templates, or cannot be determined. */
  readonly bucket: Resource | undefined;
  /** The default encryption now. */
  readonly current: UploadDefault | undefined;
  readonly plan: PolicyPlan;
  /** Kinds of clients that SSE-KMS does not serve. Empty where the default encryption to come is not SSE-KMS. */
  readonly clients: readonly Client[];
}

/** A kind of clients whose uploads and downloads S3 refuses under SSE-KMS. */
export interface Client {
  readonly kind: string;
  /** Whether the policy keeps them out already, so that there are none. */
  readonly denied: Ternary;
  /** How CloudTrail's data events of the bucket show them. */
  readonly cloudTrailCondition: string;
}

// docs/decisions/0071
/** The policies of an app that are to be moved to default encryption, in the order of the templates: each in its cases. */
export function migrationsOf(posture: Posture): Migration[] {
  const inOneCase = (view: Posture) => new Map(migrationsIn(view, posture).map((migration) => [migration.policy, migration]));
  const identity = ({ clients, current, plan }: Migration) => JSON.stringify([clients, current, plan]);
  return seenInCases(posture, inOneCase, identity).map(({ seen, when }) => ({ ...seen, when }));
}

function migrationsIn(posture: Posture, whole: Posture): Migration[] {
  const attached = new Map(posture.buckets.flatMap((bucket) => bucket.policies.map((policy): [Resource, Bucket] => [policy.resource, bucket])));
  return posture.ofType('AWS::S3::BucketPolicy').flatMap((resource) => {
    const document = JSON.parse(resource.source('PolicyDocument') ?? 'null') as unknown;
    if (!mentionsEncryption(document)) { return []; }
    const bucket = attached.get(resource);
    const known = currentDefault(bucket);
    const isAlways = whole.app.template(resource.template)?.resource(resource.logicalId)?.exists === Ternary.YES;
    const plan = guarded(planned(posture, resource, bucket, document, known), resource, bucket, isAlways);
    if (plan.replaced.length === 0 && plan.leftAlone.length === 0) { return []; }
    const usesKms = plan.serving !== undefined && plan.serving.algorithm.startsWith('aws:kms');
    return [{
      policy: resource,
      when: undefined,
      bucket: bucket?.resource,
      current: typeof known === 'string' ? undefined : known,
      plan,
      clients: usesKms && bucket ? clientsOf(bucket, resource) : [],
    }];
  });
}

function planned(
  posture: Posture, resource: Resource, bucket: Bucket | undefined, document: unknown, current: UploadDefault | string,
): PolicyPlan {
  const scope = posture.app.template(resource.template)!.scope(resource.condition);
  return planFor({ document, bucketArn: bucket?.arn ?? '', current, read: (json) => scope.resolve(json) });
}

function currentDefault(bucket: Bucket | undefined): UploadDefault | string {
  if (!bucket) { return 'its bucket is not in the templates, so the default encryption is not known'; }
  if (bucket.policies.length > 1) { return 'the bucket has several policies, and it is not known which one will be in effect'; }
  const { known, unknown } = defaultsOf(bucket);
  if (unknown !== undefined) { return unknown; }
  return known.length === 1 ? known[0] : 'the default encryption of the bucket depends on a condition, or is one that S3 doesn\'t support';
}

/** A bucket that is made also without its policy is not to be changed for the policy's sake. */
function guarded(plan: PolicyPlan, policy: Resource, bucket: Bucket | undefined, isAlways: boolean): PolicyPlan {
  if (!plan.changesDefault || isAlways || policy.condition === bucket?.resource.condition) { return plan; }
  const reason = `it requires another default encryption, and the policy is created only if condition ${policy.condition} is true`;
  return { ...nothingToDo(plan.document), leftAlone: plan.replaced.map(({ index, name }) => ({ index, name, reason })) };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-request-identification.html */
function clientsOf(bucket: Bucket, resource: Resource): Client[] {
  const policy = bucket.policies.find((one) => one.resource === resource)!;
  const { identities } = policy.search;
  const denied = (callers: readonly CallerClass[], context: ContextKeys) => {
    switch (bucket.find(policy, Wanted.NOT_DENIED, { actions: UPLOADS_AND_DOWNLOADS, callers, context }).outcome) {
      case Outcome.NONE: return Ternary.YES;
      case Outcome.FOUND: return Ternary.NO;
      case Outcome.UNTOLD: return Ternary.UNKNOWN;
    }
  };
  return [
    {
      kind: 'plain HTTP',
      denied: denied([...identities, ANONYMOUS], { 'aws:SecureTransport': 'false', 's3:TlsVersion': null }),
      cloudTrailCondition: 'tlsDetails is missing',
    },
    {
      kind: 'Signature Version 2',
      denied: denied(identities, { 'aws:SecureTransport': 'true', 's3:signatureversion': 'AWS' }),
      cloudTrailCondition: 'additionalEventData.SignatureVersion is SigV2',
    },
    { kind: 'no signature', denied: denied([ANONYMOUS], { 'aws:SecureTransport': 'true' }), cloudTrailCondition: 'userIdentity names no caller' },
  ];
}

const UPLOADS_AND_DOWNLOADS: readonly SearchedAction[] = ['s3:GetObject', 's3:PutObject'].map((name) => ({ name, onObjects: true }));
