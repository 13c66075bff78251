import { aws_s3 as s3, Fn, Token } from 'aws-cdk-lib';
import { changeEncryptionRule, declaresEncryption, encryptionRule, unknownPart } from '../../src/policy/encryption-rule';
import { aStack } from '../support/stacks';

const EITHER = () => Token.asAny(Fn.conditionIf('C', {}, {})) as any;
const AES = { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } };
const rules = (...all: unknown[]) => ({ serverSideEncryptionConfiguration: all }) as s3.CfnBucket.BucketEncryptionProperty;
const bucket = (bucketEncryption?: any) => new s3.CfnBucket(aStack(), 'Bucket', { bucketEncryption });

test.each<[string, any, object, boolean]>([
  ['nothing', undefined, {}, false],
  ['no rules', {}, {}, false],
  ['an empty list of rules', rules(), {}, false],
  ['an S3 Bucket Key only', rules({ bucketKeyEnabled: true }), { bucketKeyEnabled: true }, false],
  ['an algorithm', rules(AES), AES, true],
])('of a bucket with %s', (_, encryption, rule, declares) => {
  const made = bucket(encryption);
  expect(unknownPart(made)).toBeUndefined();
  expect(encryptionRule(made)).toEqual(rule);
  expect(declaresEncryption(made)).toBe(declares);
});

test.each<[string, any]>([
  ['BucketEncryption', EITHER()],
  ['BucketEncryption.ServerSideEncryptionConfiguration', { serverSideEncryptionConfiguration: EITHER() }],
  ['BucketEncryption.ServerSideEncryptionConfiguration.0', rules(EITHER())],
])('%s that is a token is not changed, and declares something', (part, encryption) => {
  const made = bucket(encryption);
  expect(unknownPart(made)).toBe(part);
  expect(declaresEncryption(made)).toBe(true);
  const message = `Stack/Bucket: cannot change ${part}, which is known at deployment only. `
    + 'Fix: use a literal value instead of a token such as Fn.conditionIf().';
  expect(() => encryptionRule(made)).toThrow(message);
  expect(() => changeEncryptionRule(made, { bucketKeyEnabled: true })).toThrow(message);
});

test('of several rules none is taken, although they declare something', () => {
  const made = bucket(rules({}, {}));
  expect(declaresEncryption(made)).toBe(true);
  expect(() => encryptionRule(made)).toThrow('Stack/Bucket: BucketEncryption has 2 rules, and S3 accepts exactly one. Fix: leave one rule in ServerSideEncryptionConfiguration.');
});

test('what a change does not name stays', () => {
  const made = bucket(rules({ ...AES, bucketKeyEnabled: true }));
  changeEncryptionRule(made, { bucketKeyEnabled: false });
  expect(made.bucketEncryption).toEqual(rules({ ...AES, bucketKeyEnabled: false }));
  const fresh = bucket();
  changeEncryptionRule(fresh, AES);
  expect(fresh.bucketEncryption).toEqual(rules(AES));
});
