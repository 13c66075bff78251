import * as fc from 'fast-check';
import {
  ALGORITHM_HEADER, AWS_MANAGED, BUCKET, CUSTOMER_HEADER, documentOf, DSSE_KMS, KEY, KEY_HEADER, OTHER_KEY, SSE_KMS, SSE_S3,
} from './support';
import type { UploadDefault } from '../../src/legacy-policy';
import { ACCOUNT } from '../support/concrete';

/** A piece of a `Condition`. */
type Clauses = { readonly [operator: string]: { readonly [key: string]: unknown } };

const ALGORITHM = on(ALGORITHM_HEADER, [
  ['Null', 'true'], ['Null', 'false'], ['StringEquals', 'AES256'], ['StringEqualsIfExists', 'aws:kms'],
  ['StringNotEquals', 'AES256'], ['StringNotEquals', 'aws:kms'], ['StringNotEquals', ['AES256', 'aws:kms']], ['StringNotEqualsIfExists', 'aws:kms'],
  ['StringNotLike', 'aws:kms*'], ['StringNotEqualsIgnoreCase', 'aes256'], ['ForAnyValue:StringNotEquals', 'aws:kms'], ['ForAllValues:StringEquals', 'AES256'],
]);
const KEY_CLAUSES = on(KEY_HEADER, [
  ['Null', 'true'], ['Null', 'false'], ['StringEquals', OTHER_KEY], ['StringEquals', KEY], ['StringEqualsIfExists', OTHER_KEY],
  ['StringNotEquals', KEY], ['StringNotEquals', [KEY, OTHER_KEY]], ['StringNotEqualsIfExists', KEY], ['StringNotLike', KEY], ['StringNotLike', 'arn:*'],
  ['ArnNotEquals', KEY], ['ArnNotEqualsIfExists', KEY], ['ArnNotLike', `arn:aws:kms:*:${ACCOUNT}:key/*`],
]);
const CUSTOMER = on(CUSTOMER_HEADER, [['Null', 'true'], ['Null', 'false'], ['StringNotEquals', 'AES256']]);
const TRANSPORT = on('aws:SecureTransport', [['Bool', 'true'], ['Bool', 'false'], ['BoolIfExists', 'false']]);
const CALLER: readonly Clauses[] = [
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } },
  { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/Exempt` } },
  { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
];
const ELSEWHERE: readonly Clauses[] = [{ StringEquals: { 's3:x-amz-acl': 'public-read' } }, { StringNotEquals: { 's3:x-amz-acl': 'private' } }];

const NONE: Clauses = {};
const PRINCIPALS = [
  { Principal: '*' }, { Principal: { AWS: ['*'] } }, { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }, { Principal: { AWS: '444455556666' } },
  { NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:role/Exempt` } },
];
const ACTIONS = [
  { Action: 's3:PutObject' }, { Action: ['s3:PutObject', 's3:ReplicateObject'] }, { Action: ['s3:PutObjectAcl', 's3:PutObject'] }, { Action: 's3:ReplicateObject' },
  { Action: ['s3:GetObject', 's3:UpdateObjectEncryption'] }, { Action: 's3:Put*' }, { Action: 's3:*' }, { NotAction: 's3:GetObject' },
];
const RESOURCES = [
  { Resource: `${BUCKET}/*` }, { Resource: [BUCKET, `${BUCKET}/*`] }, { Resource: '*' }, { Resource: `${BUCKET}/logs/*` }, { NotResource: `${BUCKET}/logs/*` },
];
export const DEFAULTS: readonly UploadDefault[] = [SSE_S3, AWS_MANAGED, SSE_KMS, DSSE_KMS];

/** A policy before it is migrated. */
export interface Migrated {
  readonly document: { readonly Statement: readonly unknown[] };
  readonly current: UploadDefault;
  /** The default encryption that somebody chooses. */
  readonly chosen: UploadDefault | undefined;
}

/** Every combination of clauses on algorithm, key, SSE-C and transport in a statement about all uploads by everybody, under every default encryption. */
export function* everyStatement(): Generator<Migrated> {
  for (const algorithm of [NONE, ...ALGORITHM]) {
    for (const key of [NONE, ...KEY_CLAUSES]) {
      for (const customer of [NONE, ...CUSTOMER]) {
        for (const transport of [NONE, ...TRANSPORT]) {
          const document = documentOf({ ...STATEMENT, Sid: 'Legacy', Condition: merged([algorithm, key, customer, transport]) });
          for (const current of DEFAULTS) { yield { document, current, chosen: undefined }; }
        }
      }
    }
  }
}

const STATEMENT = { Effect: 'Deny', ...PRINCIPALS[0], ...ACTIONS[0], ...RESOURCES[0] };

/** Policies of several statements, which speak of other callers, actions and objects as well, or allow something. */
export function policies(): fc.Arbitrary<Migrated> {
  const sometimes = (clauses: readonly Clauses[], weight: number) =>
    fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(NONE) }, { weight, arbitrary: fc.constantFrom(...clauses) });
  const mostly = <Part>(parts: readonly Part[]) =>
    fc.oneof({ weight: 3, arbitrary: fc.constant(parts[0]) }, { weight: 2, arbitrary: fc.constantFrom(...parts) });
  const condition = fc.tuple(
    sometimes(ALGORITHM, 6), sometimes(KEY_CLAUSES, 4), sometimes(CUSTOMER, 2),
    sometimes(TRANSPORT, 1), sometimes(CALLER, 2), sometimes(ELSEWHERE, 1),
  );
  const statement = fc.record({
    effect: fc.oneof({ weight: 9, arbitrary: fc.constant('Deny') }, { weight: 1, arbitrary: fc.constant('Allow') }),
    who: mostly(PRINCIPALS),
    what: mostly(ACTIONS),
    where: mostly(RESOURCES),
    condition,
  }).map(({ effect, who, what, where, condition: clauses }) => ({
    Effect: effect, ...(effect === 'Allow' && 'NotPrincipal' in who ? PRINCIPALS[0] : who), ...what, ...where, Condition: merged(clauses),
  }));
  const legacy = fc.constantFrom(
    { ...STATEMENT, Condition: merged([ALGORITHM[0]]) },
    { ...STATEMENT, Condition: merged([ALGORITHM[5]]) },
    { ...STATEMENT, Condition: merged([KEY_CLAUSES[5]]) },
  );
  const document = fc.tuple(fc.array(statement, { minLength: 0, maxLength: 3 }), fc.array(legacy, { minLength: 0, maxLength: 2 }), fc.boolean())
    .map(([others, ones, last]) => documentOf(...(last ? [...others, ...ones] : [...ones, ...others]).map((one, i) => ({ ...one, Sid: SIDS[i] }))));
  return fc.record({
    document,
    current: fc.constantFrom(...DEFAULTS),
    chosen: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...DEFAULTS) }),
  });
}

/** Some that meet what a migration makes of the others. */
const SIDS = ['Legacy', 'LegacyPlainHttp', 'LegacyCustomerKey', 'LegacyOtherActions', 'LegacyPlainHttp2'];

function on(key: string, forms: readonly [string, unknown][]): readonly Clauses[] {
  return forms.map(([operator, value]) => ({ [operator]: { [key]: value } }));
}

function merged(clauses: readonly Clauses[]): Clauses {
  const condition: { [operator: string]: { [key: string]: unknown } } = {};
  for (const [operator, keys] of clauses.flatMap((one) => Object.entries(one))) { Object.assign(condition[operator] ??= {}, keys); }
  return condition;
}
