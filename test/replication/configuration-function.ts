import { runInNewContext } from 'vm';

/** What CloudFormation sends to the function of a custom resource. */
export interface Event {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: { readonly [property: string]: unknown };
}

/** What the function answers. */
export interface Answer { readonly Status: 'SUCCESS' | 'FAILED'; readonly Reason?: string; readonly PhysicalResourceId: string; readonly [property: string]: unknown }

export type S3Call = 'PutBucketReplication' | 'GetBucketReplication' | 'DeleteBucketReplication';

/** Stands for S3: what a call yields, or an error with the name of one of S3's. */
export type FakeS3 = (call: S3Call, input: { readonly [parameter: string]: any }, region: string) => unknown;

export function s3Error(name: string): Error { return Object.assign(new Error(`S3 says ${name}`), { name }); }

const URL_OF_ANSWER = 'https://cloudformation.example/answer';
const IDS = { StackId: 'stack', RequestId: 'request', ResponseURL: URL_OF_ANSWER };

/** Runs the code of the function as AWS Lambda does. */
export async function invoke(code: string, event: Event, s3: FakeS3, put: typeof fetch = fetch): Promise<void> {
  const command = (call: S3Call) => class { readonly call = call; constructor(readonly input: object) { /* As the SDK does. */ } };
  const sdk = {
    S3Client: class {
      constructor(private readonly configuration: { region: string }) { /* As the SDK does. */ }
      async send({ call, input }: { call: S3Call; input: object }): Promise<unknown> { return s3(call, input, this.configuration.region); }
    },
    ...Object.fromEntries((['PutBucketReplication', 'GetBucketReplication', 'DeleteBucketReplication'] as const).map((call) => [`${call}Command`, command(call)])),
  };
  const exported: { handler?: (event: object) => Promise<void> } = {};
  const required = (name: string) => {
    if (name !== '@aws-sdk/client-s3') { throw new Error(`the runtime has no ${name}`); }
    return sdk;
  };
  const quiet = { log: () => undefined, error: () => undefined };
  runInNewContext(code, { exports: exported, require: required, fetch: put, Buffer, console: quiet });
  await exported.handler!({ ...IDS, ...event });
}

/** Runs the code of the function, and yields what it answers to CloudFormation. */
export async function answerOf(code: string, event: Event, s3: FakeS3): Promise<Answer> {
  const answers: Answer[] = [];
  const put = async (url: unknown, { method, body }: { method: string; body: Buffer }) => {
    expect([url, method]).toEqual([URL_OF_ANSWER, 'PUT']);
    answers.push(JSON.parse(body.toString()) as Answer);
    return { ok: true, status: 200 };
  };
  await invoke(code, event, s3, put as unknown as typeof fetch);
  expect(answers).toHaveLength(1);
  return answers[0];
}
