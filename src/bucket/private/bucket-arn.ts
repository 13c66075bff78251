import { Aws, type aws_iam as iam, type aws_s3 as s3, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import { bucketResource, resourceOf } from '../../cdk';
import { bucketArnOf } from '../../encryption/internal';
import { seenAcrossAccounts } from '../../keys/internal';

/**
 * The ARN of a bucket of the app, which reaches every stack, Region and account: the attribute of the resource where
 * the bucket has no name of its own.
 */
export function arnOf(bucket: s3.Bucket): string {
  const resource = resourceOf(bucket);
  return hasLiteralName(resource) ? bucket.bucketArn : resource.attrArn;
}

/** A bucket that can have a name which CDK makes up (`PhysicalName.GENERATE_IF_NEEDED`). */
interface NamedIfNeeded extends s3.Bucket {
  readonly _isNamedIfNeeded: boolean;
}

/**
 * The ARN of a bucket for policies of other accounts: one whose name CloudFormation makes up is read from the bucket's stack,
 * which then has to be deployed first.
 */
export function arnAcrossAccounts(bucket: s3.Bucket): string {
  const resource = resourceOf(bucket);
  if (hasLiteralName(resource)) { return bucket.bucketArn; }
  return seenAcrossAccounts(bucket, resource.attrArn, {
    unread: (bucket as Partial<NamedIfNeeded>)._isNamedIfNeeded ? bucket.bucketArn : undefined,
    refusal: (reader) => `the bucket has no name, so stack ${reader.node.path} (account ${reader.account}) must read its ARN from the `
      + `outputs of stack ${Stack.of(bucket).node.path}, which depends on ${reader.node.path}: neither can be deployed first. Fix: set bucketName to a name or to `
      + 'PhysicalName.GENERATE_IF_NEEDED, which replaces a bucket that is already deployed, or create the role in a stack that the '
      + 'bucket\'s stack doesn\'t depend on.',
  });
}

/** Whether the policies of a principal are in another account than a bucket, as CDK sees it. */
export function isAcrossAccounts({ env }: s3.IBucket, { grantPrincipal: { principalAccount } }: iam.IGrantable): boolean {
  if (principalAccount === undefined) { return false; }
  return [TokenComparison.DIFFERENT, TokenComparison.ONE_UNRESOLVED].includes(Token.compareStrings(principalAccount, env.account));
}

/**
 * The ARN of a bucket without a reference to it, for policies that the bucket itself waits for; none where
 * CloudFormation makes up the name.
 */
export function literalArnOf(bucket: s3.IBucket): string | undefined {
  const name = bucketResource(bucket)?.bucketName ?? bucket.bucketName;
  return Token.isUnresolved(name) ? undefined : bucketArnOf(Aws.PARTITION, name);
}

function hasLiteralName({ bucketName }: s3.CfnBucket): boolean {
  return bucketName !== undefined && !Token.isUnresolved(bucketName);
}
