import { aws_iam as iam, aws_kms as kms, aws_s3 as s3, CfnDeletionPolicy, NestedStack, RemovalPolicy } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { addToBucketPolicy, denyOtherSignatureVersions } from '../../src/policy';
import { isInTree } from '../../src/policy/in-tree';
import { keyArn } from '../../src/policy/key-arn';
import { isRetained, removalAttribute } from '../../src/policy/removal-attributes';
import { retainedByDefault } from '../../src/policy/retained-by-default';
import { warnOfSignatureAllowList } from '../../src/policy/signature-allow-list';
import { throughS3, viaS3 } from '../../src/policy/through-s3';
import { aStack } from '../support/stacks';

test('a key is used through S3 in its Region, for the objects of a bucket', () => {
  const VIA = { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' };
  expect(viaS3('eu-west-1')).toEqual({ StringEquals: VIA });
  expect(throughS3('arn:aws:s3:::b', 'eu-west-1')).toEqual({
    StringEquals: VIA, StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'] },
  });
  expect(throughS3('arn:aws:s3:::b', 'eu-west-1', 'in/*')).toEqual({
    StringEquals: VIA, StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::b', 'arn:aws:s3:::b/in/*'] },
  });
});

test('a construct is in the tree until it, or what it is in, is removed', () => {
  const stack = aStack();
  const outer = new Construct(stack, 'Outer');
  const inner = new Construct(outer, 'Inner');
  const nested = new Construct(new NestedStack(stack, 'Nested'), 'Inner');
  expect([stack, outer, inner, nested].map(isInTree)).toEqual([true, true, true, true]);
  stack.node.tryRemoveChild('Outer');
  expect([stack, outer, inner, nested].map(isInTree)).toEqual([true, false, false, true]);
  const another = new Construct(new Construct(stack, 'Outer'), 'Inner');
  expect([outer, inner, another].map(isInTree)).toEqual([false, false, true]);
});

describe('what becomes of a resource', () => {
  const bucket = (policy?: RemovalPolicy) => {
    const made = new s3.CfnBucket(aStack(), 'Bucket');
    if (policy) { made.applyRemovalPolicy(policy); }
    return made;
  };

  test('is as its options say, unless an override does', () => {
    const plain = bucket(RemovalPolicy.RETAIN);
    const both = () => [removalAttribute(plain, 'deletionPolicy'), removalAttribute(plain, 'updateReplacePolicy')];
    expect(both()).toEqual(['Retain', 'Retain']);
    plain.addOverride('DeletionPolicy', 'Delete');
    expect(both()).toEqual(['Delete', 'Retain']);
    plain.addOverride('UpdateReplacePolicy', undefined);
    expect(both()).toEqual(['Delete', undefined]);
    plain.addDeletionOverride('DeletionPolicy');
    expect(both()).toEqual([undefined, undefined]);
    expect(removalAttribute(bucket(), 'deletionPolicy')).toBeUndefined();
  });

  test('it stays with two policies', () => {
    expect([undefined, ...Object.values(CfnDeletionPolicy)].filter(isRetained)).toEqual(['Retain', 'RetainExceptOnCreate']);
  });

  test('it stays by default, and what has a name goes if it could not be created', () => {
    expect([{}, { bucketName: 'a' }, { bucketNamePrefix: 'a' }, { bucketName: undefined, bucketNamePrefix: undefined }].map(retainedByDefault))
      .toEqual([RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, RemovalPolicy.RETAIN]);
  });
});

test('a key of the app is named by its resource, another by its ARN', () => {
  const stack = aStack();
  const key = new kms.Key(stack, 'Key');
  const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  expect(keyArn(key)).toBe((key.node.defaultChild as kms.CfnKey).attrArn);
  expect(keyArn(kms.Key.fromKeyArn(stack, 'Imported', ARN))).toBe(ARN);
});

describe('an allow list of signature versions', () => {
  test('is warned of where it denies what a construct needs', () => {
    const stack = aStack();
    const [scope, other] = ['Scope', 'Other'].map((id) => new Construct(stack, id));
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    warnOfSignatureAllowList(scope, bucket, 's3:InitiateReplication');
    warnOfSignatureAllowList(other, undefined, 's3:InitiateReplication');
    // The policy may change until the end.
    addToBucketPolicy(bucket, denyOtherSignatureVersions(bucket.attrArn));
    Annotations.fromStack(stack).hasWarning('/Stack/Scope', Match.stringLikeRegexp(
      '^The policy of bucket Stack/Bucket allows only listed signature versions, and S3 documents no signature version for s3:InitiateReplication, so it denies S3 Batch Replication\\. '
      + 'Fix: use SignatureVersion\\.V4 for the bucket\\. \\[ack: cdk-s3-encryption:signatureAllowListDeniesAction\\]'));
    Annotations.fromStack(stack).hasNoWarning('/Stack/Other', Match.anyValue());
  });

  test('is not warned of where there is none', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    warnOfSignatureAllowList(stack, bucket, 's3:AllowVendedLogDeliveryForResource');
    addToBucketPolicy(bucket, new iam.PolicyStatement({ sid: 'Other', effect: iam.Effect.DENY, principals: [new iam.AnyPrincipal()], actions: ['s3:*'], resources: ['*'] }));
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});
