import { examples } from '../private/examples';

export const replicationKmsAwareExamples = examples({
  bad: `
    Resources:
      Source:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !GetAtt Key.Arn
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
                Destination:
                  Bucket: !GetAtt Replicas.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
      Replicas:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: Enabled
  `,
  good: `
    Resources:
      Source:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !GetAtt Key.Arn
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
                  Bucket: !GetAtt Replicas.Arn
                  EncryptionConfiguration:
                    ReplicaKmsKeyID: !GetAtt ReplicaKey.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
      Replicas:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: Enabled
      ReplicaKey:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
  `,
});
