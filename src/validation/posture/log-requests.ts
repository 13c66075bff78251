import type { Key } from './key';
import type { ObservedDelivery } from './observed-delivery';
import { type AccessRequest, type ContextKeys, type ContextValue, knownCaller, Principal, type RequestSpace, textThatNoPolicyNames } from '../../policy-evaluation';
import { LogConfinement, type LogService } from '../../services';
import { isAbsent, isUnknown, OneOf, Text, Unknown, type Value, type ValueMap } from '../../template';
import { ANYTHING, filled, type PatternValues, valuesOf } from './private/request-values';

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
  return filled(delivery.objectKey, { ...valuesOf(delivery), any: ANYTHING });
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

/** IDs of accounts and ARNs of sources that are meant, besides the delivery's own. */
export interface Others {
  readonly accounts: readonly (string | Text)[];
  readonly sources: readonly (string | Text)[];
}

const ANY_VALUES = {
  prefix: ANYTHING, account: ANYTHING, region: ANYTHING, partition: ANYTHING, source: ANYTHING, name: ANYTHING, any: ANYTHING,
};

/**
 * Writing to the bucket on behalf of anybody in another account and another organization.
 *
 * Who may choose the prefix may also choose the folder in which the logs of the owner are, unless the service takes no such
 * prefix.
 */
export function strangersSpace(delivery: ObservedDelivery, { accounts, sources }: Others): Omit<RequestSpace, 'resource'> {
  const { objectKey, service } = delivery;
  const own = valuesOf(delivery);
  const others = [own.account, ...accounts];
  const folder = service.confinement === LogConfinement.ACCOUNT_FOLDER ? /^(?:<prefix>)?(.*<account>)/.exec(objectKey)?.[1] : undefined;
  return {
    ...spaceOf(delivery, ANY_VALUES),
    exceptObjectKeys: folder === undefined ? [] : others.map((account) => Text.of('*', filled(folder, { ...ANY_VALUES, account }), '/*')),
    condition: {
      StringLike: { 'aws:SourceAccount': '????????????' },
      ArnLike: sourcePattern(delivery, ANY_VALUES),
      StringNotEquals: { 'aws:SourceAccount': others, 'aws:SourceArn': [own.source, ...sources] },
      ArnNotLike: { 'aws:SourceArn': others.map((account) => Text.of('arn:*:*:*:', account, ':*')) },
      Null: { 'aws:SourceAccount': 'false', 'aws:SourceArn': 'false' },
    },
  };
}

/** The same on behalf of accounts that no policy names: no ID that is unknown can turn out to be theirs. */
export function unnamedStrangersSpace(delivery: ObservedDelivery): Omit<RequestSpace, 'resource'> {
  const account = textThatNoPolicyNames(12);
  const values = { ...ANY_VALUES, account, name: textThatNoPolicyNames(1) };
  return {
    ...spaceOf(delivery, values),
    condition: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: sourcePattern(delivery, values),
      Null: { 'aws:SourceAccount': 'false', 'aws:SourceArn': 'false' },
    },
  };
}

/** One of these: a statement that grants it grants all that it can to any account. */
export function unnamedStrangersRequest(delivery: ObservedDelivery): AccessRequest {
  const [account, any] = [12, 1].map(textThatNoPolicyNames);
  const { partition, prefix } = valuesOf(delivery);
  const values = { prefix, account, partition, region: any, source: any, name: any, any };
  const { sourceArn } = delivery.service;
  return {
    principal: serviceNamed(delivery.service.principal),
    action: 's3:PutObject',
    resource: Text.of(delivery.target.arn, '/', filled(delivery.objectKey, values)),
    context: {
      ...spaceOf(delivery, ANY_VALUES).context, 'aws:SourceAccount': account, 'aws:SourceArn': sourceArn === undefined ? any : filled(sourceArn, values),
    },
  };
}

function spaceOf(delivery: ObservedDelivery, values: typeof ANY_VALUES): Omit<RequestSpace, 'resource'> {
  const { objectKey, service } = delivery;
  // No prefix leads into a folder with the account in its name: then the prefix is that of the delivery.
  const prefix = service.confinement === LogConfinement.ACCOUNT_FOLDER && values.account !== ANYTHING ? delivery.prefix : values.prefix;
  return {
    callers: [knownCaller(serviceNamed(service.principal))],
    actions: [{ name: 's3:PutObject', onObjects: true }],
    objectKeys: filled(objectKey.startsWith('<prefix>') ? objectKey : '<prefix><any>', { ...values, prefix }),
    context: { ...transportOf(delivery), 'aws:SourceOrgID': 'o-somebodyelses', 'aws:SourceOrgPaths': ['o-somebodyelses/r-0000/'] },
  };
}

function sourcePattern(delivery: ObservedDelivery, values: typeof ANY_VALUES): ValueMap {
  const { sourceArn } = delivery.service;
  return sourceArn === undefined ? {} : { 'aws:SourceArn': filled(sourceArn, { ...values, partition: valuesOf(delivery).partition }) };
}

// docs/decisions/0067
/**
 * What the service asks of a customer managed key: requests that AWS documents, so that the policy is asked about these alone.
 *
 * @param bucketKey Whether there is an S3 Bucket Key; nothing if it cannot be determined.
 */
export function keyRequests(delivery: ObservedDelivery, key: Key, bucketKey: boolean | undefined, principal?: Principal): LogRequests {
  const { service, target } = delivery;
  const values = valuesOf(delivery);
  const objectArn = Text.of(target.arn, '/', filled(delivery.objectKey, values));
  const s3Arn = bucketKey === undefined ? new OneOf([target.arn, objectArn]) : bucketKey ? target.arn : objectArn;
  const context: ContextKeys = { ...(principal ? {} : sourceOf(delivery, values)), 'aws:SecureTransport': 'true', 'kms:ViaService': UNDOCUMENTED };
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
