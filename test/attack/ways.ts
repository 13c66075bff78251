import { type Attacker, STRANGERS_ACCOUNT, Who } from './attackers';
import { distinct, wished } from './circumstances';
import { sample, type StatementJson } from './documents';
import { defaultEncryption, type Estate, type Kind, type Target } from './estate';
import type { ContextKeys } from '../../src/policy-evaluation';
import { MODERN, naming } from '../support/requests';

/** A bucket and a key that have nothing to do with those of the app. */
export const OTHER_BUCKET = 'arn:aws:s3:::another-bucket';
export const OTHER_REGION = 'ap-southeast-2';

/** In which circumstances something is asked for. */
export interface Way {
  readonly resource: string;
  /** The kind of resource, as the Service Authorization Reference calls it. */
  readonly type: string;
  readonly context: ContextKeys;
  /** Only actions that know this condition key; all by default. */
  readonly knows?: string;
  /** Only these actions; all by default. */
  readonly only?: string;
}

const HTTP: ContextKeys = { ...MODERN, 'aws:SecureTransport': 'false', 's3:TlsVersion': null };
const OPERATIONS = ['S3PutObjectCopy', 'S3PutObjectAcl', 'S3DeleteObjectTagging', 'S3InitiateRestoreObject', 'LambdaInvoke', 'S3ReplicateObject', 'S3UpdateObjectEncryption'];
const OTHER_SERVICES = ['sqs', 'rds', 'dynamodb', 'secretsmanager'];
const PASSED_TO = ['lambda.amazonaws.com', 'ec2.amazonaws.com', 's3.amazonaws.com', 'batchoperations.s3.amazonaws.com', 'cloudtrail.amazonaws.com'];

/** Every way in which an attacker tries a target. */
export function ways(estate: Estate, target: Target, attacker: Attacker): Way[] {
  const statements = [...target.document?.allows ?? [], ...attacker.who === Who.ROLE ? attacker.identity.flatMap(({ allows }) => allows) : []];
  const wishes = statements.filter((statement) => concerns(statement, target.kind)).flatMap(wished);
  switch (target.kind) {
    case 'bucket': return attacker.who === Who.ADMIN ? misuses(estate, target) : toBucket(estate, target, attacker, wishes);
    case 'key': return withContexts([{ resource: target.arn, type: 'key' }], isService(attacker) ? ofServices(estate, target, attacker, wishes) : toKey(estate, target, wishes));
    case 'topic': case 'queue': return withContexts([{ resource: target.arn, type: target.kind }], [{ 'aws:SecureTransport': 'true' }, ...wishes]);
    case 'role': return attacker.who === Who.ADMIN ? [{ resource: target.arn, type: 'role', context: {}, only: 'sts:*' }]
      : withContexts([{ resource: target.arn, type: 'role' }], [{}, ...PASSED_TO.map((service) => ({ 'iam:PassedToService': service })), ...wishes]);
    case 'account': return toAccount(target, wishes);
  }
}

function withContexts(resources: readonly Omit<Way, 'context'>[], contexts: readonly ContextKeys[]): Way[] {
  return distinct(contexts).flatMap((context) => resources.map((resource) => ({ ...resource, context })));
}

/** Requests to a bucket and its objects, as today's clients send them; services are not told how they reach S3. */
function toBucket(estate: Estate, target: Target, attacker: Attacker, wishes: readonly ContextKeys[]): Way[] {
  const transports = isService(attacker) ? [{}] : attacker.who === Who.STRANGER ? [MODERN, HTTP] : [MODERN];
  const contexts = transports.flatMap((transport) => [transport, ...wishes.map((wish) => ({ ...transport, ...wish }))]);
  const objects = objectsOf(estate, target).map((resource) => ({ resource, type: 'object' }));
  return withContexts([{ resource: target.arn, type: 'bucket' }, ...objects], contexts);
}

/** Objects in each folder that a policy speaks of, beside these folders, and in the same folders of a stranger. */
function objectsOf(estate: Estate, { arn }: Target): string[] {
  const patterns = estate.statements.flatMap(({ Resource = [] }) => Resource).filter((pattern) => pattern.startsWith(`${arn}/`));
  return [...new Set([
    `${arn}/object`, `${arn}/AWSLogs/${STRANGERS_ACCOUNT}/object`, `${arn}/another-folder/nested/object`,
    ...patterns.flatMap((pattern) => {
      const [inside, theirs] = [pattern, pattern.replace(/\b\d{12}\b/g, STRANGERS_ACCOUNT)].map(sample);
      return [inside, theirs, sample(pattern.replace(/[^/]*\/?\*$/, 'beside/*'))];
    }),
  ])];
}

/** Uses of a key: directly, through S3 here and elsewhere, for its buckets and others, through other services. */
function toKey(estate: Estate, target: Target, wishes: readonly ContextKeys[]): ContextKeys[] {
  const own = estate.bucketsOf(target).flatMap((arn) => [arn, `${arn}/object`]);
  const contexts = [...own, OTHER_BUCKET, `${OTHER_BUCKET}/object`].map((arn): ContextKeys => ({ 'kms:EncryptionContext:aws:s3:arn': arn }));
  const via = (service: string, region = target.region) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  return [
    {}, ...contexts, { 'kms:GrantIsForAWSResource': 'true' },
    ...[{}, ...contexts].flatMap((context) => [{ ...context, ...via('s3') }, { ...context, ...via('s3', OTHER_REGION) }]),
    ...OTHER_SERVICES.flatMap((service) => [via(service), { ...via(service), ...contexts[0], 'kms:GrantIsForAWSResource': 'true' }]),
    ...wishes.flatMap((wish) => [
      wish,
      // All that a statement wants, for another bucket, or in another way.
      ...'kms:EncryptionContext:aws:s3:arn' in wish ? [] : contexts.map((context) => ({ ...wish, ...context })),
      { ...wish, ...via('s3', OTHER_REGION) }, { ...wish, ...via('sqs') }, { ...wish, 'kms:ViaService': null },
      ...'kms:EncryptionContext:aws:s3:arn' in wish ? [{ ...wish, 'kms:EncryptionContext:aws:s3:arn': OTHER_BUCKET }] : [],
    ]),
  ];
}

/** Uses of a key by a service in its own name: it calls AWS KMS itself, and says for which bucket. */
function ofServices(estate: Estate, target: Target, { who }: Attacker, wishes: readonly ContextKeys[]): ContextKeys[] {
  const others = [OTHER_BUCKET, `${OTHER_BUCKET}/object`];
  const buckets = who === Who.OWN_SERVICE ? others : [...estate.bucketsOf(target).flatMap((arn) => [arn, `${arn}/object`]), ...others];
  const contexts = [...who === Who.OWN_SERVICE ? [] : [{}], ...buckets.map((arn): ContextKeys => ({ 'kms:EncryptionContext:aws:s3:arn': arn }))];
  return [...contexts, ...wishes.flatMap((wish) => contexts.map((context) => ({ ...wish, ...context })))];
}

function isService({ who }: Attacker): boolean {
  return who === Who.SERVICE || who === Who.OWN_SERVICE;
}

/** What is asked for without a resource, or for jobs. */
function toAccount({ arn, account, region }: Target, wishes: readonly ContextKeys[]): Way[] {
  const operations = OPERATIONS.flatMap((operation): ContextKeys[] => [{ 's3:RequestJobOperation': operation }, { 's3:ExistingJobOperation': operation }]);
  return withContexts(
    [{ resource: arn, type: '*' }, { resource: `arn:aws:s3:${region}:${account}:job/some-job`, type: 'job' }],
    [MODERN, ...[...operations, ...wishes].map((context) => ({ ...MODERN, ...context }))],
  );
}

const GUARDED = ['s3:PutEncryptionConfiguration', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutReplicationConfiguration'];
const SSE = 's3:x-amz-server-side-encryption';

/** What an own administrator tries with a bucket: requests that it denies to everybody, and what a guard denies. */
function misuses(estate: Estate, target: Target): Way[] {
  const { algorithm, key } = defaultEncryption(target.properties);
  const [object] = objectsOf(estate, target).map((resource) => ({ resource, type: 'object' }));
  const bucket = { resource: target.arn, type: 'bucket' };
  const everywhere = (context: ContextKeys, knows = 's3:TlsVersion') => [bucket, object].map((way) => ({ ...way, context: { ...MODERN, ...context }, knows }));
  const headers = uploadHeaders(target, key).filter((context) => context[SSE] !== algorithm || context[`${SSE}-aws-kms-key-id`] !== key);
  return [
    ...[bucket, object].map((way) => ({ ...way, context: HTTP, only: 's3:*' })),
    ...['1.0', '1.1', '1.2'].flatMap((version) => everywhere({ 's3:TlsVersion': version })),
    ...everywhere({ 's3:signatureversion': 'AWS' }, 's3:signatureversion'),
    ...headers.map((context) => ({ ...object, context: { ...MODERN, ...context }, knows: SSE })),
    { ...object, context: { ...MODERN, [`${SSE}-customer-algorithm`]: 'AES256' }, knows: `${SSE}-customer-algorithm` },
    ...GUARDED.map((only) => ({ ...bucket, context: MODERN, only })),
  ];
}

/** What uploads can say of their encryption. */
function uploadHeaders({ region, account }: Target, key: string | undefined): ContextKeys[] {
  const another = `arn:aws:kms:${region}:${account}:key/another`;
  return [
    ...['AES256', 'aws:kms', 'aws:kms:dsse', 'aws:fsx'].map((algorithm) => naming(algorithm)),
    ...['aws:kms', 'aws:kms:dsse'].flatMap((algorithm) => [another, 'another', 'alias/another', ...key === undefined ? [] : [key]].map((id) => naming(algorithm, id))),
  ];
}

const SERVICES: { readonly [kind in Kind]: RegExp } = {
  bucket: /^(\*|s3:)/i, key: /^(\*|kms:)/i, topic: /^(\*|sns:)/i, queue: /^(\*|sqs:)/i, role: /^(\*|sts:|iam:)/i, account: /^/,
};

function concerns({ Action = [] }: StatementJson, kind: Kind): boolean {
  return [Action].flat().some((pattern) => SERVICES[kind].test(pattern as string));
}
