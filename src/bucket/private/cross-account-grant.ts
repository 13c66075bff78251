import { aws_iam as iam, CfnOutput, Stack } from 'aws-cdk-lib';
import { arnAcrossAccounts, arnOf } from './bucket-arn';
import { awsManagedKeyRefused, type KnownBucket } from './key-grant';
import { inPolicyOfKey } from './through-s3';
import { resourceOf } from '../../cdk';
import { KmsActions, SseAlgorithm } from '../../encryption';
import { keyArnAcrossAccounts } from '../../keys/internal';
import { addToBucketPolicy, addToKeyPolicy, alphanumeric, keysOf, readRights, type Right, shortHash, viaS3, writeRights } from '../../policy';
import { CrossAccountAccess } from '../cross-account-access';
import type { CrossAccountGrantee } from '../cross-account-grantee';

interface Direction {
  readonly name: 'Read' | 'Write';
  readonly rights: (bucketArn: string, objectKeyPattern: string) => Right[];
  readonly kmsActions: string[];
  readonly access: typeof CrossAccountAccess.read;
}

export const READ: Direction = { name: 'Read', rights: readRights, kmsActions: KmsActions.READ, access: CrossAccountAccess.read };
export const WRITE: Direction = { name: 'Write', rights: writeRights, kmsActions: KmsActions.WRITE, access: CrossAccountAccess.write };

/** Lets another account in, by the policies of bucket and key together, and puts out what it still has to allow itself. */
export function grantCrossAccount(bucket: KnownBucket, direction: Direction, grantee: CrossAccountGrantee, objectKeyPattern: string = '*'): CrossAccountAccess {
  const key = bucket.encryptionKey;
  if (!key && bucket.defaultEncryption.algorithm !== SseAlgorithm.SSE_S3) { throw awsManagedKeyRefused(bucket, 'another account'); }
  const principal = grantee._bind(bucket);
  const name = `${alphanumeric(bucket, grantee._name)}${objectKeyPattern === '*' ? '' : shortHash(bucket, objectKeyPattern)}`;
  for (const right of direction.rights(arnOf(bucket), objectKeyPattern)) {
    // Reading and writing share a right.
    const sid = `Allow${right.sid}For${direction.name}${name}`;
    addToBucketPolicy(resourceOf(bucket), new iam.PolicyStatement({ ...right, sid, principals: [principal] }));
  }
  const keys = keysOf(bucket);
  for (const one of keys) {
    addToKeyPolicy(bucket, one, new iam.PolicyStatement({
      principals: [principal],
      actions: direction.kmsActions,
      resources: ['*'],
      conditions: inPolicyOfKey(bucket, one, viaS3(Stack.of(bucket).region), objectKeyPattern),
    }));
  }
  const access = direction.access({
    bucketArn: arnAcrossAccounts(bucket),
    keyArn: key && keyArnAcrossAccounts(key),
    region: Stack.of(bucket).region,
    objectKeyPattern,
    acceptedKeyArns: keys.slice(1).map(keyArnAcrossAccounts),
  });
  addOutput(bucket, `CrossAccount${direction.name}${name}`, access);
  return access;
}

function addOutput(bucket: KnownBucket, id: string, access: CrossAccountAccess): void {
  if (bucket.node.tryFindChild(id)) { return; }
  new CfnOutput(bucket, id, {
    description: `Identity policy that roles of the other account need to use ${bucket.node.path}`,
    value: Stack.of(bucket).toJsonString(access.requiredIdentityPolicy()),
  });
}
