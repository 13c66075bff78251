import { aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import { grantOnKey, type KnownBucket } from './key-grant';
import { SNAPSHOT_EXPORT_OPTIONS } from './shapes';
import { refusal } from '../../cdk';
import { KmsActions, SseAlgorithm } from '../../encryption';
import { viaService } from '../../encryption/internal';
import { addToKeyPolicy, type Conditions, keysOf, keysWithoutContext, namedPrincipals } from '../../policy';
import { assertShape } from '../../shapes';
import type { SnapshotExportOptions } from '../snapshot-export-options';

/** What the role of an export does with the bucket, as Amazon RDS demands it. */
const EXPORT_ACTIONS = ['s3:DeleteObject*', 's3:GetBucketLocation', 's3:GetObject*', 's3:ListBucket', 's3:PutObject*'];

/**
 * Lets a role write the export of a snapshot, and somebody start it under the bucket's key.
 *
 * @returns the grants to both, combined
 */
export function grantSnapshotExport(bucket: KnownBucket, role: iam.IGrantable, options: SnapshotExportOptions): iam.Grant {
  assertShape(bucket.node.path, options, SNAPSHOT_EXPORT_OPTIONS);
  const { starter, objectKeyPattern } = options;
  const keys = exportKeys(bucket);
  const onBucket = bucket.grants.actionsOnBucketAndObjectKeys(role, objectKeyPattern, ...EXPORT_ACTIONS);
  // "Encryption and decryption permissions" are all that AWS says of the role and the key.
  const onKey = grantOnKey(bucket, role, KmsActions.USE, objectKeyPattern);
  const throughRds = grantThroughRds(bucket);
  const toStarters = namedPrincipals(bucket, starter).flatMap(({ principal, isForeign }) => {
    const grant = iam.Grant.addToPrincipal({ grantee: principal, actions: ['kms:CreateGrant'], resourceArns: keys.map(({ keyArn }) => keyArn), conditions: throughRds });
    if (isForeign || !grant.success) {
      throw refusal(bucket, `${starter.grantPrincipal} cannot start snapshot exports: its permissions must be in its own policy, in the account of the bucket`,
        'pass a role or user of the account, for example iam.Role.fromRoleArn()');
    }
    // Consoles and scripts look at the key directly, and no condition of S3 or RDS holds for that.
    return [grant, iam.Grant.addToPrincipal({ grantee: principal, actions: ['kms:DescribeKey'], resourceArns: keys.map(({ keyArn }) => keyArn) })];
  });
  const inKeyPolicies = keys.map((key) => {
    const statement = new iam.PolicyStatement({
      principals: [new iam.AccountRootPrincipal()],
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { ...throughRds, StringEquals: { ...throughRds.StringEquals, 'kms:CallerAccount': Stack.of(bucket).account } },
    });
    return iam.Grant.addStatementToResourcePolicy({
      grantee: starter,
      actions: statement.actions,
      resourceArns: [key.keyArn],
      statement,
      resource: { env: key.env, addToResourcePolicy: (added) => addToKeyPolicy(bucket, key, added) },
    });
  });
  // The bucket has a key of its own: exportKeys() throws otherwise.
  return [onKey!, ...toStarters, ...inKeyPolicies].reduce((all, grant) => all.combine(grant), onBucket);
}

/** A grant hands on the use of the key: to Amazon RDS only, when it is asked to export. */
function grantThroughRds(bucket: KnownBucket): Conditions {
  return {
    StringEquals: { 'kms:ViaService': viaService('rds', Stack.of(bucket).region) },
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
  };
}

/** The keys that an export can name: Amazon RDS gives no encryption context but its own. */
function exportKeys(bucket: KnownBucket): kms.IKey[] {
  const { encryptionKey, defaultEncryption: { algorithm } } = bucket;
  if (encryptionKey && algorithm === SseAlgorithm.SSE_KMS) { return keysWithoutContext(keysOf(bucket)); }
  throw refusal(bucket,
    'snapshot exports of Amazon RDS require SSE-KMS with a customer managed key, but the bucket encrypts with '
    + `${algorithm} and ${encryptionKey ? 'a' : 'no'} customer managed key`,
    'encrypt with DefaultEncryption.sseKms()');
}
