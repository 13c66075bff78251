import type { aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { READ_SESSIONS, READ_WRITE_SESSIONS } from './directory-access';
import { ImportedKindBucket } from './imported-kind-bucket';
import { DIRECTORY_BUCKETS } from '../../encryption/internal';
import type { EncryptedDirectoryBucketAttributes } from '../directory/encrypted-directory-bucket-attributes';
import type { IEncryptedDirectoryBucket } from '../directory/i-encrypted-directory-bucket';

/** A directory bucket that is created elsewhere. */
export class ImportedDirectoryBucket extends ImportedKindBucket implements IEncryptedDirectoryBucket {
  public readonly bucketArn: string = this.arn;
  public readonly bucketName = this.bucketNamed;

  constructor(scope: Construct, id: string, { bucketArn, bucketName, encryptionKey }: EncryptedDirectoryBucketAttributes) {
    super(scope, id, DIRECTORY_BUCKETS, { arn: ['bucketArn', bucketArn], name: ['bucketName', bucketName] }, { encryptionKey }, () => undefined);
  }

  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_SESSIONS);
  }

  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_WRITE_SESSIONS);
  }
}
