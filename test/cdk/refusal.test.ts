import { aws_s3 as s3 } from 'aws-cdk-lib';
import { choiceRefusal, contradictionRefusal, messageOf, refusal, valueRefusal } from '../../src/cdk';
import { aStack } from '../support/stacks';

enum Size { SMALL = 'SMALL', LARGE = 'LARGE' }

test('an error names the path of the construct, what is wrong, and the fix', () => {
  const bucket = new s3.CfnBucket(aStack(), 'Bucket');
  expect(refusal(bucket, 'it has no key', 'give it one').message).toBe('Stack/Bucket: it has no key. Fix: give it one.');
});

test('a contradiction reads like any other error, unless several versions of the library can have caused it (test/copies)', () => {
  const bucket = new s3.CfnBucket(aStack(), 'Bucket');
  expect(contradictionRefusal(bucket, 'it has a key', 'give it one only').message).toBe('Stack/Bucket: it has a key. Fix: give it one only.');
});

test('what a validation reports has no path, which CDK adds', () => {
  expect(messageOf(['it has no key', 'give it one'])).toBe('it has no key. Fix: give it one.');
});

test('what is no construct, or none yet, is named by a text', () => {
  expect(refusal('Stack/Bucket', 'it has no key', 'give it one').message).toBe('Stack/Bucket: it has no key. Fix: give it one.');
});

test.each([
  ['small', undefined, 'Here: size cannot be "small". Fix: leave it out.'],
  [['small'], 'it is too small', 'Here: size cannot be ["small"]: it is too small. Fix: leave it out.'],
  [0, 'it is too small', 'Here: size cannot be 0: it is too small. Fix: leave it out.'],
])('a property cannot be %j', (value, why, message) => {
  expect(valueRefusal('Here', 'size', value, 'leave it out', why).message).toBe(message);
});

test('an enum lists its choices', () => {
  expect(choiceRefusal('Here', 'size', 'TINY' as never, Size).message).toBe('Here: size cannot be "TINY". Fix: use one of SMALL, LARGE.');
});
