import { Annotations, CfnDeletionPolicy, type CfnResource, Token } from 'aws-cdk-lib';
import { computeOption, isComputed } from '../cdk';
import { isRetained, removalAttribute } from './removal-attributes';

// docs/decisions/0042
/**
 * Has a bucket policy stay where its bucket stays: without it, a bucket that outlives its stack would accept plain HTTP,
 * Signature Version 2 and anonymous requests again.
 *
 * The attributes are read when they are asked for, so that they follow what is decided about the bucket later: by
 * `applyRemovalPolicy()`, `cfnOptions`, an aspect or a property override. What is set on the policy itself is kept.
 *
 * @param without What a bucket without its policy does, as a part of a warning
 */
export function stayWithBucket(bucket: CfnResource, policy: CfnResource, without = 'accepts plain HTTP and Signature Version 2'): void {
  if (isComputed(policy, 'deletionPolicy')) { return; }
  computeOption(policy, 'deletionPolicy', () => deletionLike(bucket));
  computeOption(policy, 'updateReplacePolicy', () => removalAttribute(bucket, 'updateReplacePolicy'));
  bucket.node.addValidation({ validate: () => warnIfPolicyGoes(bucket, policy, without) });
}

/**
 * `Retain` would keep the policy when the deployment that adds it to an existing bucket is rolled back: it would stay in
 * force, and the next deployment would fail, because the bucket has a policy already.
 */
function deletionLike(bucket: CfnResource): CfnDeletionPolicy | undefined {
  const policy = removalAttribute(bucket, 'deletionPolicy');
  return policy === CfnDeletionPolicy.RETAIN ? CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE : policy;
}

function warnIfPolicyGoes(bucket: CfnResource, policy: CfnResource, without: string): string[] {
  const [kept, goes] = [removalAttribute(bucket, 'deletionPolicy'), removalAttribute(policy, 'deletionPolicy')];
  if (isRetained(kept) && !Token.isUnresolved(goes) && !isRetained(goes)) {
    Annotations.of(bucket).addWarningV2('cdk-s3-encryption:bucketPolicyNotRetained',
      `The bucket is retained (DeletionPolicy: ${kept}), but its bucket policy ${policy.node.path} is not (DeletionPolicy: ${goes ?? 'none'}). `
      + `After the stack is deleted, the bucket ${without}. `
      + 'Fix: remove the removal policy from the bucket policy, so that it follows the bucket.');
  }
  return [];
}
