import { cleanBucket, hook, serving, stackEvent, URL } from './support';
import { type Fetch, LARGEST_PAYLOAD, payloadAt, PayloadError } from '../../src/hook-function/payload';

/** Answers one request after another, the last one again and again. */
function answering(...answers: readonly (Response | Error)[]): { readonly fetch: Fetch; readonly urls: string[] } {
  const urls: string[] = [];
  return {
    urls,
    fetch: (url) => {
      const answer = answers[Math.min(urls.length, answers.length - 1)];
      urls.push(url);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
}

const FOUND = JSON.stringify({ template: 'Resources: {}', previousTemplate: '{}' });

test('both templates are text', async () => {
  expect(await payloadAt(URL, serving(JSON.parse(FOUND) as object))).toEqual({ template: 'Resources: {}', previousTemplate: '{}' });
});

test('empty ones are none', async () => {
  expect(await payloadAt(URL, serving({ template: '', previousTemplate: null }))).toEqual({ template: undefined, previousTemplate: undefined });
});

test('what fails for a moment is tried again', async () => {
  const { fetch, urls } = answering(new TypeError('fetch failed'), new Response('SlowDown', { status: 503 }), new Response(FOUND));
  expect((await payloadAt(URL, fetch)).template).toBe('Resources: {}');
  expect(urls).toEqual([URL, URL, URL]);
});

test('there is a pause before each new try, the second twice as long', async () => {
  const pauses: number[] = [];
  const timer = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((done: () => void, pause: number) => {
    pauses.push(pause);
    done();
  }) as never);
  await expect(payloadAt(URL, answering(...Array.from({ length: 3 }, () => new TypeError('fetch failed'))).fetch)).rejects.toThrow(PayloadError);
  timer.mockRestore();
  expect(pauses).toEqual([200, 400]);
});

test.each([
  'http://s3.us-west-2.amazonaws.com/payloads/1?X-Amz-Signature=secret',
  'https://s3.us-west-2.amazonaws.com:8443/payloads/1?X-Amz-Signature=secret',
  'https://amazonaws.com.example.org/1?X-Amz-Signature=secret',
  'https://notamazonaws.com/1?X-Amz-Signature=secret',
  'https://169.254.169.254/latest?X-Amz-Signature=secret',
  'file:///etc/passwd?X-Amz-Signature=secret',
  'X-Amz-Signature=secret',
])('nothing is fetched from elsewhere: %s', async (url) => {
  const { fetch, urls } = answering(new Response(FOUND));
  const error = await payloadAt(url, fetch).catch((thrown: unknown) => thrown);
  expect(error).toEqual(new PayloadError('the presigned URL of the request is not an HTTPS URL of AWS'));
  expect(urls).toEqual([]);
  const { invoke, logged } = hook({}, fetch);
  const event = stackEvent();
  const response = await invoke({ ...event, requestData: { ...event.requestData, payload: url } });
  expect(response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'InternalFailure' });
  expect(JSON.stringify([response, logged])).not.toContain('secret');
});

test.each([
  'https://payloads.s3.eu-central-1.amazonaws.com/1', 'https://payloads.s3.us-gov-west-1.amazonaws.com/1', 'https://s3.cn-north-1.amazonaws.com.cn/payloads/1',
  'https://payloads.s3.us-iso-east-1.c2s.ic.gov/1', 'https://payloads.s3.us-isob-east-1.sc2s.sgov.gov/1', 'https://payloads.s3.eusc-de-east-1.amazonaws.eu/1',
])('AWS has other domains in other partitions: %s', async (url) => {
  expect((await payloadAt(url, answering(new Response(FOUND)).fetch)).template).toBe('Resources: {}');
});

test('what goes on failing is given up', async () => {
  const { fetch, urls } = answering(new Response('', { status: 500 }));
  await expect(payloadAt(URL, fetch)).rejects.toThrow("the presigned URL of the request can't be read: HTTP status 500");
  expect(urls).toHaveLength(3);
});

test('a URL that has expired is not tried again', async () => {
  const { fetch, urls } = answering(new Response('AccessDenied', { status: 403 }));
  await expect(payloadAt(URL, fetch)).rejects.toThrow("the presigned URL of the request can't be read: HTTP status 403");
  expect(urls).toHaveLength(1);
});

test.each([
  [new TypeError('fetch failed', { cause: Object.assign(new Error(`connect ${URL}`), { code: 'ECONNREFUSED' }) }), 'ECONNREFUSED'],
  [new DOMException('The operation was aborted due to timeout', 'TimeoutError'), 'the request timed out'],
  [new TypeError(`Invalid URL ${URL}`), 'TypeError'],
])('errors of the network: %s', async (error, why) => {
  await expect(payloadAt(URL, answering(error).fetch)).rejects.toThrow(`the presigned URL of the request can't be read: ${why}`);
});

test.each([
  ['<Error/>', 'the response of the presigned URL isn\'t valid JSON'],
  ['{"template":{}}', 'template in the response of the presigned URL isn\'t a string'],
])('what it returns is not what the guide says: %s', async (body, why) => {
  await expect(payloadAt(URL, answering(new Response(body)).fetch)).rejects.toThrow(why);
});

test('more than 32 MB are not read', async () => {
  const piece = new Uint8Array(1024 * 1024);
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({ pull(controller) { controller.enqueue(piece); pulled++; } });
  await expect(payloadAt(URL, answering(new Response(endless)).fetch)).rejects.toThrow('the templates of the request are larger than 32 MB');
  expect(pulled).toBeLessThan(LARGEST_PAYLOAD / piece.length + 5);
});

test('a template that could not be fetched fails the Hook, and neither message nor log have the URL', async () => {
  for (const fetch of [answering(new TypeError(`Invalid URL ${URL}`)).fetch, serving({ template: JSON.stringify({ Resources: cleanBucket() }) })]) {
    const { invoke, logged } = hook({}, fetch);
    const response = await invoke(stackEvent());
    expect(JSON.stringify([response, logged])).not.toContain('X-Amz-Signature');
    expect(logged).not.toEqual([]);
  }
});
