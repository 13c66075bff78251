import type { aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ImportedKindBucket } from './imported-kind-bucket';
import { MANAGE_INDEXES, READ_VECTORS, READ_WRITE_VECTORS, throughS3Vectors, WRITE_VECTORS } from './vector-access';
import { VECTOR_BUCKETS } from '../../encryption/internal';
import type { EncryptedVectorBucketAttributes } from '../vector/encrypted-vector-bucket-attributes';
import type { IEncryptedVectorBucket } from '../vector/i-encrypted-vector-bucket';

/** A vector bucket that is created elsewhere. */
export class ImportedVectorBucket extends ImportedKindBucket implements IEncryptedVectorBucket {
  public readonly vectorBucketArn = this.arn;

  constructor(scope: Construct, id: string, { vectorBucketArn, vectorBucketName, encryptionKey, indexKeys }: EncryptedVectorBucketAttributes) {
    super(scope, id, VECTOR_BUCKETS, { arn: ['vectorBucketArn', vectorBucketArn], name: ['vectorBucketName', vectorBucketName] },
      { encryptionKey, others: indexKeys }, (_, region) => throughS3Vectors(region));
  }

  public grantRead(grantee: iam.IGrantable, indexName?: string): iam.Grant {
    return this.access.grant(grantee, READ_VECTORS(this, indexName));
  }

  public grantWrite(grantee: iam.IGrantable, indexName?: string): iam.Grant {
    return this.access.grant(grantee, WRITE_VECTORS(this, indexName));
  }

  public grantReadWrite(grantee: iam.IGrantable, indexName?: string): iam.Grant {
    return this.access.grant(grantee, READ_WRITE_VECTORS(this, indexName));
  }

  public grantManageIndexes(grantee: iam.IGrantable, indexName?: string): iam.Grant {
    return this.access.grant(grantee, MANAGE_INDEXES(this, indexName));
  }
}
