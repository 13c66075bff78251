import { examples } from '../private/examples';

const SOURCE = `
    Resources:
      Lake:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: lake
          EncryptionConfiguration:
            SSEAlgorithm: aws:kms
            KMSKeyArn: !GetAtt Key.Arn
          ReplicationConfiguration:
            Role: !GetAtt Role.Arn
            Rules:
              - Destinations:
                  - DestinationTableBucketARN: arn:aws:s3tables:eu-central-1:111122223333:bucket/lake
      Key:
        Type: AWS::KMS::Key
      Role:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal:
                  Service: replication.s3tables.amazonaws.com
                Action: sts:AssumeRole
          Policies:
            - PolicyName: Replicate
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Action:
                      - s3tables:GetTable
                      - s3tables:GetTableData
                      - s3tables:GetTableMetadataLocation
                    Resource: arn:aws:s3tables:eu-west-1:111122223333:bucket/lake/*
`;

export const tableReplicationKeysExamples = examples({
  bad: `${SOURCE}  `,
  good: `${SOURCE}                  - Effect: Allow
                    Action:
                      - kms:Decrypt
                      - kms:GenerateDataKey
                    Resource: !GetAtt Key.Arn
  `,
});
