import { examples } from '../private/examples';

export const replicationRolePermissionsExamples = examples({
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
            Role: !GetAtt Role.Arn
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
      Role:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: s3.amazonaws.com
                Action: sts:AssumeRole
      RolePolicy:
        Type: AWS::IAM::Policy
        Properties:
          PolicyName: Replication
          Roles:
            - !Ref Role
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action:
                  - s3:GetReplicationConfiguration
                  - s3:ListBucket
                Resource: !GetAtt Source.Arn
              - Effect: Allow
                Action:
                  - s3:GetObjectVersionForReplication
                  - s3:GetObjectVersionAcl
                  - s3:GetObjectVersionTagging
                Resource: !Sub \${Source.Arn}/*
              - Effect: Allow
                Action:
                  - s3:ReplicateObject
                  - s3:ReplicateTags
                Resource: !Sub \${Replicas.Arn}/*
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
            Role: !GetAtt Role.Arn
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
      Role:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: s3.amazonaws.com
                Action: sts:AssumeRole
      RolePolicy:
        Type: AWS::IAM::Policy
        Properties:
          PolicyName: Replication
          Roles:
            - !Ref Role
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action:
                  - s3:GetReplicationConfiguration
                  - s3:ListBucket
                Resource: !GetAtt Source.Arn
              - Effect: Allow
                Action:
                  - s3:GetObjectVersionForReplication
                  - s3:GetObjectVersionAcl
                  - s3:GetObjectVersionTagging
                Resource: !Sub \${Source.Arn}/*
              - Effect: Allow
                Action:
                  - s3:ReplicateObject
                  - s3:ReplicateTags
                Resource: !Sub \${Replicas.Arn}/*
              - Effect: Allow
                Action: kms:Decrypt
                Resource: !GetAtt Key.Arn
              - Effect: Allow
                Action: kms:Encrypt
                Resource: !GetAtt ReplicaKey.Arn
  `,
});
