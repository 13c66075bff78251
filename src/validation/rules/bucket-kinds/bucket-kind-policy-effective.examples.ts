import { examples } from '../private/examples';

export const bucketKindPolicyEffectiveExamples = examples({
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
              - Sid: DenyTablesWithoutKms
                Effect: Deny
                Principal: "*"
                Action: s3tables:CreateTable
                Resource: !Sub "\${Tables.TableBucketARN}/*"
                Condition:
                  StringNotEquals:
                    s3tables:SSEAlgorithm: aws:kms
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
              - Sid: DenyTablesWithoutKms
                Effect: Deny
                Principal: "*"
                Action: s3tables:CreateTable
                Resource:
                  - !GetAtt Tables.TableBucketARN
                  - !Sub "\${Tables.TableBucketARN}/*"
                Condition:
                  StringNotEquals:
                    s3tables:SSEAlgorithm: aws:kms
  `,
});
