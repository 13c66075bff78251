import { aws_s3 as s3, CfnDeletionPolicy } from 'aws-cdk-lib';
import { removeOwnKey, resourceOf } from '../cdk';
import { retainedByDefault } from '../policy';

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

/** Props that decide what becomes of a bucket that leaves its stack. */
interface RemovalProps extends Pick<s3.BucketProps, 'bucketName' | 'bucketNamePrefix' | 'removalPolicy' | 'autoDeleteObjects'> {}

/**
 * What `s3.Bucket` is given: the default of a bucket is not among it. `s3.Bucket` would throw an error if an injector has
 * objects deleted, and the bucket where nothing else is chosen.
 */
export function chosenRemoval({ removalPolicy, autoDeleteObjects = false }: RemovalProps): s3.BucketProps {
  return { removalPolicy, autoDeleteObjects };
}

/** Has a bucket retained if neither its props nor an injector have chosen what becomes of it. */
export function retainUnlessChosen(owner: s3.Bucket, props: RemovalProps): void {
  const { cfnOptions: { deletionPolicy } } = resourceOf(owner);
  if (props.removalPolicy === undefined && deletionPolicy === CfnDeletionPolicy.RETAIN) { owner.applyRemovalPolicy(retainedByDefault(props)); }
}
