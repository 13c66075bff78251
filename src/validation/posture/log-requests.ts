import type { Key } from './key';
import type { LogDelivery } from './log-delivery';
import type { LogProducer } from './log-producer';
import type { AccessRequest, ContextKeys, ContextValue } from '../../policy-evaluation';
import { Principal } from '../../policy-evaluation';
import { isAbsent, isUnknown, OneOf, Text, Unknown, type Value } from '../../template';
import { filled, type Places, placesOf, strangersKey, strangersPlaces } from './private/log-places';

/** Requests by one principal, all of which have to be allowed. */
export interface LogRequests {
  /** For messages. */
  readonly principal: string;
  readonly requests: readonly AccessRequest[];
}

/** What AWS documents nowhere, and a policy may ask for. */
const UNDOCUMENTED = new Unknown('AWS does not document what the service sends');

/** The requests to the bucket by which logs are delivered, one set for each principal of which one has to be let in. */
export function* deliveryRequests(delivery: LogDelivery): Generator<LogRequests> {
  const { producer } = delivery;
  const places = placesOf(delivery);
  const context = sourceOf(delivery, places);
  for (const one of [producer, ...(producer.otherServices ?? [])]) {
    const service = one.service.replace('<region>', String(places.region));
    const requests = bucketRequests(delivery, serviceNamed(service), places, { ...transportOf(delivery, one.ownerFullControl), ...context });
    yield { principal: service, requests };
  }
  for (const account of accountsOf(producer, places)) {
    // These are no services, so their requests tell of no source.
    const principal = Principal.account(account, places.partition);
    yield { principal: account, requests: bucketRequests(delivery, principal, places, transportOf(delivery)) };
  }
}

/** The same requests by a role that the service is given. */
export function deliveryRequestsBy(delivery: LogDelivery, role: Principal): LogRequests {
  const places = placesOf(delivery);
  return { principal: 'the role', requests: bucketRequests(delivery, role, places, transportOf(delivery)) };
}

/**
 * Writing to the bucket in behalf of somebody in another account.
 *
 * @param nobody Whether the other account has no id at all, which no id that is unknown can turn out to be.
 */
export function strangersRequest(delivery: LogDelivery, nobody: boolean): AccessRequest {
  const own = placesOf(delivery);
  const places = strangersPlaces(delivery, own, nobody);
  return {
    principal: serviceNamed(delivery.producer.service),
    action: 's3:PutObject',
    resource: Text.of(delivery.target.arn, '/', filled(strangersKey(delivery, nobody), places)),
    context: { ...transportOf(delivery), ...sourceOf(delivery, places), 'aws:SourceOrgID': 'o-somebodyelses', 'aws:SourceOrgPaths': ['o-somebodyelses/r-0000/'] },
  };
}

/**
 * What the producer asks of a customer managed key.
 *
 * @param bucketKey Whether there is an S3 Bucket Key; nothing if it cannot be told.
 */
export function keyRequests(delivery: LogDelivery, key: Key, bucketKey: boolean | undefined, principal?: Principal): LogRequests {
  const { producer, target } = delivery;
  const places = placesOf(delivery);
  const objectArn = Text.of(target.arn, '/', filled(delivery.key, places));
  const s3Arn = bucketKey === undefined ? new OneOf([target.arn, objectArn]) : bucketKey ? target.arn : objectArn;
  const context: ContextKeys = { ...(principal ? {} : sourceOf(delivery, places)), 'kms:ViaService': UNDOCUMENTED };
  const encryptionContext: ContextKeys = {
    'kms:EncryptionContext:aws:s3:arn': s3Arn,
    ...Object.fromEntries(Object.entries(producer.encryptionContext ?? {})
      .map(([name, value]) => [`kms:EncryptionContext:${name}`, filled(value, places)])),
  };
  return {
    principal: producer.service,
    requests: producer.keyActions.filter((action) => action !== 'kms:Decrypt' || bucketKey === true).map((action) => ({
      principal: principal ?? serviceNamed(producer.service),
      action,
      resource: key.arn,
      context: action === 'kms:DescribeKey' ? context : { ...context, ...encryptionContext },
    })),
  };
}

const SERVICES = new Map<string, Principal>();

function serviceNamed(name: string): Principal {
  let service = SERVICES.get(name);
  if (!service) {
    service = Principal.service(name);
    SERVICES.set(name, service);
  }
  return service;
}

function bucketRequests(delivery: LogDelivery, principal: Principal, places: Places, context: ContextKeys): AccessRequest[] {
  const { key, producer, target } = delivery;
  const put = { principal, action: 's3:PutObject', resource: Text.of(target.arn, '/', filled(key, places)), context };
  return producer.readsAcl ? [put, { principal, action: 's3:GetBucketAcl', resource: target.arn, context: withoutObject(context) }] : [put];
}

/** Keys that only a request with an object has. */
function withoutObject(context: ContextKeys): ContextKeys {
  return Object.fromEntries(Object.entries(context).filter(([key]) => !key.startsWith('s3:x-amz-')));
}

/** For whom the service writes. */
function sourceOf(delivery: LogDelivery, places: Places): ContextKeys {
  return {
    'aws:SourceArn': filled(delivery.producer.sourceArn, places),
    'aws:SourceAccount': places.account,
    'aws:SourceOrgID': organizationOf(delivery),
    'aws:SourceOrgPaths': [new Unknown('it is not known where in its organization the account is')],
  };
}

/** An organization that the bucket's policy names is taken for the app's own. */
function organizationOf({ target }: LogDelivery): ContextValue {
  const named = target.policies.flatMap(({ conditionKeys }) => conditionKeys.get('aws:sourceorgid') ?? []);
  return named[0] ?? new Unknown('it is not known to which organization the account belongs');
}

/** Services write over TLS; whether a policy that looks at the transport lets them is not this question. */
function transportOf(delivery: LogDelivery, ownerFullControl = delivery.producer.ownerFullControl): ContextKeys {
  return {
    'aws:SecureTransport': 'true',
    's3:TlsVersion': '1.3',
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    's3:authType': 'REST-HEADER',
    's3:x-amz-acl': ownerFullControl ? 'bucket-owner-full-control' : UNDOCUMENTED,
    ...encryptionOf(delivery),
  };
}

/** Whether a request names its encryption is seldom documented: if it does, it is the one that objects get. */
function encryptionOf({ producer, target, kmsKey }: LogDelivery): ContextKeys {
  if (producer.namesNoEncryption) { return { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyIdOf(target.keys[0]?.key?.arn) }; }
  if (kmsKey !== undefined) {
    return { 's3:x-amz-server-side-encryption': 'aws:kms', 's3:x-amz-server-side-encryption-aws-kms-key-id': keyIdOf(kmsKey) };
  }
  const byDefault = target.algorithm ?? 'AES256';
  return {
    's3:x-amz-server-side-encryption': typeof byDefault === 'string' ? new OneOf([null, byDefault]) : UNDOCUMENTED,
    's3:x-amz-server-side-encryption-aws-kms-key-id': keyIdOf(target.keys[0]?.key?.arn),
  };
}

function keyIdOf(value: Value | undefined): ContextValue {
  if (isAbsent(value)) { return null; }
  return typeof value === 'string' || value instanceof Text || isUnknown(value) ? value : UNDOCUMENTED;
}

/** Where the Region is not known, it may be any of them. */
function accountsOf({ accounts }: LogProducer, { region }: Places): readonly string[] {
  if (!accounts) { return []; }
  if (typeof region !== 'string') { return [...accounts.values()]; }
  const account = accounts.get(region);
  return account === undefined ? [] : [account];
}
