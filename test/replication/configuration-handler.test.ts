import { createServer, type IncomingHttpHeaders } from 'http';
import type { AddressInfo } from 'net';
import { Readable } from 'stream';
import { GetBucketReplicationCommand, PutBucketReplicationCommand, type PutBucketReplicationCommandInput, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { App, Stack } from 'aws-cdk-lib';
import { answerOf, type Event, type FakeS3, invoke, s3Error } from './configuration-function';
import { EncryptedBucket, TwoWayReplication } from '../../src';
import { serialized } from '../support/sdk';
import { type Deployed, World } from '../support/world';

const ROLE = 'arn:aws:iam::111111111111:role/replicates';

function deployed(): { code: string; put: Deployed } {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
  const [first, second] = ['First', 'Second'].map((id) => new EncryptedBucket(stack, id));
  new TwoWayReplication(stack, 'TwoWay', { first, second, timeControl: true });
  const world = World.of(stack.node.root as App);
  const [put] = world.ofType('Custom::S3BucketReplication');
  return { put, code: (world.at(put.properties.ServiceToken as string)!.properties.Code as { ZipFile: string }).ZipFile };
}

const { code, put: { properties } } = deployed();

function event(RequestType: Event['RequestType'], changes: Partial<Event> = {}): Event {
  const own = { Region: 'eu-west-1', Bucket: 'second', Configuration: JSON.stringify({ Role: ROLE, Rules: [{ Priority: 1 }] }) };
  return { RequestType, LogicalResourceId: 'Put1234', ResourceProperties: own, ...RequestType === 'Create' ? {} : { PhysicalResourceId: 'Put1234' }, ...changes };
}

/** A bucket with some configuration, which notes what is asked of it. */
function bucketWith(role: string | undefined): { calls: unknown[]; s3: FakeS3 } {
  const calls: unknown[] = [];
  const s3: FakeS3 = (call, input, region) => {
    calls.push([call, input, region]);
    if (call !== 'GetBucketReplication') { return {}; }
    if (role === undefined) { throw s3Error('ReplicationConfigurationNotFoundError'); }
    return { ReplicationConfiguration: { Role: role, Rules: [] } };
  };
  return { calls, s3 };
}

const SUCCESS = { Status: 'SUCCESS', PhysicalResourceId: 'Put1234', LogicalResourceId: 'Put1234', StackId: 'stack', RequestId: 'request' };
const GET = ['GetBucketReplication', { Bucket: 'second' }, 'eu-west-1'];

test('it is short enough for a template', () => {
  expect(code.length).toBeLessThan(4096);
});

test.each<Event['RequestType']>(['Create', 'Update'])('%s puts the configuration', async (type) => {
  const { calls, s3 } = bucketWith('arn:aws:iam::111111111111:role/another');
  expect(await answerOf(code, event(type), s3)).toEqual(SUCCESS);
  expect(calls).toEqual([['PutBucketReplication', { Bucket: 'second', ReplicationConfiguration: { Role: ROLE, Rules: [{ Priority: 1 }] } }, 'eu-west-1']]);
});

test('the configuration is one that the SDK understands, numbers and truth values included', async () => {
  let input: PutBucketReplicationCommandInput | undefined;
  await answerOf(code, event('Create', { ResourceProperties: properties }), (_, given) => { input = given as PutBucketReplicationCommandInput; });
  const { body } = await serialized(new PutBucketReplicationCommand(input!));
  for (const element of ['<ID>rule-1</ID>', '<Priority>1</Priority>', '<Time><Minutes>15</Minutes></Time>', '<Status>Enabled</Status>', '<Role>arn:aws:iam::111111111111:role/']) {
    expect(body).toContain(element);
  }
});

describe('Delete', () => {
  test('takes its own configuration off', async () => {
    const { calls, s3 } = bucketWith(ROLE);
    expect(await answerOf(code, event('Delete'), s3)).toEqual(SUCCESS);
    expect(calls).toEqual([GET, ['DeleteBucketReplication', { Bucket: 'second' }, 'eu-west-1']]);
  });

  test.each([
    ['that of a successor', 'arn:aws:iam::111111111111:role/another'],
    ['that of a role whose name begins so', `${ROLE}2`],
    ['none', undefined],
  ])('leaves %s alone', async (_, role) => {
    const { calls, s3 } = bucketWith(role);
    expect(await answerOf(code, event('Delete'), s3)).toEqual(SUCCESS);
    expect(calls).toEqual([GET]);
  });

  test.each(['NoSuchBucket', 'ReplicationConfigurationNotFoundError'])('is content when S3 says %s, before or after it has looked', async (name) => {
    expect(await answerOf(code, event('Delete'), () => { throw s3Error(name); })).toEqual(SUCCESS);
    const goneMeanwhile: FakeS3 = (call) => {
      if (call === 'DeleteBucketReplication') { throw s3Error(name); }
      return { ReplicationConfiguration: { Role: ROLE } };
    };
    expect(await answerOf(code, event('Delete'), goneMeanwhile)).toEqual(SUCCESS);
  });

  test.each(['AccessDenied', 'SlowDown'])('fails when S3 says %s', async (name) => {
    const deletionFails: FakeS3 = (call) => {
      if (call === 'DeleteBucketReplication') { throw s3Error(name); }
      return { ReplicationConfiguration: { Role: ROLE } };
    };
    for (const s3 of [() => { throw s3Error(name); }, deletionFails]) {
      expect(await answerOf(code, event('Delete'), s3)).toEqual({ ...SUCCESS, Status: 'FAILED', Reason: `${name}: S3 says ${name}` });
    }
  });
});

test.each(['NoSuchBucket', 'ReplicationConfigurationNotFoundError'])('the SDK names the error %s as S3 does', async (name) => {
  const body = Readable.from([`<Error><Code>${name}</Code><Message>It is not there</Message></Error>`]);
  const requestHandler = { handle: async () => ({ response: { statusCode: 404, headers: {}, body } }) } as unknown as S3ClientConfig['requestHandler'];
  const client = new S3Client({ region: 'eu-west-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' }, maxAttempts: 1, requestHandler });
  await expect(client.send(new GetBucketReplicationCommand({ Bucket: 'second' }))).rejects.toMatchObject({ name });
});

test.each<Event['RequestType']>(['Create', 'Update'])('%s fails when the bucket is gone', async (type) => {
  expect(await answerOf(code, event(type), () => { throw s3Error('NoSuchBucket'); })).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'Put1234' });
});

test('the physical id stays what CloudFormation knows, so that an update deletes nothing', async () => {
  expect(await answerOf(code, event('Update', { PhysicalResourceId: 'former' }), bucketWith(ROLE).s3)).toMatchObject({ PhysicalResourceId: 'former' });
});

test('the answer is sent as its URL is signed: without a content type', async () => {
  const received: { method?: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => { body += part; });
    request.on('end', () => {
      received.push({ method: request.method, headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await invoke(code, event('Create'), bucketWith(undefined).s3, (_, options) => fetch(here, options));
  } finally {
    server.close();
  }
  const [{ method, headers, body }] = received;
  expect([method, headers['content-type'], headers['content-length'], headers['transfer-encoding']]).toEqual(['PUT', undefined, String(body.length), undefined]);
  expect(JSON.parse(body)).toEqual(SUCCESS);
});

test('an answer that CloudFormation does not take is an error, so that AWS Lambda tries again', async () => {
  const refused = (async () => ({ ok: false, status: 403 })) as unknown as typeof fetch;
  await expect(invoke(code, event('Create'), bucketWith(undefined).s3, refused)).rejects.toThrow('CloudFormation answers 403');
});
