import { type aws_s3 as s3, Token } from 'aws-cdk-lib';

type Rule = s3.CfnBucket.ServerSideEncryptionRuleProperty;

/** The one rule of a bucket's default encryption; empty where there is none, because S3 then applies SSE-S3. */
export function encryptionRule(bucket: s3.CfnBucket): Rule {
  const encryption = bucket.bucketEncryption;
  if (encryption === undefined) { return {}; }
  if (Token.isUnresolved(encryption)) { throw notWrittenOut(bucket, 'BucketEncryption'); }
  const rules = (encryption as s3.CfnBucket.BucketEncryptionProperty).serverSideEncryptionConfiguration;
  if (Token.isUnresolved(rules)) { throw notWrittenOut(bucket, 'BucketEncryption.ServerSideEncryptionConfiguration'); }
  const [rule = {}, ...others] = rules as Rule[];
  if (others.length > 0) {
    throw new Error(`${bucket.node.path}: BucketEncryption has ${others.length + 1} rules, and S3 accepts exactly one. `
      + 'Fix: leave one rule in ServerSideEncryptionConfiguration.');
  }
  if (Token.isUnresolved(rule)) { throw notWrittenOut(bucket, 'BucketEncryption.ServerSideEncryptionConfiguration.0'); }
  return rule;
}

/** Changes the rule and keeps what the change does not name, so that mixins can be applied in any order. */
export function changeEncryptionRule(bucket: s3.CfnBucket, change: Rule): void {
  bucket.bucketEncryption = { serverSideEncryptionConfiguration: [{ ...encryptionRule(bucket), ...change }] };
}

function notWrittenOut(bucket: s3.CfnBucket, property: string): Error {
  return new Error(`${bucket.node.path}: cannot change ${property}, which is known at deployment only. `
    + 'Fix: write it out in the template instead of a token such as Fn.conditionIf().');
}
