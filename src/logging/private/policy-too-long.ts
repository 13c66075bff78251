import { type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { AcceptedByBucket } from './accepted-by-bucket';
import { filledIn } from './plain-text';
import { bucketArnOf } from '../../encryption/internal';
import { bucketPolicyOf } from '../../policy';

/**
 * The size of a bucket policy that S3 accepts, in bytes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
 */
const LARGEST_BUCKET_POLICY = 20 * 1024;

/** An error where what a bucket accepts makes its policy longer than S3 takes. CloudFormation would find it out half-way. */
export function policyTooLong(bucket: s3.CfnBucket, accepted: readonly Pick<AcceptedByBucket, 'extent'>[]): string[] {
  const policy = bucketPolicyOf(bucket);
  const size = Buffer.byteLength(JSON.stringify(deployed(bucket, policy?.policyDocument) ?? ''));
  if (size <= LARGEST_BUCKET_POLICY) { return []; }
  return [`the bucket policy has about ${size} bytes, but S3 accepts at most ${LARGEST_BUCKET_POLICY}. `
    + `It lists these log sources: ${accepted.map(({ extent }) => extent).join(', ')}. `
    + 'Fix: split the log sources across several LogBuckets, or use the same prefix for the sources of one account.'];
}

/** The document as it will be at least: what is known at deployment only has the fewest characters that it can have. */
function deployed(bucket: s3.CfnBucket, document: unknown): unknown {
  const stack = Stack.of(bucket);
  const logicalId = stack.resolve(bucket.logicalId) as string;
  const name = 'x'.repeat(fewestCharactersOfName(bucket, logicalId));
  return filledIn(stack.resolve(document), (intrinsic, argument) => {
    if (intrinsic === 'Ref') { return argument === logicalId ? name : PSEUDO_PARAMETERS[String(argument)] ?? ''; }
    return intrinsic === 'Fn::GetAtt' && Array.isArray(argument) && argument[0] === logicalId ? bucketArnOf('aws', name) : '';
  });
}

const PSEUDO_PARAMETERS: { readonly [name: string]: string } = {
  'AWS::AccountId': '111122223333', 'AWS::Partition': 'aws', 'AWS::Region': 'us-east-1', 'AWS::URLSuffix': 'c2s.ic.gov',
};

/** CloudFormation names a bucket by its stack, its logical ID, shortened, and twelve characters or more. */
function fewestCharactersOfName(bucket: s3.CfnBucket, logicalId: string): number {
  const stack = Stack.of(bucket);
  const name: unknown = stack.resolve(bucket.bucketName);
  if (typeof name === 'string') { return name.length; }
  if (name !== undefined) { return 3; }
  const { stackName } = stack;
  return (Token.isUnresolved(stackName) ? 1 : Math.min(stackName.length, 24)) + 1 + Math.min(logicalId.length, 24) + 1 + 12;
}
