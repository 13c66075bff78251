import { SseAlgorithm } from '../../../../encryption';
import type { AccessRequest, ContextKeys, ContextValue } from '../../../../policy-evaluation';
import { any, at, consensus, Hole, OneOf, Ternary, Text, textKey, textOf, Unknown } from '../../../../template';
import {
  type Bucket, type BucketPolicy, fieldOfArn, type KeyReference, KeyReferenceKind, type ObservedReplication, type ReplicationRule, usesKms,
} from '../../../posture';
import { isTrue, judge } from '../../private/judge';
import { viaS3In } from '../../private/strangers';

/** Depends on who deploys, where and when. */
const NOBODY_KNOWS = new Unknown('it is known to AWS only');

/** What every request to S3 has in common that S3 makes as the role of a replication. */
const REQUEST: ContextKeys = {
  'aws:SecureTransport': 'true',
  'aws:ViaAWSService': 'false',
  's3:TlsVersion': new OneOf(['1.2', '1.3']),
  // AWS says of neither whether such requests have them.
  's3:authType': new OneOf(['REST-HEADER', null]),
  's3:signatureversion': new OneOf(['AWS4-HMAC-SHA256', null]),
  ...unknown('aws:SourceIp', 'aws:CurrentTime', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:ResourceOrgID', 's3:prefix'),
};

/** The same for requests to AWS KMS. */
const KMS_REQUEST: ContextKeys = {
  'aws:SecureTransport': 'true',
  'kms:EncryptionContextKeys': ['aws:s3:arn'],
  'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
  ...unknown('aws:SourceIp', 'aws:CurrentTime', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths', 'aws:ResourceOrgID'),
  ...unknown('aws:ViaAWSService', 'aws:CalledVia', 'kms:ResourceAliases', 'kms:MultiRegion'),
};

/** Keys whose value follows from the caller, or that requests of S3 itself do not have. */
const SETTLED = new Set([
  'aws:calledvia', 'aws:multifactorauthpresent', 'aws:principalaccount', 'aws:principalarn', 'aws:principalisawsservice', 'aws:principaltype',
  'aws:sourceaccount', 'aws:sourcearn', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:userid', 'aws:username',
  's3:accesspointnetworkorigin', 's3:dataaccesspointaccount', 's3:dataaccesspointarn', 's3:x-amz-server-side-encryption-customer-algorithm',
]);

function unknown(...keys: string[]): ContextKeys {
  return Object.fromEntries(keys.map((key) => [key, NOBODY_KNOWS]));
}

/** A request about the source bucket or its objects. */
export function sourceRequest({ principal, account, region }: ObservedReplication, action: string, resource: string | Text): AccessRequest {
  return {
    principal,
    action,
    resource,
    context: { ...REQUEST, 's3:ResourceAccount': account, 'aws:ResourceAccount': account, 'aws:RequestedRegion': region },
  };
}

/** A request that writes a replica. */
export function destinationRequest(rule: ReplicationRule, action: string): AccessRequest {
  const account = rule.destinationAccount ?? NOBODY_KNOWS;
  return {
    principal: rule.replication.principal,
    action,
    resource: rule.objectArn(rule.destinationArn),
    context: {
      ...REQUEST,
      ...encryptionHeaders(rule),
      's3:ResourceAccount': account,
      'aws:ResourceAccount': account,
      'aws:RequestedRegion': rule.destinationRegion ?? NOBODY_KNOWS,
    },
  };
}

/** Replicas are encrypted in the same way as what they are replicas of; with which key, the rule says. */
function encryptionHeaders(rule: ReplicationRule): ContextKeys {
  const { replicatesKmsObjects, replicaKeys: [key, ...others], replication: { algorithm } } = rule;
  if (!replicatesKmsObjects) { return headers(new OneOf(['AES256', null]), null); }
  const arn = others.length === 0 && key.kind !== KeyReferenceKind.NONE ? keyArn(key, rule) : NOBODY_KNOWS;
  return typeof algorithm === 'string' && usesKms(algorithm)
    ? headers(algorithm, arn)
    : headers(new OneOf(['aws:kms', 'aws:kms:dsse', 'AES256', null]), arn === NOBODY_KNOWS ? arn : new OneOf([arn, null]));
}

function headers(algorithm: ContextValue, key: ContextValue): ContextKeys {
  return { 's3:x-amz-server-side-encryption': algorithm, 's3:x-amz-server-side-encryption-aws-kms-key-id': key };
}

/** The request with what a bucket policy asks for besides, which may or may not be there. */
export function asSeenBy(policy: BucketPolicy, request: AccessRequest): AccessRequest {
  const given = new Set(Object.keys(request.context).map((key) => key.toLowerCase()));
  const others = [...policy.conditionKeys.keys()].filter((key) => !given.has(key) && !SETTLED.has(key));
  return others.length === 0 ? request : { ...request, context: { ...unknown(...others), ...request.context } };
}

/** Requests to AWS KMS of which all, or any, have to be granted. */
export interface KmsRequests {
  readonly requests: readonly AccessRequest[];
  /** How their answers make one. */
  combine(answers: readonly Ternary[]): Ternary;
}

/** To decrypt what shall be replicated. */
export function decryptSource(rule: ReplicationRule, key: KeyReference): KmsRequests {
  const { replication, source } = rule;
  const { arns, combine } = contextArns(rule, source.arn);
  return { requests: arns.map((arn) => kmsRequest(rule, 'kms:Decrypt', key, replication.region, arn)), combine };
}

/** To encrypt replicas. */
export function useReplicaKey(rule: ReplicationRule, action: string, key: KeyReference): KmsRequests {
  const region = rule.destinationRegion ?? fieldOfArn(keyArn(key, rule), 3) ?? Text.of(new Hole(`Region of ${textKey(keyArn(key, rule))}`, `{Region of ${key}}`));
  const { arns, combine } = contextArns(rule, rule.destinationArn, rule.destination);
  return { requests: arns.map((arn) => kmsRequest(rule, action, key, region, arn, true)), combine };
}

/** Whether objects of the source have an S3 Bucket Key unless their upload says otherwise. */
export function sourceBucketKey({ source, algorithm }: ObservedReplication): Ternary {
  // DSSE-KMS knows none.
  return judge(algorithm, (known) => known === SseAlgorithm.SSE_KMS) === Ternary.NO
    ? Ternary.NO
    : judge(at(source.encryptionRule, 'BucketKeyEnabled'), isTrue);
}

/**
 * The encryption contexts that requests have: the bucket's ARN with a Bucket Key, the object's without. Replicas keep the
 * setting of what they are replicas of, though AWS says in one place that the destination's counts too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#bk-replication
 */
function contextArns(rule: ReplicationRule, bucketArn: string | Text, destination?: Bucket): Pick<KmsRequests, 'combine'> & { arns: (string | Text)[] } {
  const objectArn = rule.objectArn(bucketArn);
  const combine = ([answer]: readonly Ternary[]) => answer;
  const kmsByDefault = judge(rule.replication.algorithm, usesKms);
  const bucketKey = kmsByDefault === Ternary.NO ? Ternary.UNKNOWN : sourceBucketKey(rule.replication);
  const mayCountToo = destination !== undefined && judge(at(destination.encryptionRule, 'BucketKeyEnabled'), isTrue) !== Ternary.NO;
  if (kmsByDefault === Ternary.YES && bucketKey === Ternary.YES) { return { arns: [bucketArn], combine }; }
  if (kmsByDefault === Ternary.YES && bucketKey === Ternary.NO && !mayCountToo) { return { arns: [objectArn], combine }; }
  const doubtful = kmsByDefault !== Ternary.NO && bucketKey === Ternary.UNKNOWN;
  return { arns: [bucketArn, objectArn], combine: doubtful ? consensus : any };
}

function kmsRequest(
  rule: ReplicationRule, action: string, key: KeyReference, region: string | Text, contextArn: string | Text, byAlias = false,
): AccessRequest {
  const resource = keyArn(key, rule);
  const alias = byAlias ? aliasOf(key) : undefined;
  return {
    principal: rule.replication.principal,
    action,
    resource,
    context: {
      'aws:ResourceAccount': fieldOfArn(resource, 4) ?? NOBODY_KNOWS,
      'kms:ViaService': viaS3In(region),
      'kms:EncryptionContext:aws:s3:arn': contextArn,
      ...alias === undefined ? {} : { 'kms:RequestAlias': alias },
      ...KMS_REQUEST,
    },
  };
}

/** The ARN of the key that a property names; with a hole in it where its id is not known. */
export function keyArn(key: KeyReference, { replication }: ReplicationRule): string | Text {
  if (key.key) { return key.key.arn; }
  const text = textOf(key.value);
  if (text === undefined) { return Text.of(new Hole('ARN of a key that is not known')); }
  const [partition, region, account] = [1, 3, 4].map((index) => fieldOfArn(text, index));
  const arn = (id: string | Text | Hole) => Text.of(
    'arn:', partition ?? new Hole('partition of the key'), ':kms:', region ?? replication.region, ':', account ?? replication.account, ':key/', id,
  );
  switch (key.kind) {
    case KeyReferenceKind.ALIAS_ARN:
    case KeyReferenceKind.ALIAS_NAME: return arn(new Hole(`id of the key of ${textKey(text)}`, `{id of the key of ${text}}`));
    case KeyReferenceKind.ID: return arn(text);
    default: return text;
  }
}

/** The name of the alias that a property names the key by, if it does. */
function aliasOf({ value }: KeyReference): string | Text | undefined {
  const text = textOf(value);
  const parts = text === undefined ? [] : typeof text === 'string' ? [text] : text.parts;
  const index = parts.findIndex((part) => typeof part === 'string' && /(^|:)alias\//.test(part));
  return index < 0 ? undefined : Text.of((parts[index] as string).replace(/^(.*:)?alias\//, 'alias/'), ...parts.slice(index + 1));
}
