import { aws_s3 as s3, CfnDeletionPolicy } from 'aws-cdk-lib';
import { removeOwnKey, resourceOf } from '../cdk';
import { ConstructSet } from '../construct-state';
import { PACKAGE_NAME } from '../library';
import { retainedByDefault } from '../policy';

/**
 * Takes back what property injectors for `s3.Bucket` have set, which reach its subclasses too: encryption, access and
 * ownership are not theirs to decide.
 */
export function discardInjected(owner: s3.Bucket): void {
  const bucket = resourceOf(owner);
  SELF_DECIDING.add(bucket);
  if (bucket.bucketEncryption !== undefined) {
    bucket.bucketEncryption = undefined;
    removeOwnKey(owner);
  }
  bucket.publicAccessBlockConfiguration = s3.BlockPublicAccess.BLOCK_ALL;
  bucket.ownershipControls = { rules: [{ objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED }] };
}

/** Buckets of this library, which decide themselves how they are encrypted. */
const SELF_DECIDING = new ConstructSet<s3.CfnBucket>('bucket of this library');

/** Whether a bucket is an `EncryptedBucket` or a `LogBucket`, of whichever copy of the library. */
export function decidesItself(bucket: s3.CfnBucket): boolean {
  return SELF_DECIDING.has(bucket);
}

const OWN_PROPS = Symbol.for(`${PACKAGE_NAME}.props of a bucket of this library`);

/** Marks the props that a bucket of this library gives to `s3.Bucket`: an injector sees nothing of a bucket but its props. */
export function asOwnProps(props: s3.BucketProps): s3.BucketProps {
  return Object.assign(props, { [OWN_PROPS]: true });
}

/** Whether props are those of a bucket of this library, of whichever copy. */
export function areOwnProps(props: object): boolean {
  return OWN_PROPS in props;
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
