import { SseAlgorithm } from '../encryption';
import type { ContextKeys, ContextValue } from '../policy-evaluation';
import { type Text, Unknown } from '../template';

/** The condition key that shows the algorithm which an upload names. */
export const ALGORITHM = 's3:x-amz-server-side-encryption';

/** The condition key that shows the KMS key of an upload: the one that it names, or else the one of default encryption. */
export const KMS_KEY_ID = 's3:x-amz-server-side-encryption-aws-kms-key-id';

/** The condition key of uploads with customer-provided keys (SSE-C). They name no algorithm under `ALGORITHM`. */
export const CUSTOMER_KEY = 's3:x-amz-server-side-encryption-customer-algorithm';

/** A default encryption, as uploads meet it. */
export interface UploadDefault {
  readonly algorithm: string;
  /** The ARN of the key, as far as it is known; nothing where there is none to name: SSE-S3, or the AWS managed key. */
  readonly key: string | Text | Unknown | undefined;
}

/** How today's SDKs reach S3: denies about transport and signatures are not about encryption. */
const MODERN: ContextKeys = {
  'aws:SecureTransport': 'true',
  's3:TlsVersion': '1.3',
  's3:signatureversion': 'AWS4-HMAC-SHA256',
  's3:authType': 'REST-HEADER',
};

/** What an upload shows of itself. */
export function uploadContext(algorithm?: string, key?: ContextValue): ContextKeys {
  return { ...MODERN, ...(algorithm === undefined ? {} : { [ALGORITHM]: algorithm }), ...(key === undefined ? {} : { [KMS_KEY_ID]: key }) };
}

/** What an upload that names no encryption shows: S3 adds the key that it is going to use. */
export function contextNamingNothing({ algorithm, key }: UploadDefault): ContextKeys {
  const effective = algorithm === SseAlgorithm.SSE_S3 ? undefined : key ?? new Unknown('the ARN of the AWS managed key is known at deployment only');
  return uploadContext(undefined, effective);
}

/** What an upload shows that names just what it would get if it named nothing. */
export function contextNamingTheDefault({ algorithm, key }: UploadDefault): ContextKeys {
  const named = algorithm === SseAlgorithm.SSE_S3 ? undefined : key ?? new Unknown('the upload doesn\'t need to specify the AWS managed key');
  return uploadContext(algorithm, named);
}
