import { planFor, type PolicyPlan, type UploadDefault } from '../../src/legacy-policy';
import { type ContextKeys, Policy, Principal, type AccessRequest } from '../../src/policy-evaluation';
import { App, type Value } from '../../src/template';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT } from '../support/concrete';
import { LOGGING, MODERN, naming, ROLE, s3Request } from '../support/requests';

export const BUCKET = 'arn:aws:s3:::data';
export const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000001`;
export const OTHER_KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000002`;

export const SSE_S3: UploadDefault = { algorithm: 'AES256', key: undefined };
export const AWS_MANAGED: UploadDefault = { algorithm: 'aws:kms', key: undefined };
export const SSE_KMS: UploadDefault = { algorithm: 'aws:kms', key: KEY };
export const DSSE_KMS: UploadDefault = { algorithm: 'aws:kms:dsse', key: KEY };

export const ALGORITHM_HEADER = 's3:x-amz-server-side-encryption';
export const KEY_HEADER = 's3:x-amz-server-side-encryption-aws-kms-key-id';
export const CUSTOMER_HEADER = 's3:x-amz-server-side-encryption-customer-algorithm';

/** A statement that denies everybody uploads to the bucket. */
export function deny(Condition?: unknown, more: object = {}) {
  return { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${BUCKET}/*`, ...(Condition === undefined ? {} : { Condition }), ...more };
}

export const TLS_ONLY = { Sid: 'Tls', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`], Condition: { Bool: { 'aws:SecureTransport': 'false' } } };

export function documentOf(...Statement: unknown[]) {
  return { Version: '2012-10-17', Statement };
}

export function planned(document: unknown, current: UploadDefault | string = SSE_S3, chosen?: UploadDefault): PolicyPlan {
  const template = App.ofOne('Stack', {
    Parameters: { KeyArn: { Type: 'String' }, Algorithm: { Type: 'String' } },
    Conditions: { Chosen: { 'Fn::Equals': [{ Ref: 'KeyArn' }, ''] } },
    Resources: { Key: { Type: 'AWS::KMS::Key' } },
  });
  return planFor({ document, current, chosen, bucketArn: BUCKET, read: (json) => template.resolve(json) });
}

/** An upload, or something close to one, with what tells whether it may be let through. */
export interface Probe {
  readonly name: string;
  readonly request: AccessRequest;
  readonly plainHttp: boolean;
  /** Names neither an encryption nor a key of the customer's. */
  readonly bare: boolean;
  /** S3 refuses such requests by itself, whatever the policy: a KMS key without an algorithm (InvalidArgument). */
  readonly refusedByS3: boolean;
}

const CALLERS: [string, Principal][] = [
  ['a role of the account', ROLE],
  ['an exempt role', Principal.role(`arn:aws:iam::${ACCOUNT}:role/Exempt`)],
  ['a user of another account', Principal.user('arn:aws:iam::444455556666:user/Guest')],
  ['a service', LOGGING],
  ['nobody', Principal.anonymous()],
];
const TRANSPORTS: [string, ContextKeys][] = [
  ['over TLS', MODERN],
  ['over plain HTTP', { ...MODERN, 'aws:SecureTransport': 'false' }],
  ['in a way that S3 does not tell', {}],
];
const KEYS = [undefined, KEY, OTHER_KEY, '0d9ad1f5-5a6b-4c1c-9d8c-000000000002', 'alias/other', OTHER_KEY.replace(ACCOUNT, '444455556666')];
const ENCRYPTIONS: [string, ContextKeys][] = [
  ...[undefined, 'AES256', 'aws:kms', 'aws:kms:dsse', 'aws:fsx'].flatMap((algorithm) =>
    KEYS.map((key): [string, ContextKeys] => [`algorithm ${algorithm}, key ${key}`, naming(algorithm, key)])),
  ['SSE-C', { [CUSTOMER_HEADER]: 'AES256' }],
];

/** What writes an object under an encryption: a migration may release it. Everything else has to stay as it was. */
const UPLOADS = new Set(['s3:PutObject', 's3:ReplicateObject', 's3:UpdateObjectEncryption']);

/** Requests of every kind that a policy may tell apart, under a default encryption. */
export function probes(given: UploadDefault): Probe[] {
  return ['PutObject', 'ReplicateObject', 'UpdateObjectEncryption', 'PutObjectAcl', 'GetObject'].flatMap((action) =>
    ['object', 'logs/object'].flatMap((object) => CALLERS.flatMap(([caller, principal]) => TRANSPORTS.flatMap(([transport, how]) =>
      ENCRYPTIONS.map(([encryption, named]) => probe(`${action} ${object} by ${caller} ${transport}: ${encryption}`, action, object, how, named, principal, given))))));
}

function probe(
  name: string, action: string, object: string, how: ContextKeys, named: ContextKeys, principal: Principal, given: UploadDefault,
): Probe {
  const bare = Object.keys(named).length === 0;
  // S3 shows the key that it is going to use.
  const shown = bare && given.algorithm !== 'AES256' && UPLOADS.has(`s3:${action}`) ? naming(undefined, given.key as string ?? AWS_MANAGED_ARN) : named;
  return {
    name,
    request: s3Request(action, `${BUCKET}/${object}`, { ...how, ...shown }, principal),
    plainHttp: how['aws:SecureTransport'] === 'false',
    bare,
    refusedByS3: named[KEY_HEADER] !== undefined && named[ALGORITHM_HEADER] === undefined,
  };
}

const AWS_MANAGED_ARN = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-00000000aaaa`;

/** What a migration weakens or breaks; nothing is as it should be. */
export function harm(before: unknown, after: unknown, given: UploadDefault, serving: UploadDefault): string[] {
  const [old, now] = [Policy.of(before as Value), Policy.of(after as Value)];
  const later = probes(serving);
  return probes(given).flatMap(({ name, request, plainHttp, bare, refusedByS3 }, i) => {
    const [was, is] = [old.denies(request), now.denies(later[i].request)];
    // What IAM makes of ArnNotEquals and a bare key id is not documented: it has to stay as it was.
    if (was !== is && is === Ternary.UNKNOWN) { return [`${name}: cannot be determined any more`]; }
    if (was !== Ternary.NO && is === Ternary.NO && !(bare && !plainHttp) && !refusedByS3) { return [`${name}: was denied, and no more`]; }
    // Over plain HTTP S3 refuses SSE-KMS by itself.
    if (was !== Ternary.YES && is === Ternary.YES && !(plainHttp && serving.key !== undefined)) { return [`${name}: was not denied`]; }
    return [];
  });
}

/** Requests that differ in what the policies of `migrations.ts` look at. */
export class Probes {
  /** Callers, objects and ACLs of every kind. */
  static readonly ALL = new Probes(
    [
      ['a role of the account', ROLE, {}],
      ['a role through an endpoint', ROLE, { 'aws:SourceVpce': 'vpce-1a2b3c4d' }],
      ['an exempt role', Principal.role(`arn:aws:iam::${ACCOUNT}:role/Exempt`), {}],
      ['a user of another account', Principal.user('arn:aws:iam::444455556666:user/Guest'), {}],
      ['a service', LOGGING, {}],
      ['nobody', Principal.anonymous(), {}],
    ],
    [['object', 'private'], ['object', 'public-read'], ['logs/object', 'private']],
  );

  /** One caller, one object: for policies that tell neither apart. */
  static readonly OF_ONE_CALLER = new Probes([['a role', ROLE, {}]], [['object', 'private']]);

  private constructor(private readonly callers: [string, Principal, ContextKeys][], private readonly objects: [string, string][]) {}

  under(given: UploadDefault): Probe[] {
    const encryptions: [string, ContextKeys][] = [
      ...[undefined, 'AES256', 'aws:kms', 'aws:kms:dsse'].flatMap((algorithm) => [undefined, KEY, OTHER_KEY, 'alias/other'].map((key): [string, ContextKeys] =>
        [`algorithm ${algorithm}, key ${key}`, naming(algorithm, key)])),
      ['SSE-C', { [CUSTOMER_HEADER]: 'AES256' }],
    ];
    return ['PutObject', 'ReplicateObject', 'UpdateObjectEncryption', 'PutObjectAcl', 'GetObject'].flatMap((action) => this.objects.flatMap(([object, acl]) =>
      this.callers.flatMap(([caller, principal, from]) => TRANSPORTS.flatMap(([transport, how]) => encryptions.map(([encryption, named]) =>
        probe(`${action} ${object} (${acl}) by ${caller} ${transport}: ${encryption}`, action, object, { ...how, ...from, 's3:x-amz-acl': acl }, named, principal, given))))));
  }
}

/**
 * What a migration denies that was not denied, or lets through that was, to the letter: what falls out is uploads over TLS that
 * name neither an encryption nor a key of the customer's, and nothing is denied that was not.
 *
 * @param byChoice Whether somebody chose the default encryption: then what S3 refuses under it was known
 */
export function broken(asked: Probes, before: unknown, after: unknown, given: UploadDefault, serving: UploadDefault, byChoice: boolean): string[] {
  const [old, now] = [Policy.of(before as Value), Policy.of(after as Value)];
  const later = asked.under(serving);
  return asked.under(given).flatMap(({ name, request, plainHttp, bare, refusedByS3 }, i) => {
    if (refusedByS3) { return []; }
    const isUpload = UPLOADS.has(request.action);
    const [was, is] = [old.denies(request), now.denies(later[i].request)];
    const [allowedBefore, allowed] = [old.allows(request), now.allows(later[i].request)];
    const released = isUpload && bare && !plainHttp;
    // S3 serves SSE-KMS over TLS only.
    const refused = request.action === 's3:PutObject' && bare && plainHttp && given.algorithm === 'AES256' && serving.algorithm !== 'AES256' && !byChoice;
    if (was !== is && is === Ternary.UNKNOWN) { return [`${name}: cannot be determined any more`]; }
    if (was !== Ternary.NO && is === Ternary.NO && !released) { return [`${name}: was denied, and no more`]; }
    if (was !== Ternary.YES && is === Ternary.YES) { return [`${name}: was not denied`]; }
    if (was !== Ternary.YES && refused) { return [`${name}: was served, and S3 refuses it now`]; }
    if (allowedBefore !== Ternary.NO && allowed === Ternary.NO) { return [`${name}: was allowed, and no more`]; }
    if (allowedBefore === Ternary.NO && allowed !== Ternary.NO && !released) { return [`${name}: was not allowed`]; }
    return [];
  });
}

/** Whether anybody's upload over TLS is turned away because it names no encryption. */
export function turnsBareUploadsAway(document: unknown, given: UploadDefault): boolean {
  const policy = Policy.of(document as Value);
  return probes(given).some(({ request, bare, plainHttp }) => bare && !plainHttp && request.action === 's3:PutObject' && policy.denies(request) !== Ternary.NO);
}
