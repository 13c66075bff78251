import { createHash, createHmac, randomBytes } from 'crypto';
import * as http from 'http';
import * as https from 'https';
import {
  CompleteMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand,
  ListObjectsV2Command, PutObjectCommand, type S3Client, UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { Caller, Transport } from './ministack';

/** Headers of a request, as `uploadRequest()` gives them. */
export interface Headers { readonly [name: string]: string }

/** How an object is encrypted, as S3 says. */
export interface Encryption {
  readonly algorithm?: string;
  readonly keyArn?: string;
  readonly bucketKey?: boolean;
}

interface Said { readonly ServerSideEncryption?: string; readonly SSEKMSKeyId?: string; readonly BucketKeyEnabled?: boolean }

function encryptionOf({ ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled }: Said): Encryption {
  return { algorithm: ServerSideEncryption, keyArn: SSEKMSKeyId, bucketKey: BucketKeyEnabled };
}

/** A client that adds headers to whatever it sends, before it signs. */
function sending(client: S3Client, headers: Headers): S3Client {
  client.middlewareStack.add((next) => (args) => {
    Object.assign((args.request as { headers: { [name: string]: string } }).headers, headers);
    return next(args);
  }, { step: 'build', name: 'headers' });
  return client;
}

/** The ways to write an object, each of which S3 answers with how it is encrypted. */
export const UPLOADS = {
  PUT: async (caller: Caller, Bucket: string, Key: string, headers: Headers = {}, transport?: Transport): Promise<Encryption> =>
    encryptionOf(await sending(caller.s3(transport), headers).send(new PutObjectCommand({ Bucket, Key, Body: Key }))),

  /** Copies an object of the same bucket: `source` has to stand. */
  COPY: async (caller: Caller, Bucket: string, Key: string, headers: Headers = {}): Promise<Encryption> =>
    encryptionOf(await sending(caller.s3(), headers).send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/source` }))),

  CREATE_MULTIPART_UPLOAD: async (caller: Caller, Bucket: string, Key: string, headers: Headers = {}): Promise<Encryption> => {
    const { UploadId } = await sending(caller.s3(), headers).send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const { ETag } = await caller.s3().send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: Key }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    return encryptionOf(await caller.s3().send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload })));
  },
};

/** Reads an object, and says how it is encrypted. Its text has to be the key that `UPLOADS` wrote it under, or `text`. */
export async function read(caller: Caller, Bucket: string, Key: string, text: string = Key): Promise<Encryption> {
  const answer = await caller.s3().send(new GetObjectCommand({ Bucket, Key }));
  const body = await answer.Body!.transformToString();
  if (body !== text) { throw new Error(`The object ${Key} of ${Bucket} says "${body}", not "${text}"`); }
  return encryptionOf(answer);
}

export async function head(caller: Caller, Bucket: string, Key: string) { return caller.s3().send(new HeadObjectCommand({ Bucket, Key })); }
export async function remove(caller: Caller, Bucket: string, Key: string) { return caller.s3().send(new DeleteObjectCommand({ Bucket, Key })); }
export async function list(caller: Caller, Bucket: string, Prefix?: string) { return caller.s3().send(new ListObjectsV2Command({ Bucket, Prefix })); }

/** The headers of SSE-C, with a key that nobody keeps. */
export function customersKey(): Headers {
  const key = randomBytes(32);
  const prefix = 'x-amz-server-side-encryption-customer-';
  return { [`${prefix}algorithm`]: 'AES256', [`${prefix}key`]: key.toString('base64'), [`${prefix}key-md5`]: createHash('md5').update(key).digest('base64') };
}

/** A request without a signature, which the SDK sends for nobody. */
export async function anonymous({ stack }: Caller, method: 'GET' | 'PUT', bucket: string, key: string): Promise<void> {
  await send(stack.endpoint(), stack.agent(), method, bucket, key, {});
}

/** A request with Signature Version 2, which no SDK of today makes. */
export async function signedWithVersion2({ stack, credentials }: Caller, method: 'GET' | 'PUT', bucket: string, key: string): Promise<void> {
  const date = new Date().toUTCString();
  const token = credentials.sessionToken;
  const text = [method, '', '', date, ...(token ? [`x-amz-security-token:${token}`] : []), `/${bucket}/${key}`].join('\n');
  const signature = createHmac('sha1', credentials.secretAccessKey).update(text).digest('base64');
  await send(stack.endpoint(), stack.agent(), method, bucket, key, {
    date,
    authorization: `AWS ${credentials.accessKeyId}:${signature}`,
    ...(token ? { 'x-amz-security-token': token } : {}),
  });
}

/** An answer that is no success, as the SDK throws it. */
class Refused extends Error {
  readonly $metadata: { readonly httpStatusCode: number };
  constructor(status: number, body: string) {
    super(body);
    this.name = /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? String(status);
    this.$metadata = { httpStatusCode: status };
  }
}

async function send(endpoint: string, agent: https.Agent, method: string, bucket: string, key: string, headers: Headers): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = https.request(`${endpoint}/${bucket}/${key}`, { method, headers, agent }, (answer: http.IncomingMessage) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; }).on('error', reject).on('end', () => {
        const status = answer.statusCode ?? 0;
        if (status < 300) { resolve(); } else { reject(new Refused(status, body)); }
      });
    });
    request.on('error', reject).end(method === 'PUT' ? key : undefined);
  });
}

/** Fails unless a request is refused because policies deny it, or none allows it: a request that is wrong in another way proves nothing. */
export async function refused(request: () => Promise<unknown>): Promise<void> {
  try {
    await request();
  } catch (error) {
    const { name, $metadata, message } = error as Refused;
    // An answer to HEAD has no body that would say more.
    if ($metadata?.httpStatusCode === 403 && ['AccessDenied', 'AccessDeniedException', '403', 'Forbidden', 'Unknown', 'UnknownError'].includes(name)) { return; }
    throw new Error(`It is refused, but not by a policy: ${name} (${$metadata?.httpStatusCode}): ${message}`);
  }
  throw new Error('It is allowed.');
}
