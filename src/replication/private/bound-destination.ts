import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ReplicationSource } from './source';

/** Who replicates. */
export interface Replicating {
  /** The construct that errors and warnings name; its template refers to the destination. */
  readonly scope: IConstruct;
  readonly source: ReplicationSource;
}

/** A destination, as the template of the source refers to it. */
export interface BoundDestination {
  /** For messages. */
  readonly name: string;
  /** To tell destinations apart: the same for one bucket, whatever tokens name it. */
  readonly identity: string;
  readonly bucketArn: string;
  readonly region: string;
  /** The account that has the bucket, if it is not the source's. */
  readonly account?: string;
  /** The key for replicas; none where the source encrypts without KMS. */
  readonly replicaKey?: ReplicaKey;
  /** The bucket, if it is one of the app's. */
  readonly resource?: s3.CfnBucket;
  /** The ARN of the key in its own template, if the app makes the bucket. */
  readonly ownKeyArn?: string;
  /** Keys that the bucket accepts besides: replicas can be encrypted with them while its key is being changed. */
  readonly acceptedKeys: readonly AcceptedKey[];
}

/** A key as the template of the source refers to it, and its ARN in its own template. */
export interface AcceptedKey {
  readonly arn: string;
  readonly ownArn: string;
}

export interface ReplicaKey {
  readonly arn: string;
  /** Whether it is `aws/s3`, which lets its account use it through S3 without a word in anybody's policy. */
  readonly awsManaged: boolean;
}
