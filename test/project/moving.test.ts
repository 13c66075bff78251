import * as fs from 'fs';
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import { aws_kms as kms, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, LogBucket } from '../../src';
import { Deployment, OPERATION_NAMES, succeeds } from '../support/deployment';
import type { Json } from '../support/literal';
import { run as runSnippet } from '../support/pages';
import { aStack } from '../support/stacks';

const PAGE = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'moving.md'), 'utf8');

interface Resource { readonly Type: string; readonly Metadata?: { 'aws:cdk:path'?: string }; readonly Properties?: { [name: string]: Json } }
interface Resources { readonly [logicalId: string]: Resource }

/** Code blocks of a section of the page. */
function blocks(heading: string, language: string): string[] {
  const [, section] = PAGE.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const upToNext = section.replace(/```[\s\S]*?```/g, (block) => block.replace(/^#/gm, ' #')).split(/^#+ /m)[0];
  return [...upToNext.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].filter(([, name]) => name === language).map(([, , code]) => code);
}

const run = (code: string) => runSnippet({ code });

const resourcesOf = (stack: Stack) => Template.fromStack(stack).toJSON().Resources as Resources;

/** The resources that `cdk diff` lists, with the names of what changes in each. */
function difference(before: Stack, after: Stack): string[] {
  const [old, now] = [resourcesOf(before), resourcesOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((logicalId) => {
    const paths = [before, after].flatMap((stack) => stack.node.findAll().filter((construct) => construct instanceof cdk.CfnElement
      && stack.resolve(construct.logicalId) === logicalId));
    const name = paths[0].node.path.replace(/^MyStack\//, '').replace(/\/Resource$/, '');
    const title = (sign: string) => `[${sign}] ${(now[logicalId] ?? old[logicalId]).Type} ${name} ${logicalId}`;
    if (!(logicalId in old)) { return [title('+')]; }
    if (!(logicalId in now)) { return [title('-')]; }
    const changed = changes(flat(old[logicalId]), flat(now[logicalId]));
    return changed.length === 0 ? [] : [[title('~'), ...changed].join('\n')];
  }).sort();
}

const flat = ({ Properties: properties, Metadata: _, ...attributes }: Resource): { [name: string]: unknown } => ({ ...properties, ...attributes });

function changes(old: { [name: string]: unknown }, now: { [name: string]: unknown }): string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => `[${!(name in old) ? '+' : name in now ? '~' : '-'}] ${name}`).sort();
}

/** What a block of the page shows, without the lines of the tree. */
const shown = (block: string) => block.trim().split(/\n(?=\[)/)
  .map((resource) => resource.split('\n').map((line) => line.replace(/^ [├└]─ /, ''))).map(([title, ...changed]) => [title, ...changed.sort()].join('\n')).sort();

describe('what cdk diff shows', () => {
  test.each([
    'A bucket without a KMS key becomes an EncryptedBucket',
    'A bucket with BucketEncryption.KMS becomes an EncryptedBucket',
    'A bucket becomes a LogBucket',
  ])('%s', (heading) => {
    const [before, after] = blocks(heading, 'ts');
    const [diff] = blocks(heading, '');
    expect(difference(run(before), run(after))).toEqual(shown(diff));
  });
});

test('every snippet of the page can be synthesized', () => {
  const snippets = [...PAGE.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  expect(snippets.length).toBeGreaterThan(10);
  for (const snippet of snippets) { expect(() => Template.fromStack(run(snippet))).not.toThrow(); }
});

describe('existing logs', () => {
  const rulesOf = (stack: Stack) => (Object.values(resourcesOf(stack)).find(({ Type: type }) => type === 'AWS::S3::Bucket')!
    .Properties?.LifecycleConfiguration as { Rules: object[] } | undefined)?.Rules;
  const [keepAll, keepLonger] = blocks('Keep existing logs', 'ts');

  test('expire after 400 days by default', () => {
    expect(rulesOf(run("new LogBucket(this, 'Logs');"))).toEqual([{
      Id: 'Logs',
      Status: 'Enabled',
      ExpirationInDays: 400,
      NoncurrentVersionExpiration: { NoncurrentDays: 30 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    }]);
  });

  test('stay, or expire later, as the page says', () => {
    expect(rulesOf(run(keepAll))).toBeUndefined();
    expect(rulesOf(run(keepLonger))).toMatchObject([{ ExpirationInDays: 3650 }]);
  });

  test('keep the rules of the s3.Bucket', () => {
    const lifecycleRules = [{ id: 'Ours', expiration: cdk.Duration.days(1000), noncurrentVersionExpiration: cdk.Duration.days(10) }];
    const [before, after] = [aStack(), aStack()];
    new s3.Bucket(before, 'Logs', { lifecycleRules });
    new LogBucket(after, 'Logs', { lifecycleRules });
    expect(rulesOf(after)).toEqual(rulesOf(before));
  });
});

describe('keys', () => {
  const [sameKey, logsOfKey] = blocks('Keys', 'ts');
  const before = (encryption: s3.BucketEncryption, id = 'Data') => run(`new s3.Bucket(this, '${id}', { encryption: '${encryption}' });`);

  test.each([
    [s3.BucketEncryption.S3_MANAGED, DefaultEncryption.sseS3()],
    [s3.BucketEncryption.KMS_MANAGED, DefaultEncryption.sseKmsAwsManaged()],
    [s3.BucketEncryption.KMS, undefined],
    [s3.BucketEncryption.DSSE_MANAGED, DefaultEncryption.dsseKmsAwsManaged()],
    [s3.BucketEncryption.DSSE, DefaultEncryption.dsseKms()],
  ])('of a bucket with %s neither appear nor go', (encryption, defaultEncryption) => {
    const after = aStack();
    new EncryptedBucket(after, 'Data', { defaultEncryption });
    const idsOf = (stack: Stack) => Object.entries(resourcesOf(stack)).filter(([, { Type: type }]) => /Bucket$|Key$/.test(type)).map(([id]) => id).sort();
    expect(idsOf(after)).toEqual(idsOf(before(encryption)));
  });

  test('that the s3.Bucket created are retained, also if the bucket is not', () => {
    const stack = run("new s3.Bucket(this, 'Data', { encryption: s3.BucketEncryption.KMS, removalPolicy: RemovalPolicy.DESTROY });");
    Template.fromStack(stack).hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain' });
  });

  test('that are given are not changed', () => {
    const keyOf = (make: (stack: Stack, key: kms.Key) => void) => {
      const stack = aStack();
      make(stack, new kms.Key(stack, 'Key'));
      return Template.fromStack(stack).findResources('AWS::KMS::Key');
    };
    expect(keyOf((stack, key) => new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.sseKms({ key }) })))
      .toEqual(keyOf((stack, encryptionKey) => new s3.Bucket(stack, 'Data', { encryptionKey })));
  });

  test('that the s3.Bucket created can keep their policy', () => {
    expect(difference(before(s3.BucketEncryption.KMS), run(sameKey)).filter((line) => line.includes('AWS::KMS'))).toEqual([]);
  });

  test('of former log buckets stay, and readers keep the permission to decrypt', () => {
    const after = run(logsOfKey);
    expect(Object.keys(resourcesOf(after))).toEqual(expect.arrayContaining(Object.keys(resourcesOf(before(s3.BucketEncryption.KMS, 'Logs')))));
    Template.fromStack(after).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt' })]) },
    });
  });
});

describe('from SSE-S3 to SSE-KMS', () => {
  const [first, second] = blocks('Change from SSE-S3 to SSE-KMS', 'ts').map((code) => new Deployment(run(code).node.root as cdk.App));
  const granted = (deployment: Deployment) => {
    const { principal, policies } = deployment.identity('Role');
    return { principal, policies };
  };

  test.each(OPERATION_NAMES)('%s succeeds at each moment: CloudFormation updates the bucket before the policies of roles', (operation) => {
    expect(succeeds(operation, 'object', granted(first), first.target())).toBe(true);
    expect(succeeds(operation, 'object', granted(first), second.target())).toBe(true);
    expect(succeeds(operation, 'object', granted(second), second.target())).toBe(true);
  });

  test('in one deployment, uploads would fail meanwhile', () => {
    const stack = run("new EncryptedBucket(this, 'Data', { defaultEncryption: DefaultEncryption.sseS3() }).grantReadWrite(role);");
    const before = new Deployment(stack.node.root as cdk.App);
    expect(succeeds('PUT', 'object', granted(before), second.target())).toBe(false);
  });
});

describe('versioning', () => {
  const bucketOf = (make: (stack: Stack) => void) => {
    const stack = aStack();
    make(stack);
    return Object.values(Template.fromStack(stack).findResources('AWS::S3::Bucket'))[0].Properties.VersioningConfiguration as unknown;
  };
  test.each([EncryptedBucket, LogBucket])('%p is versioned unless versioned is false', (kind) => {
    expect(bucketOf((stack) => new kind(stack, 'Bucket'))).toEqual({ Status: 'Enabled' });
    expect(bucketOf((stack) => new kind(stack, 'Bucket', { versioned: false }))).toBeUndefined();
  });

  test('rules that keep noncurrent versions cause a warning', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Data', { lifecycleRules: [{ expiration: cdk.Duration.days(10) }] });
    Template.fromStack(stack);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('noncurrent versions'));
  });
});

test('a bucket policy that a deployment adds goes if it is rolled back, and stays otherwise', () => {
  const after = run("new EncryptedBucket(this, 'Data');");
  Template.fromStack(after).hasResource('AWS::S3::BucketPolicy', { DeletionPolicy: 'RetainExceptOnCreate' });
  Template.fromStack(after).hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain' });
});

describe('an s3.Bucket that sends access logs', () => {
  const logsIn = (kind: typeof s3.Bucket | typeof LogBucket, flag: boolean) => {
    const stack = new Stack(new cdk.App({ context: { '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': flag } }), 'Stack');
    new s3.Bucket(stack, 'Data', { serverAccessLogsBucket: new kind(stack, 'Logs') });
    return Template.fromStack(stack);
  };

  test('grants an ACL, or with the feature flag a bucket policy', () => {
    logsIn(s3.Bucket, false).hasResourceProperties('AWS::S3::Bucket', { AccessControl: 'LogDeliveryWrite' });
    expect(JSON.stringify(logsIn(s3.Bucket, true).findResources('AWS::S3::Bucket'))).not.toContain('AccessControl');
    logsIn(s3.Bucket, true).resourceCountIs('AWS::S3::BucketPolicy', 1);
  });

  test('needs the feature flag if they go to a LogBucket', () => {
    expect(() => logsIn(LogBucket, false)).toThrow('objectOwnership');
    expect(JSON.stringify(logsIn(LogBucket, true).findResources('AWS::S3::BucketPolicy'))).toContain('logging.s3.amazonaws.com');
  });
});
