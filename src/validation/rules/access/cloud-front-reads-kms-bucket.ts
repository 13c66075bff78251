import { EncryptionContext } from '../../../encryption';
import { type AccessRequest, isAnything, knownCaller, Outcome, Principal, shown } from '../../../policy-evaluation';
import { any, at, isMap, OneOf, optionsOf, type Resource, Ternary, Text, textOf, type Value, type ValueMap } from '../../../template';
import { accountOf, Bucket, entriesOf, type Key, KeyReferenceKind, type Posture } from '../../posture';
import { type EncryptionChoice, encryptionChoices } from '../private/encryption-choices';
import { findRefused } from '../private/key-grants';
import { viaS3 } from '../private/strangers';
import { whereabouts } from '../private/whereabouts';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const ORIGINS = 'Properties.DistributionConfig.Origins';

/** An origin of a distribution that is a bucket of the app. */
interface Origin {
  readonly distribution: Resource;
  readonly property: string;
  readonly config: ValueMap;
  readonly bucket: Bucket;
}

export const cloudFrontReadsKmsBucket: Rule = {
  metadata: {
    name: 'CloudFrontReadsKmsBucket',
    topic: Topic.ACCESS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'CloudFront can decrypt what it reads from buckets with KMS encryption',
    why: 'CloudFront can read such objects only with origin access control (OAC), and only if the key policy allows it. Otherwise the '
      + 'distribution answers every request with Access Denied.',
    fix: 'Use EncryptedBucketOrigin, or S3BucketOrigin.withOriginAccessControl() and a customer managed key whose policy allows '
      + 'cloudfront.amazonaws.com kms:Decrypt with the ARN of the distribution in aws:SourceArn.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html'],
  },

  * check(posture) {
    for (const distribution of posture.ofType('AWS::CloudFront::Distribution')) {
      for (const origin of originsOf(posture, distribution)) {
        const said = new Set<string>();
        for (const choice of encryptionChoices(origin.bucket)) {
          const finding = choice.kms === Ternary.NO ? undefined : judged(origin, choice);
          if (!finding || said.has(finding.message)) { continue; }
          said.add(finding.message);
          yield finding;
        }
      }
    }
  },
};

function* originsOf(posture: Posture, distribution: Resource): Iterable<Origin> {
  const origins = distribution.read('DistributionConfig', 'Origins');
  for (const [i, origin] of (Array.isArray(origins) ? origins : [origins]).entries()) {
    for (const config of entriesOf(origin).filter(isMap)) {
      const bucket = bucketAt(posture, config.DomainName, distribution);
      if (bucket) { yield { distribution, property: Array.isArray(origins) ? `${ORIGINS}.${i}` : ORIGINS, config, bucket }; }
    }
  }
}

/** By any of the bucket's domain names: also by one that is not that of its stack's Region, or is made from its name. */
function bucketAt(posture: Posture, domain: Value | undefined, from: Resource): Bucket | undefined {
  const bucket = posture.bucketAt(domain, from);
  if (bucket || (typeof domain !== 'string' && !(domain instanceof Text))) { return bucket; }
  const parts = typeof domain === 'string' ? [domain] : domain.parts;
  const end = parts.findIndex((part) => typeof part === 'string' && /\.s3[.-]/.test(part));
  if (end < 0) { return undefined; }
  const name = Text.of(...parts.slice(0, end), String(parts[end]).split(/\.s3[.-]/)[0]);
  return posture.bucketAt(name, from);
}

function judged(origin: Origin, { key, kms, certain }: EncryptionChoice): Finding | undefined {
  const { distribution, property, config, bucket } = origin;
  const sure = kms === Ternary.YES && certain;
  const name = bucket.resource.logicalId;
  const say = (resource: Resource, where: string, message: string) => (sure
    ? violation(resource, where, message)
    : cannotTell(resource, where, `It cannot be determined whether this applies to bucket ${name}, because its encryption depends on the deployment: ${message}`));
  const control = config.OriginAccessControlId;
  if (control === undefined || control === '') {
    const identity = at(config, 'S3OriginConfig', 'OriginAccessIdentity');
    // A custom origin may get its signature from a function at the edge.
    if (config.S3OriginConfig === undefined) { return undefined; }
    if (identity instanceof OneOf || (identity === undefined || identity === '' ? signsAtEdge(distribution) : false)) {
      return cannotTell(distribution, property, `It cannot be determined how the distribution signs its requests to bucket ${name}, which encrypts with KMS.`);
    }
    return say(distribution, `${property}.S3OriginConfig.OriginAccessIdentity`, identity === undefined || identity === ''
      ? `The distribution reads bucket ${name}, which encrypts with KMS, without a signature.`
      : `The distribution reads bucket ${name}, which encrypts with KMS, with an origin access identity, which cannot use KMS keys.`);
  }
  const keyAt = Bucket.rulePath('ServerSideEncryptionByDefault', 'KMSMasterKeyID');
  if (key.kind === KeyReferenceKind.NONE || key.kind === KeyReferenceKind.AWS_MANAGED) {
    return say(bucket.resource, keyAt,
      `The bucket encrypts with the AWS managed key aws/s3, with which distribution ${distribution.logicalId} cannot decrypt.`);
  }
  if (!key.key) {
    return cannotTell(distribution, property, `It cannot be determined whether the distribution can decrypt objects of bucket ${name}: ${whereabouts(key.value, 'its key')}.`);
  }
  const { may, refused } = mayDecrypt(key.key, origin);
  if (may === Ternary.YES) { return undefined; }
  return may === Ternary.NO
    ? say(key.key.resource, 'Properties.KeyPolicy',
      `The key policy does not allow CloudFront to decrypt ${refused ?? 'objects'} of bucket ${name} for distribution ${distribution.logicalId}.`)
    : cannotTell(key.key.resource, 'Properties.KeyPolicy',
      `It cannot be determined whether the key policy allows CloudFront to decrypt objects of bucket ${name} for distribution ${distribution.logicalId}: ${key.key.doubt}.`);
}

// docs/decisions/0067
/**
 * Whether CloudFront may decrypt every object that the distribution reads. With a Bucket Key all objects have the encryption
 * context of the bucket, without one each has its own: either suffices. AWS does not document whether S3 calls in the name
 * of CloudFront or passes it on.
 */
function mayDecrypt(key: Key, { config, distribution, bucket }: Origin): { readonly may: Ternary; readonly refused?: string } {
  const objects = objectsOf(config, bucket);
  let refused: string | undefined;
  const answers = [null, viaS3(bucket.resource)].flatMap((via) => {
    const context = { 'aws:SourceArn': distribution.identity.arn ?? null, 'aws:SourceAccount': accountOf(distribution), 'kms:ViaService': via };
    const ofBucket = key.policyInForce.grants({
      ...CLOUDFRONT, resource: key.arn, context: { ...context, [EncryptionContext.CONDITION_KEY]: bucket.arn },
    });
    if (ofBucket === Ternary.YES) { return [ofBucket]; }
    const condition = { StringLike: { [EncryptionContext.CONDITION_KEY]: objects } };
    const callers = [knownCaller(CLOUDFRONT.principal)];
    const { outcome, request } = findRefused(key, { actions: [CLOUDFRONT.action], callers, context, condition });
    refused ??= request && objectIn(request, bucket);
    const isRefused = outcome === Outcome.FOUND && key.unseenPolicy === undefined;
    return [ofBucket, outcome === Outcome.NONE ? Ternary.YES : isRefused ? Ternary.NO : Ternary.UNKNOWN];
  });
  return { may: any(answers), ...(refused === undefined ? {} : { refused }) };
}

const CLOUDFRONT = { principal: Principal.service('cloudfront.amazonaws.com'), action: 'kms:Decrypt' };

/** Patterns of the ARNs of what is read through an origin. */
function objectsOf({ OriginPath: path }: ValueMap, { arn }: Bucket): (string | Text)[] {
  const paths = path === undefined ? [''] : optionsOf(path).map((option) => textOf(option ?? '') ?? '');
  return paths.map((one) => Text.of(arn, one, '/*'));
}

/** The object that a request is about, if a policy tells it from others. */
function objectIn({ context }: AccessRequest, { arn }: Bucket): string | undefined {
  const value = Object.entries(context).find(([name]) => name.toLowerCase() === EncryptionContext.CONDITION_KEY.toLowerCase())?.[1];
  const key = String(value).startsWith(`${String(arn)}/`) ? String(value).slice(String(arn).length + 1) : '';
  return key === '' || isAnything(key) ? undefined : `object ${shown(key)}`;
}

/** Whether a function at the edge may sign what CloudFront sends to its origins. */
function signsAtEdge(distribution: Resource): boolean {
  const config = distribution.read('DistributionConfig');
  const behaviors = [...entriesOf(at(config, 'DefaultCacheBehavior')), ...entriesOf(at(config, 'CacheBehaviors'))];
  return behaviors.some((behavior) => entriesOf(at(behavior, 'LambdaFunctionAssociations'))
    .some((association) => textOf(at(association, 'EventType')) === 'origin-request'));
}
