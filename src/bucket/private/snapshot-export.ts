import { aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import { grantOnKey, type KnownBucket } from './key-grant';
import { KmsActions, SseAlgorithm } from '../../encryption';
import { viaService } from '../../encryption/via-service';
import { addToKeyPolicy, type Conditions, namedPrincipals } from '../../policy';

/** What the role of an export does with the bucket, as Amazon RDS demands it. */
const EXPORT_ACTIONS = ['s3:DeleteObject*', 's3:GetBucketLocation', 's3:GetObject*', 's3:ListBucket', 's3:PutObject*'];

/** Lets a role write the export of a snapshot, and somebody start it under the bucket's key. */
export function grantSnapshotExport(bucket: KnownBucket, role: iam.IGrantable, starter: iam.IGrantable, objectKeyPattern?: string): void {
  const key = keyOf(bucket);
  bucket.grants.actionsOnBucketAndObjectKeys(role, objectKeyPattern, ...EXPORT_ACTIONS);
  // "Encryption and decryption permissions" are all that AWS says of the role and the key.
  grantOnKey(bucket, role, KmsActions.USE, objectKeyPattern);
  const throughRds = grantThroughRds(bucket);
  for (const { principal, isForeign } of namedPrincipals(bucket, starter)) {
    const grant = iam.Grant.addToPrincipal({ grantee: principal, actions: ['kms:CreateGrant'], resourceArns: [key.keyArn], conditions: throughRds });
    if (isForeign || !grant.success) {
      throw new Error(`${bucket.node.path}: ${starter.grantPrincipal} cannot start snapshot exports: its permissions must be in its own policy, in the account of the bucket. `
        + 'Fix: pass a role or user of the account, for example iam.Role.fromRoleArn().');
    }
    // Consoles and scripts look at the key directly, and no condition of S3 or RDS holds for that.
    iam.Grant.addToPrincipal({ grantee: principal, actions: ['kms:DescribeKey'], resourceArns: [key.keyArn] });
  }
  addToKeyPolicy(bucket, key, new iam.PolicyStatement({
    principals: [new iam.AccountRootPrincipal()],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
    conditions: { ...throughRds, StringEquals: { ...throughRds.StringEquals, 'kms:CallerAccount': Stack.of(bucket).account } },
  }));
}

/** A grant hands on the use of the key: to Amazon RDS only, when it is asked to export. */
function grantThroughRds(bucket: KnownBucket): Conditions {
  return {
    StringEquals: { 'kms:ViaService': viaService('rds', Stack.of(bucket).region) },
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
  };
}

function keyOf(bucket: KnownBucket): kms.IKey {
  const { encryptionKey, defaultEncryption: { algorithm } } = bucket;
  if (encryptionKey && algorithm === SseAlgorithm.SSE_KMS) { return encryptionKey; }
  throw new Error(`${bucket.node.path}: Amazon RDS exports snapshots with SSE-KMS and a customer managed key, which the bucket's ${algorithm} `
    + `${encryptionKey ? 'is not' : 'has not'}. Fix: encrypt with DefaultEncryption.sseKms().`);
}
