import * as fs from 'fs';
import * as path from 'path';
import {
  App, AspectPriority, Aspects, CfnDeletionPolicy, CfnParameter, type CfnResource, Lazy, MissingRemovalPolicies, NestedStack, RemovalPolicies,
  RemovalPolicy, aws_s3 as s3, Stack, Stage,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';
import { EncryptedBucket, LogBucket, mixins } from '../../src';
import { foundLessProtected, lessProtected } from '../support/retained';
import { aStack } from '../support/stacks';

interface Removable { Type: string; DeletionPolicy?: unknown; UpdateReplacePolicy?: unknown }

/** The attributes of the only bucket policy: what becomes of it when it leaves the stack, and when it is replaced. */
function attributesIn(resources: { [logicalId: string]: Removable }): [unknown, unknown] {
  const policies = Object.values(resources).filter(({ Type: type }) => type === 'AWS::S3::BucketPolicy');
  expect(policies).toHaveLength(1);
  return [policies[0].DeletionPolicy, policies[0].UpdateReplacePolicy];
}

function attributes(stack: Stack): [unknown, unknown] {
  const template = Template.fromStack(stack).toJSON();
  return attributesIn(template.Resources as { [logicalId: string]: Removable });
}

const KEPT = ['RetainExceptOnCreate', 'Retain'];
const GONE = ['Delete', 'Delete'];
const UNSAID = [undefined, undefined];

const l1Of = (bucket: s3.Bucket) => bucket.node.defaultChild as s3.CfnBucket;

/** Every way in which our statements reach the policy of a bucket. */
const BUCKETS: { [way: string]: (stack: Stack) => s3.CfnBucket } = {
  'EncryptedBucket': (stack) => l1Of(new EncryptedBucket(stack, 'Bucket')),
  'LogBucket': (stack) => l1Of(new LogBucket(stack, 'Bucket')),
  'a mixin on an L2 bucket': (stack) => l1Of(new s3.Bucket(stack, 'Bucket').with(new mixins.BucketSecureTransport()) as s3.Bucket),
  'a mixin on an L2 bucket that has a policy': (stack) => {
    const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
    return l1Of(bucket.with(new mixins.BucketSignatureVersion4()) as s3.Bucket);
  },
  'a mixin on an L2 bucket with a policy beside it': (stack) => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    new s3.BucketPolicy(stack, 'Policy', { bucket });
    return l1Of(bucket.with(new mixins.BucketSecureTransport()) as s3.Bucket);
  },
  'a mixin on an L1 bucket': (stack) => {
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    bucket.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return bucket.with(new mixins.BucketSecureTransport()) as s3.CfnBucket;
  },
  'a mixin on an L1 bucket with a policy': (stack) => {
    const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketName: 'my-data' });
    bucket.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: 'my-data', policyDocument: { Version: '2012-10-17', Statement: [] } });
    return bucket.with(new mixins.BucketSecureTransport()) as s3.CfnBucket;
  },
  'the migration of a legacy policy': (stack) => {
    const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
    return l1Of(bucket.with(new mixins.BucketLegacyPolicyMigration()) as s3.Bucket);
  },
};

describe.each(Object.entries(BUCKETS))('%s', (_, make) => {
  test.each<[string, unknown[], (bucket: s3.CfnBucket, stack: Stack) => void]>([
    ['the bucket stays', KEPT, () => {}],
    ['applyRemovalPolicy(DESTROY) later', GONE, (bucket) => bucket.applyRemovalPolicy(RemovalPolicy.DESTROY)],
    ['applyRemovalPolicy(RETAIN_ON_UPDATE_OR_DELETE) later', KEPT, (bucket) => bucket.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)],
    ['applyRemovalPolicy() of the deletion only', ['Delete', 'Retain'], (bucket) => bucket.applyRemovalPolicy(RemovalPolicy.DESTROY, { applyToUpdateReplacePolicy: false })],
    ['cfnOptions later', ['Delete', 'Retain'], (bucket) => { bucket.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE; }],
    ['addOverride()', ['Delete', 'Retain'], (bucket) => bucket.addOverride('DeletionPolicy', 'Delete')],
    ['addOverride() of the replacement', ['RetainExceptOnCreate', 'Delete'], (bucket) => bucket.addOverride('UpdateReplacePolicy', 'Delete')],
    ['addOverride() that is lazy', ['Delete', 'Retain'], (bucket) => bucket.addOverride('DeletionPolicy', Lazy.string({ produce: () => 'Delete' }))],
    ['addDeletionOverride()', [undefined, 'Retain'], (bucket) => bucket.addDeletionOverride('DeletionPolicy')],
    ['addOverride() over a removal policy', KEPT, (bucket) => {
      bucket.applyRemovalPolicy(RemovalPolicy.DESTROY);
      bucket.addOverride('DeletionPolicy', 'Retain');
      bucket.addOverride('UpdateReplacePolicy', 'Retain');
    }],
    ['addOverride() with a parameter', [{ Ref: 'Kept' }, 'Retain'], (bucket, stack) => {
      bucket.addOverride('DeletionPolicy', new CfnParameter(stack, 'Kept').value);
    }],
    ['RemovalPolicies', GONE, (__, stack) => RemovalPolicies.of(stack).destroy()],
    ['RemovalPolicies of buckets', GONE, (__, stack) => RemovalPolicies.of(stack).destroy({ applyToResourceTypes: ['AWS::S3::Bucket'] })],
    ['MissingRemovalPolicies', KEPT, (__, stack) => MissingRemovalPolicies.of(stack).destroy()],
    ['an aspect behind all others', GONE, (bucket, stack) => {
      const visit = (node: IConstruct) => { if (node === bucket) { bucket.applyRemovalPolicy(RemovalPolicy.DESTROY); } };
      Aspects.of(stack).add({ visit }, { priority: AspectPriority.READONLY + 1 });
    }],
  ])('follows the bucket: %s', (__, expected, change) => {
    const stack = aStack();
    change(make(stack), stack);
    expect(attributes(stack)).toEqual(expected);
    expect(lessProtected(Template.fromStack(stack).toJSON())).toEqual([]);
  });
});

test('a policy that is destroyed with its objects', () => {
  const stack = aStack();
  new EncryptedBucket(stack, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
  expect(attributes(stack)).toEqual(GONE);
  // The handler that empties the bucket needs the policy, which has to go after it.
  const [handler] = Object.values(Template.fromStack(stack).findResources('Custom::S3AutoDeleteObjects'));
  expect(handler.DependsOn).toEqual(['BucketPolicyE9A3008A']);
});

test('an L1 bucket without a removal policy is deleted, and so is its policy', () => {
  const stack = aStack();
  new s3.CfnBucket(stack, 'Bucket').with(new mixins.BucketSecureTransport());
  expect(attributes(stack)).toEqual(UNSAID);
});

describe('what its author says of the policy is kept', () => {
  const warnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('bucketPolicyNotRetained'));
  const policyOf = (bucket: s3.Bucket) => bucket.policy!.node.defaultChild as CfnResource;

  test.each<[string, unknown[], (stack: Stack) => s3.Bucket]>([
    ['before: the prop', GONE, (stack) => {
      const bucket = new s3.Bucket(stack, 'Bucket');
      new s3.BucketPolicy(stack, 'Policy', { bucket, removalPolicy: RemovalPolicy.DESTROY });
      return bucket.with(new mixins.BucketSecureTransport()) as s3.Bucket;
    }],
    ['before: cfnOptions', ['Delete', 'Retain'], (stack) => {
      const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
      policyOf(bucket).cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
      return bucket.with(new mixins.BucketSignatureVersion4()) as s3.Bucket;
    }],
    ['before: an override', ['Delete', 'Retain'], (stack) => {
      const bucket = new s3.Bucket(stack, 'Bucket', { enforceSSL: true });
      policyOf(bucket).addOverride('DeletionPolicy', 'Delete');
      return bucket.with(new mixins.BucketSignatureVersion4()) as s3.Bucket;
    }],
    ['after: applyRemovalPolicy()', GONE, (stack) => {
      const bucket = new EncryptedBucket(stack, 'Bucket');
      bucket.policy!.applyRemovalPolicy(RemovalPolicy.DESTROY);
      return bucket;
    }],
    ['after: an override', ['Delete', 'Retain'], (stack) => {
      const bucket = new EncryptedBucket(stack, 'Bucket');
      policyOf(bucket).addOverride('DeletionPolicy', 'Delete');
      return bucket;
    }],
    ['after: an aspect on policies', GONE, (stack) => {
      RemovalPolicies.of(stack).destroy({ applyToResourceTypes: ['AWS::S3::BucketPolicy'] });
      return new EncryptedBucket(stack, 'Bucket');
    }],
  ])('%s', (_, expected, make) => {
    const stack = aStack();
    make(stack);
    expect(attributes(stack)).toEqual(expected);
    expect(warnings(stack)).toHaveLength(1);
    expect(foundLessProtected.splice(0)).not.toEqual([]);
  });

  test('a policy that is retained stays so when the bucket is destroyed, without a warning', () => {
    const stack = aStack();
    const bucket = new EncryptedBucket(stack, 'Bucket');
    bucket.policy!.applyRemovalPolicy(RemovalPolicy.RETAIN);
    bucket.applyRemovalPolicy(RemovalPolicy.DESTROY);
    expect(attributes(stack)).toEqual(['Retain', 'Retain']);
    expect(warnings(stack)).toEqual([]);
  });

  test('what follows gives no warning', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Kept', { bucketName: 'kept' });
    new EncryptedBucket(stack, 'Gone', { removalPolicy: RemovalPolicy.DESTROY });
    expect(warnings(stack)).toEqual([]);
  });
});

test('it holds in nested stacks and in Stages', () => {
  const app = new App();
  const stage = new Stage(app, 'Stage', { env: { account: '111122223333', region: 'eu-west-1' } });
  const parent = new Stack(stage, 'Stack');
  const bucket = new EncryptedBucket(new NestedStack(parent, 'Nested'), 'Nested');
  new EncryptedBucket(parent, 'Gone').applyRemovalPolicy(RemovalPolicy.DESTROY);
  const { directory } = app.synth().getNestedAssembly('assembly-Stage');
  const read = (stack: Stack) => (JSON.parse(fs.readFileSync(path.join(directory, stack.templateFile), 'utf8')) as { Resources: { [id: string]: Removable } }).Resources;
  expect(attributesIn(read(Stack.of(bucket)))).toEqual(KEPT);
  expect(attributesIn(read(parent))).toEqual(GONE);
});
