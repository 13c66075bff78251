import type { aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ImportedKindBucket } from './imported-kind-bucket';
import { CREATE_TABLES, ofTablesIn, READ_TABLES, READ_WRITE_TABLES } from './table-access';
import { TABLE_BUCKETS } from '../../encryption/internal';
import type { EncryptedTableBucketAttributes } from '../table/encrypted-table-bucket-attributes';
import type { IEncryptedTableBucket } from '../table/i-encrypted-table-bucket';

/** A table bucket that is created elsewhere. */
export class ImportedTableBucket extends ImportedKindBucket implements IEncryptedTableBucket {
  public readonly tableBucketArn = this.arn;
  public readonly tableBucketName = this.bucketNamed;

  constructor(scope: Construct, id: string, { tableBucketArn, tableBucketName, encryptionKey, acceptedKeys }: EncryptedTableBucketAttributes) {
    super(scope, id, TABLE_BUCKETS, { arn: ['tableBucketArn', tableBucketArn], name: ['tableBucketName', tableBucketName] },
      { encryptionKey, others: acceptedKeys }, ofTablesIn);
  }

  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_TABLES);
  }

  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_WRITE_TABLES);
  }

  public grantCreateTables(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, CREATE_TABLES);
  }
}
