import { aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import type { ReencryptedBucket } from './reencrypted-bucket';
import type { Plan } from './reencryption-plan';
import type { ListedReport, SelectedObjects } from './selected-objects';
import { limitRolePolicies } from '../../cdk';
import { KmsActions, SseAlgorithm } from '../../encryption';
import { acceptedKeysOf, type Conditions, keyArn, keysOf, literalPattern, meaningOf, throughS3 } from '../../policy';
import { ReencryptionMethod } from '../reencryption-method';

/** What S3 does to each object as the role of the job. */
const ACTIONS: { readonly [method in ReencryptionMethod]: string[] } = {
  [ReencryptionMethod.UPDATE_IN_PLACE]: ['s3:GetObject', 's3:GetObjectVersion', 's3:UpdateObjectEncryption'],
  [ReencryptionMethod.COPY]: [
    's3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging',
    's3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging',
  ],
};

/**
 * The rights of a job: what it takes to do this to these objects, and nothing else. The right to write its report comes
 * with the bucket that the report goes to.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
 */
export function allowReencryption(role: iam.Role, bucket: ReencryptedBucket, objects: SelectedObjects, plan: Plan): void {
  const pattern = objectKeyPattern(objects);
  allow(role, 'ReencryptObjects', ACTIONS[plan.method], [`${bucket.arn}/${pattern}`]);
  if (plan.method === ReencryptionMethod.COPY) { allow(role, 'ListObjects', ['s3:ListBucket'], [bucket.arn]); }
  if (objects.matching) { allow(role, 'FindObjects', ['s3:PutInventoryConfiguration'], [bucket.arn]); }
  if (objects.report) { allowReport(role, objects.report); }
  allowKeys(role, bucket, pattern, plan, mayHaveAnyKey(objects, plan) && bucket.resource ? acceptedKeysOf(bucket.resource) : []);
}

const KMS_ALGORITHMS: readonly (SseAlgorithm | undefined)[] = [SseAlgorithm.SSE_KMS, SseAlgorithm.DSSE_KMS];

/** Whether objects are selected whose key is not named: they can be encrypted with any key that the bucket accepts. */
function mayHaveAnyKey({ report }: SelectedObjects, { encryptedWith }: Plan): boolean {
  return report !== undefined || encryptedWith.some(({ algorithm, key }) => KMS_ALGORITHMS.includes(algorithm) && key === undefined);
}

function allowKeys(
  role: iam.Role, { arn, target }: ReencryptedBucket, pattern: string, { method, encryptedWith }: Plan, accepted: readonly kms.IKey[],
): void {
  const named = [...encryptedWith.flatMap(({ key }) => key ? [key] : []), ...accepted].map(keyArn);
  const byMeaning = new Map(named.map((one) => [meaningOf(role, one), one]));
  byMeaning.delete(meaningOf(role, target.keyArn));
  const former = [...byMeaning.values()];
  const conditions = throughS3(arn, Stack.of(role).region, pattern);
  const inPlace = method === ReencryptionMethod.UPDATE_IN_PLACE;
  if (target.keyArn !== undefined) {
    const actions = inPlace ? ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'] : KmsActions.WRITE;
    allow(role, 'EncryptWithNewKey', actions, [target.keyArn], conditions);
  }
  if (former.length > 0) {
    allow(role, 'DecryptWithFormerKeys', inPlace ? [...KmsActions.READ, 'kms:ReEncryptFrom'] : KmsActions.READ, former, conditions);
  }
}

const MANIFEST = '/manifest.json';

/** The manifest, and the lists that it refers to, which lie beside its folder. */
function allowReport(role: iam.Role, { bucket, manifestObjectKey }: ListedReport): void {
  const folder = literalPattern(besideFolder(manifestObjectKey));
  allow(role, 'ReadInventoryReport', ['s3:GetObject', 's3:GetObjectVersion'], [bucket.arnForObjects(`${folder}*`)]);
  const keys = keysOf(bucket);
  if (keys.length > 0) {
    allow(role, 'DecryptInventoryReport', KmsActions.WRITE, keys.map(keyArn), throughS3(bucket.bucketArn, Stack.of(role).region, `${folder}*`));
  }
}

function objectKeyPattern({ matching }: SelectedObjects): string {
  return `${literalPattern(matching?.prefix ?? '')}*`;
}

function allow(role: iam.Role, sid: string, actions: string[], resources: string[], conditions?: Conditions): void {
  limitRolePolicies(role);
  role.addToPolicy(new iam.PolicyStatement({ sid, actions, resources, conditions }));
}

/** Of `reports/2026-11-29/manifest.json`, `reports/`. */
function besideFolder(manifestObjectKey: string): string {
  if (!manifestObjectKey.endsWith(MANIFEST)) { return manifestObjectKey; }
  const folder = manifestObjectKey.slice(0, -MANIFEST.length);
  return folder.slice(0, folder.lastIndexOf('/') + 1);
}
