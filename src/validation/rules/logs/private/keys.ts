import { configRoleMay } from './config-role';
import type { AccessRequest } from '../../../../policy-evaluation';
import { LogPermission } from '../../../../services';
import { all, any, at, Ternary, type Value } from '../../../../template';
import { type Bucket, type Key, keyRequests, KeyReferenceKind, type ObservedDelivery, type Posture } from '../../../posture';
import { encryptionChoices } from '../../private/encryption-choices';
import { isTrue, judge } from '../../private/judge';

/** Whether objects of the bucket are encrypted with the AWS managed key `aws/s3`. */
export function usesManagedKey(bucket: Bucket): Ternary {
  return any(encryptionChoices(bucket).map(({ key, kms, certain }) => {
    if (key.kind !== KeyReferenceKind.NONE && key.kind !== KeyReferenceKind.AWS_MANAGED) { return Ternary.NO; }
    return kms === Ternary.YES && !certain ? Ternary.UNKNOWN : kms;
  }));
}

/** A key of the app with which logs are encrypted. */
export interface LogKey {
  readonly key: Key;
  /** Whether there is an S3 Bucket Key; nothing if it cannot be determined. */
  readonly bucketKey: boolean | undefined;
  /** Whether it is surely used. */
  readonly used: boolean;
}

/** The keys of the app with which logs are encrypted: the producer's own, or the bucket's. */
export function logKeys(posture: Posture, { kmsKey, service, source, target }: ObservedDelivery): LogKey[] {
  if (kmsKey !== undefined) {
    const bucketKey = booleanOf(at(target.encryptionRule, 'BucketKeyEnabled'));
    return posture.keyReferences(kmsKey, source).flatMap(({ key }) => (key ? [{ key, bucketKey, used: true }] : []));
  }
  const goesByDefault = service.mayIgnoreDefault !== true;
  return encryptionChoices(target).flatMap(({ key: { key }, kms, bucketKey, certain }) => (
    key && kms !== Ternary.NO ? [{ key, bucketKey: booleanOf(bucketKey), used: goesByDefault && kms === Ternary.YES && certain }] : []
  ));
}

/** Whether the policy of a key lets a producer of logs use it. */
export function keyLetsIn(posture: Posture, delivery: ObservedDelivery, { key, bucketKey }: LogKey): Ternary {
  const { requests } = keyRequests(delivery, key, bucketKey);
  const byService = all(requests.map((request) => allowedBy(key, request)));
  if (byService === Ternary.YES || delivery.service.permission !== LogPermission.BUCKET_POLICY_OR_ROLE) { return byService; }
  return any([byService, configRoleMay(posture, delivery, 'kms', (role) => keyRequests(delivery, key, bucketKey, role))]);
}

/** What of it the policy does not allow. */
export function actionsRefused(delivery: ObservedDelivery, { key, bucketKey }: LogKey): string {
  const { requests } = keyRequests(delivery, key, bucketKey);
  return requests.filter((request) => allowedBy(key, request) === Ternary.NO).map(({ action }) => action).join(', ');
}

function allowedBy({ policyInForce: policy }: Key, request: AccessRequest): Ternary {
  return policy.grants(request);
}

function booleanOf(value: Value | undefined): boolean | undefined {
  if (judge(value, isTrue) === Ternary.YES) { return true; }
  return judge(value, (known) => !isTrue(known)) === Ternary.YES ? false : undefined;
}
