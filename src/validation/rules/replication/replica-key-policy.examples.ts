import { examples } from '../private/examples';

export const replicaKeyPolicyExamples = examples({
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
          KeyPolicy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::111122223333:role/key-administrator
                Action: kms:*
                Resource: '*'
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
          KeyPolicy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::111122223333:role/key-administrator
                Action: kms:*
                Resource: '*'
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::111122223333:role/replication
                Action:
                  - kms:Encrypt
                  - kms:GenerateDataKey
                  - kms:Decrypt
                Resource: '*'
  `,
});
