import { member } from './request';
import { URL_SUFFIXES } from '../template';

/** What is fetched, and may be replaced for tests. */
export type Fetch = (url: string, init: { readonly signal: AbortSignal; readonly redirect: 'error' }) => Promise<Response>;

/** What is behind the presigned URL of a request. */
export interface Payload {
  /** JSON or YAML, as somebody has written it. */
  readonly template: string | undefined;
  /** That of the deployed stack; change sets have none. */
  readonly previousTemplate: string | undefined;
}

/** Why the templates of a request could not be had. */
export class PayloadError extends Error {}

/**
 * Far more than two templates of 1 MB, each as text in JSON, and the properties of all their resources.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export const LARGEST_PAYLOAD = 32 * 1024 * 1024;

/** CloudFormation waits for 30 seconds: three tries leave time for the rules. */
const TRIES = 3;
const TRY_MILLISECONDS = 4_000;

/** Before the second try; twice as long before the third. */
const PAUSE_MILLISECONDS = 200;

/**
 * Fetches the templates of a request.
 *
 * @throws PayloadError, whose message never has the URL: whoever has it can read the templates
 */
export async function payloadAt(url: string, fetch: Fetch): Promise<Payload> {
  if (!isOfAws(url)) { throw new PayloadError('the presigned URL of the request is not an HTTPS URL of AWS'); }
  const text = await fetched(url, fetch);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new PayloadError('the response of the presigned URL isn\'t valid JSON');
  }
  return { template: templateIn(json, 'template'), previousTemplate: templateIn(json, 'previousTemplate') };
}

function isOfAws(url: string): boolean {
  if (!URL.canParse(url)) { return false; }
  const { protocol, hostname, port } = new URL(url);
  return protocol === 'https:' && port === '' && URL_SUFFIXES.some((suffix) => hostname.endsWith(`.${suffix}`));
}

async function fetched(url: string, fetch: Fetch): Promise<string> {
  for (let left = TRIES - 1, pause = PAUSE_MILLISECONDS; ; left--, pause *= 2) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(TRY_MILLISECONDS), redirect: 'error' });
      if (response.ok) { return await textOf(response); }
      // Amazon S3 asks to try again; a URL that has expired stays so.
      if (response.status < 500 || left === 0) { throw new PayloadError(`the presigned URL of the request can't be read: HTTP status ${response.status}`); }
    } catch (error) {
      if (error instanceof PayloadError) { throw error; }
      if (left === 0) { throw new PayloadError(`the presigned URL of the request can't be read: ${reasonOf(error)}`); }
    }
    await new Promise((resolve) => { setTimeout(resolve, pause); });
  }
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > LARGEST_PAYLOAD) { throw new PayloadError(`the templates of the request are larger than ${LARGEST_PAYLOAD / 1024 / 1024} MB`); }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Errors of fetch say what failed in their cause. Some name the URL. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) { return 'the request failed'; }
  const { code } = (error.cause ?? error) as { readonly code?: unknown };
  return error.name === 'TimeoutError' ? 'the request timed out' : typeof code === 'string' ? code : error.name;
}

/** Empty where there is none. */
function templateIn(json: unknown, name: string): string | undefined {
  const value = member(json, name);
  if (value === undefined || value === '') { return undefined; }
  if (typeof value !== 'string') { throw new PayloadError(`${name} in the response of the presigned URL isn't a string`); }
  return value;
}
