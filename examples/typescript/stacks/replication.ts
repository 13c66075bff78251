import { Stack, type StackProps } from 'aws-cdk-lib';
import { BucketReplication, EncryptedBucket, ReplicationDestination } from 'cdk-s3-encryption';
import type { Construct } from 'constructs';

/** Where the replicas go: a bucket like any other. */
export class ReplicasStack extends Stack {
  readonly bucket = new EncryptedBucket(this, 'Replicas');
}

export interface OriginalsStackProps extends StackProps {
  readonly replicas: EncryptedBucket;
}

/** A bucket that is replicated to another Region, with keys of AWS KMS on both sides. */
export class OriginalsStack extends Stack {
  constructor(scope: Construct, id: string, { replicas, ...props }: OriginalsStackProps) {
    super(scope, id, props);
    const source = new EncryptedBucket(this, 'Originals');
    new BucketReplication(this, 'Replication', {
      source,
      rules: [{ destination: ReplicationDestination.bucket(replicas), deleteMarkers: true }],
    });
  }
}
