import { Mixin } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { refusal, setEncryptionKey } from '../cdk';
import { DefaultEncryption } from '../keys';
import { changeEncryptionRule, isBucket, owningBucket } from '../policy';
import { bucketOf } from './private/bucket-mixin';

/**
 * Sets a bucket's default encryption.
 *
 * On an L2 bucket it also makes the key known to the bucket, so that `grantRead()` and its like include the key;
 * grants that were made before do not.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 */
export class BucketDefaultEncryption extends Mixin {
  private readonly defaultEncryption: DefaultEncryption;

  /**
   * @param defaultEncryption The default encryption. Default: SSE-KMS with a key of its own for each bucket and an S3 Bucket Key
   */
  constructor(defaultEncryption?: DefaultEncryption) {
    super();
    this.defaultEncryption = defaultEncryption ?? DefaultEncryption.sseKms();
  }

  /** Whether the construct is a bucket. */
  public supports(construct: IConstruct): boolean {
    return isBucket(construct);
  }

  /**
   * @throws if S3 is known to be unable to encrypt with the key, or if the L2 bucket has another key already
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketDefaultEncryption', construct);
    const owner = owningBucket(bucket);
    const key = this.defaultEncryption._bindKey((owner ?? bucket) as Construct);
    if (owner?.encryptionKey && owner.encryptionKey !== key) {
      throw refusal(owner, `the bucket encrypts with key ${owner.encryptionKey.node.path} already, which readers of its objects need`,
        'set the encryption where the bucket is made, or leave encryption and encryptionKey out there');
    }
    changeEncryptionRule(bucket, {
      // Written out only where it can be on: S3 takes it with other algorithms and ignores it.
      bucketKeyEnabled: this.defaultEncryption.bucketKeyEnabled || undefined,
      serverSideEncryptionByDefault: { sseAlgorithm: this.defaultEncryption.algorithm, kmsMasterKeyId: key?.keyArn },
    });
    if (owner && key) { setEncryptionKey(owner, key); }
  }
}
