import { examples } from '../private/examples';

export const replicationDestinationPolicyExamples = examples({
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
                Destination:
                  Bucket: arn:aws:s3:::example-replicas
    ---
    # Account: 444455556666, Region: eu-west-1
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
                Destination:
                  Bucket: arn:aws:s3:::example-replicas
    ---
    # Account: 444455556666, Region: eu-west-1
    Resources:
      Replicas:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: example-replicas
          VersioningConfiguration:
            Status: Enabled
      ReplicasPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Replicas
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::111122223333:role/replication
                Action: s3:ReplicateObject
                Resource: !Sub \${Replicas.Arn}/*
  `,
});
