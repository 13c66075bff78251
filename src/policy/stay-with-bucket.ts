import { Annotations, CfnDeletionPolicy, type CfnResource, type aws_s3 as s3, Token } from 'aws-cdk-lib';

/** What becomes of a resource that leaves its stack, and of one that is replaced. */
type RemovalAttribute = 'deletionPolicy' | 'updateReplacePolicy';

/**
 * Has a bucket policy stay where its bucket stays: without it, a bucket that outlives its stack would accept plain HTTP,
 * Signature Version 2 and anonymous requests again.
 *
 * The attributes are read when they are asked for, so that they follow what is decided about the bucket later: by
 * `applyRemovalPolicy()`, `cfnOptions`, an aspect or a property override. What is set on the policy itself is kept.
 */
export function stayWithBucket(bucket: s3.CfnBucket, policy: s3.CfnBucketPolicy): void {
  // Another copy of this library, too, leaves the accessor there.
  if (Object.getOwnPropertyDescriptor(policy.cfnOptions, 'deletionPolicy')?.get) { return; }
  follow(policy, 'deletionPolicy', () => deletionLike(bucket));
  follow(policy, 'updateReplacePolicy', () => finalAttribute(bucket, 'updateReplacePolicy'));
  bucket.node.addValidation({ validate: () => warnIfLeftAlone(bucket, policy) });
}

function follow(policy: s3.CfnBucketPolicy, attribute: RemovalAttribute, ofBucket: () => CfnDeletionPolicy | undefined): void {
  let own = policy.cfnOptions[attribute];
  Object.defineProperty(policy.cfnOptions, attribute, {
    get: () => own ?? ofBucket(),
    set: (value?: CfnDeletionPolicy) => { own = value; },
    enumerable: true,
    configurable: true,
  });
}

/**
 * `Retain` would keep the policy when the deployment that adds it to an existing bucket is rolled back: it would stay in
 * force, and the next deployment would fail, because the bucket has a policy already.
 */
function deletionLike(bucket: s3.CfnBucket): CfnDeletionPolicy | undefined {
  const policy = finalAttribute(bucket, 'deletionPolicy');
  return policy === CfnDeletionPolicy.RETAIN ? CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE : policy;
}

/** The attribute as the template shows it: an override takes the place of the option, also one that removes it. */
function finalAttribute(resource: CfnResource, attribute: RemovalAttribute): CfnDeletionPolicy | undefined {
  const { rawOverrides } = resource as unknown as { rawOverrides: { [attribute: string]: CfnDeletionPolicy | null | undefined } };
  const name = `${attribute[0].toUpperCase()}${attribute.slice(1)}`;
  return Object.hasOwn(rawOverrides, name) ? rawOverrides[name] ?? undefined : resource.cfnOptions[attribute];
}

function warnIfLeftAlone(bucket: s3.CfnBucket, policy: s3.CfnBucketPolicy): string[] {
  const [kept, goes] = [finalAttribute(bucket, 'deletionPolicy'), finalAttribute(policy, 'deletionPolicy')];
  if (isRetained(kept) && !Token.isUnresolved(goes) && !isRetained(goes)) {
    Annotations.of(bucket).addWarningV2('cdk-s3-encryption:bucketPolicyNotRetained',
      `The bucket is retained (DeletionPolicy: ${kept}) and its bucket policy ${policy.node.path} is not (DeletionPolicy: ${goes ?? 'none, which means Delete'}). `
      + 'After the stack is deleted, the bucket accepts plain HTTP and Signature Version 2. '
      + 'Fix: set no removal policy on the bucket policy, which then follows the bucket.');
  }
  return [];
}

function isRetained(policy: CfnDeletionPolicy | undefined): boolean {
  return policy === CfnDeletionPolicy.RETAIN || policy === CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
}
