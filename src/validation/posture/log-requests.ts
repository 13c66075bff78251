import type { Key } from './key';
import type { ObservedDelivery } from './observed-delivery';
import { type AccessRequest, type ContextKeys, type ContextValue, Principal } from '../../policy-evaluation';
import { isAbsent, isUnknown, OneOf, Text, Unknown, type Value, type ValueMap } from '../../template';
import { anyTime, filled, type PatternValues, strangersObjectKey, strangersValues, valuesOf } from './private/request-values';
import type { LogService } from '../../services';

/** Requests by one principal, all of which have to be allowed. */
export interface LogRequests {
  /** For messages. */
  readonly principal: string;
  readonly requests: readonly AccessRequest[];
}

/** What AWS documents nowhere, and a policy may ask for. */
const UNDOCUMENTED = new Unknown('AWS does not document what the service sends');

/** The requests to the bucket by which logs are delivered, one set for each principal of which one has to be let in. */
export function* deliveryRequests(delivery: ObservedDelivery): Generator<LogRequests> {
  const { service } = delivery;
  const values = valuesOf(delivery);
  const context = sourceOf(delivery, values);
  for (const { principal, ownerFullControl } of principalsOf(service, String(values.region))) {
    const requests = bucketRequests(delivery, serviceNamed(principal), values, { ...transportOf(delivery, ownerFullControl), ...context });
    yield { principal, requests };
  }
  for (const account of accountsOf(service, values)) {
    // These are no services, so their requests tell of no source.
    const principal = Principal.account(account, values.partition);
    yield { principal: account, requests: bucketRequests(delivery, principal, values, transportOf(delivery)) };
  }
}

/** The keys of all objects that a service delivers, as a pattern. */
export function deliveryKeys(delivery: ObservedDelivery): string | Text {
  return filled(anyTime(delivery.objectKey), { ...valuesOf(delivery), any: '*' });
}

/** For whom a service delivers, as the `Condition` of a statement that allows it. */
export function deliveryConditions(delivery: ObservedDelivery): ValueMap {
  const { account, source } = valuesOf(delivery);
  return { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': source } };
}

/** The same requests by a role that the service is given. */
export function deliveryRequestsBy(delivery: ObservedDelivery, role: Principal): LogRequests {
  const values = valuesOf(delivery);
  return { principal: 'the role', requests: bucketRequests(delivery, role, values, transportOf(delivery)) };
}

/**
 * Writing to the bucket on behalf of somebody in another account.
 *
 * @param nobody Whether the other account has no id at all, which no id that is unknown can turn out to be.
 */
export function strangersRequest(delivery: ObservedDelivery, nobody: boolean): AccessRequest {
  const own = valuesOf(delivery);
  const values = strangersValues(delivery, own, nobody);
  return {
    principal: serviceNamed(delivery.service.principal),
    action: 's3:PutObject',
    resource: Text.of(delivery.target.arn, '/', filled(strangersObjectKey(delivery, nobody), values)),
    context: { ...transportOf(delivery), ...sourceOf(delivery, values), 'aws:SourceOrgID': 'o-somebodyelses', 'aws:SourceOrgPaths': ['o-somebodyelses/r-0000/'] },
  };
}

/**
 * What the service asks of a customer managed key.
 *
 * @param bucketKey Whether there is an S3 Bucket Key; nothing if it cannot be told.
 */
export function keyRequests(delivery: ObservedDelivery, key: Key, bucketKey: boolean | undefined, principal?: Principal): LogRequests {
  const { service, target } = delivery;
  const values = valuesOf(delivery);
  const objectArn = Text.of(target.arn, '/', filled(delivery.objectKey, values));
  const s3Arn = bucketKey === undefined ? new OneOf([target.arn, objectArn]) : bucketKey ? target.arn : objectArn;
  const context: ContextKeys = { ...(principal ? {} : sourceOf(delivery, values)), 'kms:ViaService': UNDOCUMENTED };
  const encryptionContext: ContextKeys = {
    'kms:EncryptionContext:aws:s3:arn': s3Arn,
    ...Object.fromEntries(Object.entries(service.encryptionContext ?? {})
      .map(([name, value]) => [`kms:EncryptionContext:${name}`, filled(value, values)])),
  };
  return {
    principal: service.principal,
    requests: service.keyActions.filter((action) => action !== 'kms:Decrypt' || bucketKey === true).map((action) => ({
      principal: principal ?? serviceNamed(service.principal),
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

function bucketRequests(delivery: ObservedDelivery, principal: Principal, values: PatternValues, context: ContextKeys): AccessRequest[] {
  const { objectKey, service, target } = delivery;
  const put = { principal, action: 's3:PutObject', resource: Text.of(target.arn, '/', filled(objectKey, values)), context };
  return [put, ...service.bucketActions.map((action) => ({ principal, action, resource: target.arn, context: withoutObject(context) }))];
}

/** Keys that only a request with an object has. */
function withoutObject(context: ContextKeys): ContextKeys {
  return Object.fromEntries(Object.entries(context).filter(([contextKey]) => !contextKey.startsWith('s3:x-amz-')));
}

/** For whom the service writes. */
function sourceOf(delivery: ObservedDelivery, values: PatternValues): ContextKeys {
  return {
    'aws:SourceArn': values.source,
    'aws:SourceAccount': values.account,
    'aws:SourceOrgID': organizationOf(delivery),
    'aws:SourceOrgPaths': [new Unknown('it is not known where in its organization the account is')],
  };
}

/** An organization that the bucket's policy names is taken for the app's own. */
function organizationOf({ target }: ObservedDelivery): ContextValue {
  const named = target.policies.flatMap(({ conditionKeys }) => conditionKeys.get('aws:sourceorgid') ?? []);
  return named[0] ?? new Unknown('it is not known to which organization the account belongs');
}

/** Services write over TLS; whether a policy that looks at the transport lets them is not this question. */
function transportOf(delivery: ObservedDelivery, ownerFullControl = delivery.service.ownerFullControl): ContextKeys {
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
function encryptionOf({ service, target, kmsKey }: ObservedDelivery): ContextKeys {
  if (service.namesNoEncryption) { return { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyIdOf(target.keys[0]?.key?.arn) }; }
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

interface CallingPrincipal {
  readonly principal: string;
  readonly ownerFullControl?: boolean;
}

/** The service principals of which one writes. */
function principalsOf(service: LogService, region: string): CallingPrincipal[] {
  const { principal, ownerFullControl, principalInOptInRegions, principalOnOutposts } = service;
  return [
    { principal, ownerFullControl },
    ...(principalInOptInRegions === undefined ? [] : [{ principal: principalInOptInRegions.replace('<region>', region), ownerFullControl }]),
    ...(principalOnOutposts === undefined ? [] : [{ principal: principalOnOutposts, ownerFullControl: true }]),
  ];
}

/** Where the Region is not known, it may be any of them. */
function accountsOf({ legacyAccounts }: LogService, { region }: PatternValues): readonly string[] {
  if (!legacyAccounts) { return []; }
  if (typeof region !== 'string') { return [...legacyAccounts.values()]; }
  const account = legacyAccounts.get(region);
  return account === undefined ? [] : [account];
}
