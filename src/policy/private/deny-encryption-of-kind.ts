import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny } from './deny';
import { type BucketKind, resourcesOfKind } from '../../encryption/internal';

/**
 * Denies requests to a directory, table or vector bucket that specify another encryption than the accepted one. A request that specifies none
 * passes, because it gets the default encryption.
 *
 * Algorithm and key need a statement each: in one condition both would have to differ, and another KMS key would pass. Keys are compared as
 * text, because `ArnNotEquals` does not match what is no ARN, and a bare key ID would pass.
 */
export function denyEncryptionOfKind(
  kind: BucketKind, sid: string, bucketArn: string, conditionKey: string, accepted: string | string[],
): iam.PolicyStatement {
  return deny({
    sid,
    actions: [...kind.encryptingActions],
    resources: resourcesOfKind(kind, bucketArn),
    conditions: { Null: { [conditionKey]: 'false' }, StringNotEquals: { [conditionKey]: accepted } },
  });
}
