import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { pathOf } from './traits';
import { knownDefault } from '../../policy';

/**
 * Refuses at synth that a bucket's default encryption has changed since a replication was derived from it: its KMS
 * objects would be skipped, or the role lack the right to the key.
 */
export function assertEncryptionStays(scope: IConstruct, bucket: s3.CfnBucket): void {
  const before = knownDefault(bucket);
  scope.node.addValidation({
    validate: () => {
      const now = knownDefault(bucket);
      if (now.algorithm === before.algorithm && now.keyId === before.keyId) { return []; }
      return [`the default encryption of bucket ${pathOf(bucket)} was changed (from ${before.algorithm} to ${now.algorithm}, or to another key) after its replication was created. `
        + 'Fix: set the default encryption of the bucket before you create the replication.'];
    },
  });
}
