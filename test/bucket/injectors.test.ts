import { App, aws_kms as kms, aws_s3 as s3, type IPropertyInjector, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { EncryptedBucket, EncryptionKey, LogBucket } from '../../src';

type Props = s3.BucketProps & kms.KeyProps;

/** An injector as users write it, for buckets and keys alike. */
function injecting(inject: (props: Props) => Props, ...ids: string[]): IPropertyInjector[] {
  return ids.map((constructUniqueId) => ({ constructUniqueId, inject: (props?: Props) => inject(props ?? {}) }));
}

function appWith(inject: (props: Props) => Props, ...ids: string[]): Stack {
  return new Stack(new App({ propertyInjectors: injecting(inject, ...ids) }), 'Stack');
}

const BUCKET = s3.Bucket.PROPERTY_INJECTION_ID;
const KEY = kms.Key.PROPERTY_INJECTION_ID;

const DESTROYED: { [habit: string]: (props: Props) => Props } = {
  'as a default': (props) => ({ removalPolicy: RemovalPolicy.DESTROY, ...props }),
  'where nothing else is chosen': (props) => ({ ...props, removalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY }),
  'for all': (props) => ({ ...props, removalPolicy: RemovalPolicy.DESTROY }),
};

describe.each(Object.entries(DESTROYED))('keys that go with their stack, %s', (_habit, inject) => {
  test.each<[string, (scope: Construct) => unknown]>([
    ['the key of a bucket', (scope) => new EncryptedBucket(scope, 'Bucket')],
    ['a key', (scope) => new EncryptionKey(scope, 'Key')],
    ['a key that is retained by choice', (scope) => new EncryptionKey(scope, 'Key', { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE })],
  ])('%s stays', (_what, make) => {
    const stack = appWith(inject, KEY);
    make(stack);
    Template.fromStack(stack).allResources('AWS::KMS::Key', { DeletionPolicy: Match.stringLikeRegexp('^Retain'), UpdateReplacePolicy: 'Retain' });
  });

  test('one that shall go does', () => {
    const stack = appWith(inject, KEY);
    new EncryptionKey(stack, 'Key', { removalPolicy: RemovalPolicy.DESTROY });
    Template.fromStack(stack).allResources('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  });

  test('and one that is not ours goes, too', () => {
    const stack = appWith(inject, KEY);
    new kms.Key(stack, 'Key');
    Template.fromStack(stack).allResources('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  });
});

const EMPTIED: { [habit: string]: [(props: Props) => Props, { goes: boolean }] } = {
  'as a default': [(props) => ({ removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true, ...props }), { goes: false }],
  'as a default, without a removal policy': [(props) => ({ autoDeleteObjects: true, ...props }), { goes: false }],
  'where no removal policy is chosen': [(props) => ({ ...props, autoDeleteObjects: true, removalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY }), { goes: true }],
  'for all': [(props) => ({ ...props, autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY }), { goes: true }],
};

describe.each(Object.entries(EMPTIED))('objects that go with their stack, %s', (_habit, [inject, { goes }]) => {
  test.each<[string, (scope: Construct) => s3.Bucket]>([
    ['an encrypted bucket', (scope) => new EncryptedBucket(scope, 'Bucket')],
    ['an encrypted bucket with a name', (scope) => new EncryptedBucket(scope, 'Bucket', { bucketName: 'name' })],
    ['a log bucket', (scope) => new LogBucket(scope, 'Bucket')],
  ])('%s', (_what, make) => {
    const stack = appWith(inject, BUCKET);
    make(stack);
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::S3AutoDeleteObjects', goes ? 1 : 0);
    template.allResources('AWS::S3::Bucket', { DeletionPolicy: goes ? 'Delete' : Match.stringLikeRegexp('^Retain') });
    // Its key is no injector's to decide, and nothing that stays depends on what goes.
    expect(Object.values(template.findResources('AWS::KMS::Key')).map(({ DeletionPolicy }) => DeletionPolicy as string).every((policy) => policy === 'Retain')).toBe(true);
  });
});

test.each<[string, string | undefined]>([['RetainExceptOnCreate', 'name'], ['Retain', undefined]])('without injectors a bucket is %s (name: %s)', (policy, bucketName) => {
  const stack = new Stack(new App(), 'Stack');
  new EncryptedBucket(stack, 'Bucket', { bucketName });
  Template.fromStack(stack).hasResource('AWS::S3::Bucket', { DeletionPolicy: policy });
});
