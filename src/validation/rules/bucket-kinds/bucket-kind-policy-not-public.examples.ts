import { examples } from '../private/examples';

export const bucketKindPolicyNotPublicExamples = examples({
  bad: `
    Resources:
      Tables:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: analytics-tables
          EncryptionConfiguration:
            SSEAlgorithm: AES256
      Policy:
        Type: AWS::S3Tables::TableBucketPolicy
        Properties:
          TableBucketARN: !GetAtt Tables.TableBucketARN
          ResourcePolicy:
            Version: "2012-10-17"
            Statement:
              - Sid: ReadTables
                Effect: Allow
                Principal: "*"
                Action: s3tables:GetTableData
                Resource: !Sub "\${Tables.TableBucketARN}/*"
  `,
  good: `
    Resources:
      Tables:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: analytics-tables
          EncryptionConfiguration:
            SSEAlgorithm: AES256
      Policy:
        Type: AWS::S3Tables::TableBucketPolicy
        Properties:
          TableBucketARN: !GetAtt Tables.TableBucketARN
          ResourcePolicy:
            Version: "2012-10-17"
            Statement:
              - Sid: ReadTables
                Effect: Allow
                Principal:
                  AWS: arn:aws:iam::111122223333:role/analyst
                Action: s3tables:GetTableData
                Resource: !Sub "\${Tables.TableBucketARN}/*"
  `,
});
