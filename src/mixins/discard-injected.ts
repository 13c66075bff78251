import { aws_s3 as s3 } from 'aws-cdk-lib';
import { removeOwnKey, resourceOf } from '../cdk';

/**
 * Takes back what property injectors for `s3.Bucket` have set, which reach its subclasses too: encryption, access and
 * ownership are not theirs to decide.
 */
export function discardInjected(owner: s3.Bucket): void {
  const bucket = resourceOf(owner);
  if (bucket.bucketEncryption !== undefined) {
    bucket.bucketEncryption = undefined;
    removeOwnKey(owner);
  }
  bucket.publicAccessBlockConfiguration = s3.BlockPublicAccess.BLOCK_ALL;
  bucket.ownershipControls = { rules: [{ objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED }] };
}
