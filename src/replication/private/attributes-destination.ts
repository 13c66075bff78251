import { Annotations, Token, TokenComparison } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BoundDestination, Replicating } from './bound-destination';
import { refusal } from '../../cdk';
import { isBucketArn, isKeyArn, keyArnParts } from '../../encryption/internal';
import { shown } from '../../keys/internal';
import { meaningOf } from '../../policy';

/** What is known of a destination that is made elsewhere. */
interface Attributes {
  readonly bucketArn: string;
  readonly account?: string;
  readonly region?: string;
  readonly kmsKeyArn?: string;
  readonly acceptedKmsKeyArns?: readonly string[];
}

/** A bucket that is made elsewhere as destination. */
export function bindAttributes({ scope, source }: Replicating, attributes: Attributes): BoundDestination {
  const { bucketArn, account, kmsKeyArn, acceptedKmsKeyArns = [] } = attributes;
  if (isKnown(bucketArn) && !isBucketArn(bucketArn)) {
    throw refusal(scope, `${bucketArn} is not the ARN of a bucket`, 'pass bucketArn in the form arn:aws:s3:::BUCKET');
  }
  const { bucketName } = source.resource;
  if (isKnown(bucketName) && bucketArn.endsWith(`:::${bucketName}`)) {
    throw refusal(scope, `bucket ${source.path} cannot be replicated to itself (${bucketArn})`, 'use another bucket as the destination');
  }
  for (const [prop, arn] of [['kmsKeyArn', kmsKeyArn], ...acceptedKmsKeyArns.map((accepted) => ['acceptedKmsKeyArns', accepted])]) {
    if (!isKnown(arn) || isKeyArn(arn)) { continue; }
    throw refusal(scope, `${arn} is not the ARN of a KMS key; an alias can be changed to another key, and the permissions of the role are for keys`,
      `pass ${prop} in the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID`);
  }
  const keyRegion = isKnown(kmsKeyArn) ? keyArnParts(kmsKeyArn)!.region : undefined;
  const region = attributes.region ?? keyRegion;
  if (isKnown(keyRegion) && isKnown(region) && keyRegion !== region) {
    throw refusal(scope, `the key of the replicas, ${kmsKeyArn}, is in ${keyRegion}, but bucket ${bucketArn} is in ${region}`, `use a key in ${region}`);
  }
  if (source.usesKms && kmsKeyArn === undefined) {
    throw refusal(scope, `objects of bucket ${source.path} may be encrypted with KMS keys, and their replicas in ${bucketArn} require a KMS key too: kmsKeyArn is not set`,
      'set kmsKeyArn to the ARN of a customer managed key in the Region of the destination');
  }
  for (const accepted of acceptedKmsKeyArns) {
    const acceptedRegion = isKnown(accepted) ? keyArnParts(accepted)!.region : undefined;
    if (!isKnown(acceptedRegion) || !isKnown(region) || acceptedRegion === region) { continue; }
    throw refusal(scope, `the key of acceptedKmsKeyArns, ${accepted}, is in ${acceptedRegion}, but bucket ${bucketArn} is in ${region}`, `use a key in ${region}`);
  }
  if (kmsKeyArn !== undefined && region === undefined) {
    throw refusal(scope, `the Region of key ${kmsKeyArn} is not known until deployment`, 'set region to the Region of the destination');
  }
  if (!source.usesKms && kmsKeyArn !== undefined) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:replicasKeepSourceEncryption',
      `Replicas in ${shown(scope, bucketArn)} will be encrypted with SSE-S3 as in bucket ${source.path}, not with key ${shown(scope, kmsKeyArn)}. Fix: encrypt the source with SSE-KMS.`);
  }
  const elsewhere = account !== undefined && Token.compareStrings(account, source.stack.account) !== TokenComparison.SAME;
  return {
    name: bucketArn,
    identity: identityOf(scope, bucketArn),
    bucketArn,
    region: region ?? source.stack.region,
    account: elsewhere ? account : undefined,
    replicaKey: source.usesKms ? { arn: kmsKeyArn!, awsManaged: false } : undefined,
    acceptedKeys: acceptedKmsKeyArns.map((arn) => ({ arn, ownArn: arn })),
  };
}

/** The name of the bucket, if it is written out: an ARN may name its partition by a token or not. */
function identityOf(scope: IConstruct, bucketArn: string): string {
  const [, name] = /^arn:.*:s3:::([^:]+)$/.exec(bucketArn) ?? [];
  return name === undefined || Token.isUnresolved(name) ? meaningOf(scope, bucketArn) : name;
}

/** Whether a text is known in full, or in all parts but such that cannot matter here, as the partition of an ARN. */
function isKnown(text: string | undefined): text is string {
  return text !== undefined && (!Token.isUnresolved(text) || text.startsWith('arn:'));
}
