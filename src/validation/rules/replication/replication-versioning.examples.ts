import { examples } from '../private/examples';

export const replicationVersioningExamples = examples({
  bad: `
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
                  Bucket: !GetAtt Replicas.Arn
      Replicas:
        Type: AWS::S3::Bucket
  `,
  good: `
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
                  Bucket: !GetAtt Replicas.Arn
      Replicas:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: Enabled
  `,
});
