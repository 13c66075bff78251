import { type aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';

/**
 * Takes back what property injectors for `s3.Bucket` have set, which reach its subclasses too: encryption, access and
 * ownership are not theirs to decide.
 */
export function discardInjected(owner: s3.Bucket): void {
  const bucket = owner.node.defaultChild as s3.CfnBucket;
  if (bucket.bucketEncryption !== undefined) {
    bucket.bucketEncryption = undefined;
    owner.node.tryRemoveChild('Key');
    (owner as { encryptionKey?: kms.IKey }).encryptionKey = undefined;
  }
  bucket.publicAccessBlockConfiguration = s3.BlockPublicAccess.BLOCK_ALL;
  bucket.ownershipControls = { rules: [{ objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED }] };
}
