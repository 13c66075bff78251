import { aws_s3 as s3, CfnParameter, CfnResource, type Stack } from 'aws-cdk-lib';
import { SseAlgorithm } from '../../src';
import { KnownPlans, type PlanInput } from '../../src/mixins/private/known-plans';
import { aStack } from '../support/stacks';

const EVERYTHING = { Resource: '*', Principal: '*', Effect: 'Deny' };
const document = (key: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'OtherKeys', ...EVERYTHING, Action: 's3:PutObject', Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': key } } }],
});
const input = (key: unknown, more: Partial<PlanInput> = {}): PlanInput => ({
  document: document(key), declared: { algorithm: SseAlgorithm.SSE_S3 }, before: undefined, settled: false, ...more,
});

/** Expects a plan to be the one that is made without any memory. */
function expectPlan(plans: KnownPlans, bucket: s3.CfnBucket, asked: PlanInput) {
  const plan = plans.plan(asked);
  expect(plan).toEqual(new KnownPlans(bucket).plan(asked));
  return plan;
}

function aBucket(): { stack: Stack; bucket: s3.CfnBucket; plans: KnownPlans } {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  return { stack, bucket, plans: new KnownPlans(bucket) };
}

test('the same question is answered once', () => {
  const { bucket, plans } = aBucket();
  const arn = 'arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555';
  const plan = expectPlan(plans, bucket, input(arn));
  expect(plan.serving).toMatchObject({ algorithm: SseAlgorithm.SSE_KMS, key: arn });
  expect(plans.plan(input(arn))).toBe(plan);
});

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/aaaaaaaa-2222-3333-4444-555555555555';
const KMS = { algorithm: SseAlgorithm.SSE_KMS, keyArn: KEY };
const OTHER = { algorithm: SseAlgorithm.SSE_KMS, keyArn: KEY.replace('aaaaaaaa', 'bbbbbbbb') };

test('another document, default encryption or question gets its own answer, in any order', () => {
  const { bucket, plans } = aBucket();
  const questions = [
    input(KEY), input(OTHER.keyArn), input(KEY, { settled: true }), input(KEY, { declared: KMS }), input(KEY, { declared: OTHER }),
    input(KEY, { declared: KMS, settled: true }), input(KEY, { declared: OTHER, settled: true }),
    input(KEY, { declared: KMS, before: { algorithm: SseAlgorithm.SSE_S3 } }), input(KEY, { declared: 'it cannot be determined' }),
    input({ Ref: 'Nobody' }), { ...input(KEY), document: { Statement: [] } }, { ...input(KEY), document: undefined },
  ];
  const inTurn = [...questions, ...questions.reverse(), ...questions.flatMap((one) => [one, questions[0], one])];
  for (const question of inTurn) { expectPlan(plans, bucket, question); }
});

test('what the document refers to may change', () => {
  const { stack, bucket, plans } = aBucket();
  const asked = input({ Ref: 'Key' });
  const served = () => expectPlan(plans, bucket, asked).serving?.algorithm;
  expect(served()).toBeUndefined();
  new CfnParameter(stack, 'Key');
  // A parameter may hold the ARN of a key.
  expect(served()).toBe(SseAlgorithm.SSE_KMS);
  stack.node.tryRemoveChild('Key');
  expect(served()).toBeUndefined();
  const resource = new CfnResource(stack, 'Key', { type: 'AWS::KMS::Key' });
  expect(served()).toBeUndefined();
  resource.overrideLogicalId('Other');
  new CfnParameter(stack, 'Parameter').overrideLogicalId('Key');
  expect(served()).toBe(SseAlgorithm.SSE_KMS);
});

test('the name of the bucket may change', () => {
  const { bucket, plans } = aBucket();
  const { Statement: [statement] } = document(KEY);
  const asked = { ...input(KEY), document: { Statement: [{ ...statement, Resource: 'arn:aws:s3:::a-bucket/*' }] } };
  for (const name of ['a-bucket', 'another-bucket', undefined, 'a-bucket']) {
    bucket.bucketName = name;
    expectPlan(plans, bucket, asked);
  }
});
