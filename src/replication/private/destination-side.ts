import { Annotations, aws_iam as iam, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ENCRYPT_REPLICAS, OVERRIDE_OWNER, REPLICATE_DELETE_MARKERS, REPLICATE_OBJECTS } from './rights';
import { pathOf } from './traits';
import { owningKey, referredKey } from '../../cdk';
import { bucketArnOf, roleArnOf } from '../../encryption/internal';
import { contextConditions } from '../../keys/internal';
import { addToBucketPolicy, addToKeyResourcePolicy, shortHash, viaS3 } from '../../policy';

/** The source that a destination allows to replicate, and what it allows it. */
interface Consent {
  /** The account of the source. */
  readonly account: string;
  /** The name of the role, its path included, or its ARN; `*` stands for any characters. */
  readonly role: string;
  /** Whether the source may create delete markers. */
  readonly deleteMarkers: boolean;
  readonly ownerOverride: boolean;
  /** The keys of the replicas, if objects with KMS keys are replicated. */
  readonly keyArns: readonly string[];
}

// docs/decisions/0013
/**
 * Allows a replication role of another account to write replicas to a bucket, and to encrypt them with its key.
 *
 * The principal is the root of the account, confined to the role by a condition: S3 and AWS KMS refuse policies that
 * name a role before it exists.
 */
export function allowReplication(scope: IConstruct, bucket: s3.CfnBucket, consent: Consent): void {
  const roleArn = arnOfSource(bucket, consent);
  const suffix = shortHash(bucket, consent.account, roleArn);
  const allow = (sid: string, actions: string[], resource: string) => addToBucketPolicy(bucket, new iam.PolicyStatement({
    sid: `${sid}${suffix}`,
    principals: [new iam.AccountPrincipal(consent.account)],
    actions,
    resources: [resource],
    conditions: onlyRole(roleArn),
  }));
  allow('AllowReplicas', REPLICATE_OBJECTS, `${bucket.attrArn}/*`);
  if (consent.deleteMarkers) { allow('AllowDeleteMarkers', REPLICATE_DELETE_MARKERS, `${bucket.attrArn}/*`); }
  allow('AllowReadingVersioning', ['s3:GetBucketVersioning', 's3:ListBucket'], bucket.attrArn);
  if (consent.ownerOverride) { allow('AllowOwnerOverride', OVERRIDE_OWNER, `${bucket.attrArn}/*`); }
  for (const arn of consent.keyArns) { allowUseOfKey(scope, bucket, consent, roleArn, arn); }
}

function allowUseOfKey(scope: IConstruct, bucket: s3.CfnBucket, { account, role }: Consent, roleArn: string, keyArn: string): void {
  const key = referredKey(keyArn);
  if (!key) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:keyPolicyIsElsewhere',
      `The policy of key ${Token.isUnresolved(keyArn) ? `of bucket ${pathOf(bucket)}` : keyArn} is not managed by this app. It must allow ${ENCRYPT_REPLICAS.join(', ')} `
      + `to ${Token.isUnresolved(account) ? 'the account of the source' : `account ${account}`}, where aws:PrincipalArn is the replication role${Token.isUnresolved(role) ? '' : ` (${role})`}.`);
    return;
  }
  const { region, partition } = Stack.of(bucket);
  const { bucketName } = bucket;
  // The bucket refers to its key. A key that referred back, even as a context, would be a circle of resources.
  const named = bucketName !== undefined && !Token.isUnresolved(bucketName) ? bucketArnOf(partition, bucketName) : undefined;
  // What the key is confined to is kept with the L2.
  const conditions = { ...onlyRole(roleArn), ...viaS3(region), ...contextConditions(owningKey(key), named, '*') };
  addToKeyResourcePolicy(key, new iam.PolicyStatement({
    sid: `AllowReplicas${shortHash(key, account, conditions)}`,
    principals: [new iam.AccountPrincipal(account)],
    actions: ENCRYPT_REPLICAS,
    resources: ['*'],
    conditions,
  }));
}

function arnOfSource(bucket: s3.CfnBucket, { account, role }: Consent): string {
  return role.startsWith('arn:') ? role : roleArnOf(Stack.of(bucket).partition, account, `/${role}`);
}

function onlyRole(roleArn: string): { [operator: string]: object } {
  return { [/[*?]/.test(roleArn) ? 'ArnLike' : 'ArnEquals']: { 'aws:PrincipalArn': roleArn } };
}
