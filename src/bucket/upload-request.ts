import { type aws_kms as kms, type aws_s3 as s3, Fn, Stack, Token } from 'aws-cdk-lib';
import { refusal } from '../cdk';
import { ObjectOperation } from './object-operation';
import { CustomerProvidedKeys, SseAlgorithm } from '../encryption';
import { UploadEncryption } from '../keys';
import type { UploadRules } from './private/upload-rules';
import { checkContextPairs, type ContextPairs, requiredContextOf } from '../keys/internal';
import { declaredDefault, type DeclaredDefault } from '../policy';

/**
 * Options of `EncryptedBucket.uploadRequest()`.
 */
export interface UploadRequestOptions {
  /**
   * The key to specify: the bucket's own key, or an accepted key (`UploadEncryption.bucketDefault({ acceptedKeys })`).
   *
   * @default - the key of the bucket's default encryption
   */
  readonly key?: kms.IKey;

  /**
   * Whether to use an S3 Bucket Key. SSE-S3 and DSSE-KMS don't support it.
   *
   * @default - the setting of the bucket's default encryption; false if the key policy requires encryption context
   */
  readonly bucketKey?: boolean;

  /**
   * The encryption context pairs, in addition to the ARN that S3 adds.
   *
   * Encryption context is not encrypted: it appears in plaintext in the template, in the metadata of the object and in CloudTrail. Values
   * that look like secrets cause a synth warning.
   *
   * @default - no additional pairs
   */
  readonly encryptionContext?: { readonly [name: string]: string };
}

const ALGORITHM = 'x-amz-server-side-encryption';
const KEY_ID = 'x-amz-server-side-encryption-aws-kms-key-id';
const BUCKET_KEY = 'x-amz-server-side-encryption-bucket-key-enabled';
const CONTEXT = 'x-amz-server-side-encryption-context';

/** Operations whose headers specify the encryption of an object. S3 rejects others with these headers, or ignores the headers. */
const WITH_HEADERS = [ObjectOperation.PUT, ObjectOperation.COPY, ObjectOperation.CREATE_MULTIPART_UPLOAD];

// docs/decisions/0021
/**
 * Headers, form fields and CLI arguments with which an upload specifies its encryption.
 *
 * Most uploads don't need them, because S3 applies default encryption. Use them for another accepted key, for encryption context, to turn off
 * the S3 Bucket Key for an object, to make the upload fail if the default encryption isn't what the application expects, or if a policy
 * requires the headers. For presigned URLs, sign the headers, and send them with the request.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 * @example
 * const finance = new EncryptionKey(this, 'Finance');
 * const bucket = new EncryptedBucket(this, 'Ledgers', {
 *   uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [finance] }),
 * });
 * const headers = bucket.uploadRequest({ key: finance }).headers(ObjectOperation.PUT);
 */
export class UploadRequest {
  /**
   * What to send to a bucket.
   *
   * @internal
   */
  public static _to(rules: UploadRules, options: UploadRequestOptions): UploadRequest {
    const { bucket } = rules;
    if (rules.customerProvidedKeys === CustomerProvidedKeys.REQUIRED) {
      throw uploadRefusal(bucket, 'customerProvidedKeys is REQUIRED, and a template must not contain a customer-provided key',
        'add the key to each request in the application, or allow uploads without SSE-C');
    }
    const byDefault = declaredDefault(bucket);
    assertKmsWhereAsked(bucket, byDefault.algorithm, options);
    const context = options.encryptionContext ?? {};
    checkContextPairs(bucket, 'encryptionContext', context);
    assertContextSupplied(bucket, options.key, context);
    return new UploadRequest({
      [ALGORITHM]: byDefault.algorithm,
      ...pair(KEY_ID, keyToName(rules, byDefault, options.key)),
      ...pair(CONTEXT, encoded(bucket, context)),
      ...pair(BUCKET_KEY, bucketKeyToName(bucket, byDefault, options)),
    });
  }

  private constructor(private readonly said: { readonly [name: string]: string }) {}

  /**
   * Returns the headers of an operation.
   *
   * `GET` and `HEAD` have no headers, because S3 rejects these requests with encryption headers. `POST` has no headers either; use
   * `postFields`.
   *
   * @param operation The operation
   * @returns the header values, by header name
   */
  public headers(operation: ObjectOperation): { [name: string]: string } {
    return WITH_HEADERS.includes(operation) ? { ...this.said } : {};
  }

  /** The form fields of a `POST` request. */
  public get postFields(): { [name: string]: string } {
    return { ...this.said };
  }

  /**
   * The policy conditions of a `POST` request, which require the exact value of each field.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/developerguide/sigv4-HTTPPOSTConstructPolicy.html
   */
  public get postPolicyConditions(): { [name: string]: string }[] {
    return Object.entries(this.said).map(([name, value]) => ({ [name]: value }));
  }

  /**
   * Returns the AWS CLI arguments for `aws s3api put-object`, `copy-object` and `create-multipart-upload`; none for other operations.
   *
   * The `aws s3` commands support neither S3 Bucket Keys nor encryption context.
   *
   * @param operation The operation
   * @returns the options and their values, in order
   */
  public cliArguments(operation: ObjectOperation): string[] {
    const headers = this.headers(operation);
    return [
      ...option('--server-side-encryption', headers[ALGORITHM]),
      ...option('--ssekms-key-id', headers[KEY_ID]),
      ...option('--ssekms-encryption-context', headers[CONTEXT]),
      ...(headers[BUCKET_KEY] === undefined ? [] : [headers[BUCKET_KEY] === 'true' ? '--bucket-key-enabled' : '--no-bucket-key-enabled']),
    ];
  }
}

function pair(name: string, value: string | undefined): { [name: string]: string } {
  return value === undefined ? {} : { [name]: value };
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}

/** What belongs to AWS KMS is no part of SSE-S3, nor an S3 Bucket Key of DSSE-KMS. */
function assertKmsWhereAsked(bucket: s3.CfnBucket, algorithm: SseAlgorithm, options: UploadRequestOptions): void {
  const asked = Object.entries(options).filter(([, value]) => value !== undefined).map(([name]) => name);
  if (algorithm === SseAlgorithm.SSE_S3 && asked.length > 0) {
    throw uploadRefusal(bucket, `the default encryption is SSE-S3, which doesn't support ${asked.join(', ')}`, `leave ${asked.join(', ')} out, or use a default encryption with AWS KMS`);
  }
  if (algorithm === SseAlgorithm.DSSE_KMS && options.bucketKey) {
    throw uploadRefusal(bucket, 'bucketKey cannot be true: S3 Bucket Keys are not supported for DSSE-KMS', 'leave bucketKey out');
  }
}

/** S3 takes the AWS managed key `aws/s3` where an upload names the algorithm and no key. */
function keyToName({ bucket, uploadEncryption }: UploadRules, { keyArn }: DeclaredDefault, key: kms.IKey | undefined): string | undefined {
  if (key === undefined || key.keyArn === keyArn) { return keyArn; }
  // Refused for the same reasons as an accepted key.
  const [named] = UploadEncryption.bucketDefault({ acceptedKeys: [key] })._bindAcceptedKeys(bucket);
  const accepted = uploadEncryption.acceptedKeys.map((other) => other.keyArn);
  if (uploadEncryption.enforced && keyArn !== undefined && !accepted.includes(named)) {
    throw uploadRefusal(bucket, `the bucket policy denies uploads that specify key ${key.node.path}`,
      'add it to acceptedKeys of UploadEncryption.bucketDefault(), and pass that as uploadEncryption');
  }
  return named;
}

function assertContextSupplied(bucket: s3.CfnBucket, key: kms.IKey | undefined, context: ContextPairs): void {
  const missing = Object.entries(key ? requiredContextOf(key) : {}).filter(([name, value]) => context[name] !== value);
  if (missing.length === 0) { return; }
  const pairs = missing.map(([name, value]) => `${name}: '${value}'`).join(', ');
  throw uploadRefusal(bucket, `the policy of key ${key!.node.path} requires encryption context that is not specified (${pairs})`, `pass encryptionContext: { ${pairs} }`);
}

function bucketKeyToName(
  bucket: s3.CfnBucket, { algorithm, bucketKeyEnabled }: DeclaredDefault, { key, bucketKey }: UploadRequestOptions,
): string | undefined {
  if (algorithm !== SseAlgorithm.SSE_KMS) { return undefined; }
  const demanding = key !== undefined && Object.keys(requiredContextOf(key)).length > 0;
  if (demanding && bucketKey) {
    throw uploadRefusal(bucket, `bucketKey cannot be true: the policy of key ${key.node.path} requires encryption context, which isn't checked `
      + 'if an S3 Bucket Key is used', 'leave bucketKey out');
  }
  return (demanding ? false : bucketKey ?? bucketKeyEnabled)?.toString();
}

/** The context as the header holds it: JSON in base64. */
function encoded(bucket: s3.CfnBucket, context: ContextPairs): string | undefined {
  if (Object.keys(context).length === 0) { return undefined; }
  if (Object.values(context).some((value) => Token.isUnresolved(value))) { return Fn.base64(Stack.of(bucket).toJsonString(context)); }
  return Buffer.from(JSON.stringify(context), 'utf8').toString('base64');
}

function uploadRefusal(bucket: s3.CfnBucket, why: string, fix: string): Error {
  return refusal(bucket, `cannot create an upload request: ${why}`, fix);
}
