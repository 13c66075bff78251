import { App, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as first from '../../src';
import { thisCopy } from '../../src/construct-state/library-copy';
import { type Library, secondCopy } from '../support/second-copy';

const ELSEWHERE = 'node_modules/constructs-of-others/node_modules/cdk-s3-encryption';
const { contract } = thisCopy();
const same = secondCopy();
const newer = secondCopy({ contract, version: '9.9.9', directory: ELSEWHERE });
const incompatible = secondCopy({ contract: contract + 1, version: '10.0.0', directory: ELSEWHERE });

const tls = ({ mixins }: Library) => new mixins.BucketSecureTransport();

function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('severalVersions')).map(({ id, entry }) => `${id}: ${entry.data as string}`);
}

test('the copy says which version it is of, and from where', () => {
  expect(thisCopy()).toEqual({ contract, version: jest.requireActual<{ version: string }>('../../package.json').version, directory: '.' });
});

test.each(['{ "name": "theirs", "version": "3.0.0" }', '', undefined])('a copy that was bundled into another package has a version that is not known: %j', (json) => {
  jest.isolateModules(() => {
    jest.doMock('fs', () => ({ readFileSync: () => { if (json === undefined) { throw new Error('ENOENT'); } return json; } }));
    expect(jest.requireActual<typeof import('../../src/construct-state/library-copy')>('../../src/construct-state/library-copy').thisCopy()).toMatchObject({ version: 'unknown' });
    jest.dontMock('fs');
  });
});

test('two copies of one version are nothing to speak of', () => {
  const stack = new Stack(new App(), 'Stack');
  new s3.CfnBucket(stack, 'Bucket').with(tls(first), tls(same));
  expect(warnings(stack)).toEqual([]);
});

describe('two compatible versions', () => {
  test.each([['older, newer', first, newer], ['newer, older', newer, first]])('%s: one warning for the app, with versions, places and a fix', (_, a, b) => {
    const stack = new Stack(new App(), 'Stack');
    for (const id of ['One', 'Two']) { new s3.CfnBucket(stack, id).with(tls(a), tls(b), tls(a)); }
    expect(warnings(stack)).toEqual([expect.stringMatching(
      new RegExp(`^/Stack/One: This app uses several versions of cdk-s3-encryption: 0\\.0\\.0 \\(\\.\\) and 9\\.9\\.9 \\(${ELSEWHERE}\\)\\. .* `
        + 'Fix: run "npm ls cdk-s3-encryption", .* peer dependency\\. \\[ack: cdk-s3-encryption:severalVersions\\]$'),
    )]);
  });

  test('each app gets its warning', () => {
    for (const stack of [1, 2].map(() => new Stack(new App(), 'Stack'))) {
      new s3.CfnBucket(stack, 'Bucket').with(tls(first), tls(newer));
      expect(warnings(stack)).toHaveLength(1);
    }
  });

  test('what the second only reads counts too', () => {
    const stack = new Stack(new App(), 'Stack');
    const key = new newer.EncryptionKey(stack, 'Key');
    new s3.CfnBucket(stack, 'Bucket').with(new first.mixins.BucketDefaultEncryption(first.DefaultEncryption.sseKms({ key })));
    expect(warnings(stack)).toHaveLength(1);
  });

  test('they share what they know', () => {
    const stack = new Stack(new App(), 'Stack');
    const key = new newer.EncryptionKey(stack, 'Key', { requiredEncryptionContext: { team: 'data' } });
    expect(() => first.DefaultEncryption.sseKms({ key })._bindKey(stack)).toThrow(/its policy requires encryption context \(team\)/);
  });

  test('a statement that reads differently: the error names the versions', () => {
    const bucket = new s3.CfnBucket(new Stack(new App(), 'Stack'), 'Bucket').with(new first.mixins.BucketSecureTransport());
    expect(() => bucket.with(new newer.mixins.BucketSecureTransport({ minimumTlsVersion: newer.TlsVersion.V1_3 }))).toThrow(
      new RegExp(`with different content: .*\\. Several versions of cdk-s3-encryption are used on this construct: 0\\.0\\.0 \\(\\.\\) and 9\\.9\\.9 \\(${ELSEWHERE}\\)\\. `
        + 'Fix: apply each mixin to a bucket only once\\. If that is so already, run "npm ls cdk-s3-encryption", .* peer dependency\\.$'),
    );
  });
});

describe('two incompatible versions', () => {
  test.each([['older, newer', first, incompatible], ['newer, older', incompatible, first]])('%s: refused where they meet', (_, a, b) => {
    const bucket = new s3.CfnBucket(new Stack(new App(), 'Stack'), 'Bucket').with(tls(a));
    const refusal = new RegExp('^Stack/Bucket: incompatible versions of cdk-s3-encryption are used on this construct: '
      + `0\\.0\\.0 \\(\\.\\) and 10\\.0\\.0 \\(${ELSEWHERE}\\)\\. Neither .* Fix: run "npm ls cdk-s3-encryption"`);
    expect(() => bucket.with(tls(b))).toThrow(refusal);
    expect(() => bucket.with(tls(b))).toThrow(refusal);
  });

  test('also where the second only reads', () => {
    const stack = new Stack(new App(), 'Stack');
    const key = new incompatible.EncryptionKey(stack, 'Key');
    expect(() => first.DefaultEncryption.sseKms({ key })._bindKey(stack)).toThrow(/^Stack\/Key: incompatible versions/);
  });

  test('apart from each other they work', () => {
    const stack = new Stack(new App(), 'Stack');
    new s3.CfnBucket(stack, 'One').with(tls(first));
    new s3.CfnBucket(stack, 'Two').with(tls(incompatible));
    expect(warnings(stack)).toEqual([]);
  });
});

test('what is kept on a construct is not seen by who looks through it', () => {
  const bucket = new s3.CfnBucket(new Stack(new App(), 'Stack'), 'Bucket');
  const before = [...Reflect.ownKeys(bucket)].filter((name) => Object.getOwnPropertyDescriptor(bucket, name)?.enumerable);
  bucket.with(tls(first));
  expect([...Reflect.ownKeys(bucket)].filter((name) => Object.getOwnPropertyDescriptor(bucket, name)?.enumerable)).toEqual(before);
});
