import type { aws_s3 as s3 } from 'aws-cdk-lib';

/** Where the API of S3 has other names than CloudFormation. */
const NAMES: { readonly [property: string]: string } = { id: 'ID', replicaKmsKeyId: 'ReplicaKmsKeyID' };

/**
 * A replication configuration as `PutBucketReplication` takes it; rules that select by tags have other names there too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html
 */
export function apiShape(configuration: s3.CfnBucket.ReplicationConfigurationProperty): unknown {
  return renamed(configuration);
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(renamed); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => [NAMES[name] ?? `${name[0].toUpperCase()}${name.slice(1)}`, renamed(inner)]));
}
