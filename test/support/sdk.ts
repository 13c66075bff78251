import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/** The HTTP request that the SDK builds, as its request handlers get it. */
interface BuiltRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: { readonly [name: string]: string };
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

/** The client of some service of AWS. */
type Client = new (configuration: Pick<S3ClientConfig, 'region' | 'credentials' | 'maxAttempts' | 'requestHandler'>) => { send(command: never): Promise<unknown> };

class Built extends Error {
  constructor(readonly request: BuiltRequest) { super('built, not sent'); }
}

/** Has the SDK serialize and sign a command, and stops it before it sends anything. */
export async function serialized(command: unknown, ServiceClient: Client = S3Client): Promise<BuiltRequest> {
  const requestHandler = {
    handle: (request: BuiltRequest) => Promise.reject(new Built(request)),
  } as unknown as S3ClientConfig['requestHandler'];
  const client = new ServiceClient({ region: 'eu-west-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' }, maxAttempts: 1, requestHandler });
  try {
    await client.send(command as never);
  } catch (error) {
    if (error instanceof Built) { return error.request; }
    throw error;
  }
  throw new Error('The SDK sent nothing.');
}

/** The headers of a request that speak of server-side encryption. */
export function encryptionHeaders({ headers }: BuiltRequest): { [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption')));
}
