import { examples } from '../private/examples';

export const replicaKmsKeyRegionExamples = examples({
  bad: `
    # Account: 111122223333, Region: eu-west-1
    Resources:
      Source:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: Enabled
          ReplicationConfiguration:
            Role: arn:aws:iam::111122223333:role/replication
            Rules:
              - Status: Enabled
                Priority: 1
                Filter:
                  Prefix: ''
                DeleteMarkerReplication:
                  Status: Disabled
                SourceSelectionCriteria:
                  SseKmsEncryptedObjects:
                    Status: Enabled
                Destination:
                  Bucket: arn:aws:s3:::example-replicas
                  EncryptionConfiguration:
                    ReplicaKmsKeyID: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
    ---
    # Account: 111122223333, Region: us-east-1
    Resources:
      Replicas:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: example-replicas
          VersioningConfiguration:
            Status: Enabled
  `,
  good: `
    # Account: 111122223333, Region: eu-west-1
    Resources:
      Source:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: Enabled
          ReplicationConfiguration:
            Role: arn:aws:iam::111122223333:role/replication
            Rules:
              - Status: Enabled
                Priority: 1
                Filter:
                  Prefix: ''
                DeleteMarkerReplication:
                  Status: Disabled
                SourceSelectionCriteria:
                  SseKmsEncryptedObjects:
                    Status: Enabled
                Destination:
                  Bucket: arn:aws:s3:::example-replicas
                  EncryptionConfiguration:
                    ReplicaKmsKeyID: arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
    ---
    # Account: 111122223333, Region: us-east-1
    Resources:
      Replicas:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: example-replicas
          VersioningConfiguration:
            Status: Enabled
  `,
});
