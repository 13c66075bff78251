import { type aws_s3 as s3, Token } from 'aws-cdk-lib';
import { refusal } from '../cdk';

type Rule = s3.CfnBucket.ServerSideEncryptionRuleProperty;

/** The one rule of a bucket's default encryption; empty where there is none, because S3 then applies SSE-S3. */
export function encryptionRule(bucket: s3.CfnBucket): Rule {
  const unknown = unknownPart(bucket);
  if (unknown) { throw notWrittenOut(bucket, unknown); }
  const [rule = {}, ...others] = rulesOf(bucket);
  if (others.length > 0) {
    throw refusal(bucket, `BucketEncryption has ${others.length + 1} rules, and S3 accepts exactly one`,
      'leave one rule in ServerSideEncryptionConfiguration');
  }
  return rule;
}

/** Changes the rule and keeps what the change does not name, so that mixins can be applied in any order. */
export function changeEncryptionRule(bucket: s3.CfnBucket, change: Rule): void {
  bucket.bucketEncryption = { serverSideEncryptionConfiguration: [{ ...encryptionRule(bucket), ...change }] };
}

/** The part of a bucket's encryption that is known at deployment only, if any. */
export function unknownPart(bucket: s3.CfnBucket): string | undefined {
  if (bucket.bucketEncryption === undefined) { return undefined; }
  if (Token.isUnresolved(bucket.bucketEncryption)) { return 'BucketEncryption'; }
  const rules = rulesOf(bucket);
  if (Token.isUnresolved(rules)) { return 'BucketEncryption.ServerSideEncryptionConfiguration'; }
  return Token.isUnresolved(rules[0]) ? 'BucketEncryption.ServerSideEncryptionConfiguration.0' : undefined;
}

/** Whether a bucket declares its default encryption, in any way. */
export function declaresEncryption(bucket: s3.CfnBucket): boolean {
  if (unknownPart(bucket)) { return true; }
  const rules = rulesOf(bucket);
  return rules.length > 1 || rules[0]?.serverSideEncryptionByDefault !== undefined;
}

function rulesOf(bucket: s3.CfnBucket): Rule[] {
  return ((bucket.bucketEncryption as s3.CfnBucket.BucketEncryptionProperty | undefined)?.serverSideEncryptionConfiguration ?? []) as Rule[];
}

function notWrittenOut(bucket: s3.CfnBucket, property: string): Error {
  return refusal(bucket, `cannot change ${property}, which is known at deployment only`,
    'use a literal value instead of a token such as Fn.conditionIf()');
}
