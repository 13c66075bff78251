import { examples } from '../private/examples';

export const replicationOwnerOverrideExamples = examples({
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
                  Bucket: arn:aws:s3:::example-replicas
                  AccessControlTranslation:
                    Owner: Destination
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
                  Bucket: arn:aws:s3:::example-replicas
                  Account: '444455556666'
                  AccessControlTranslation:
                    Owner: Destination
  `,
});
