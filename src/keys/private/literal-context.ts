import type { IConstruct } from 'constructs';
import { refusal, resourceIn } from '../../cdk';
import type { EncryptionContext } from '../../encryption';

/**
 * Throws if a key is to be confined to no bucket, or to one that is named by reference: the bucket refers to the key
 * already, and CloudFormation rejects a circle, which CDK does not report.
 */
export function assertLiteralContexts(key: IConstruct, contexts: EncryptionContext[] | undefined): void {
  if (contexts?.length === 0) {
    throw refusal(key, 'encryptionContexts cannot be empty: the key could not be used at all',
      'leave it out, or name the buckets that the key is for');
  }
  for (const context of contexts ?? []) {
    const target = resourceIn(context.bucketArn);
    if (target) {
      throw refusal(key, `encryptionContexts cannot refer to ${target.node.path}: a key policy that refers to the bucket of the key creates a circular dependency`,
        'set bucketName, and use the literal name: EncryptionContext.ofBucket(\'arn:aws:s3:::my-bucket\')');
    }
  }
}
