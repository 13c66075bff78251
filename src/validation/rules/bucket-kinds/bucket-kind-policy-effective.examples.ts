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
              - Sid: DenyInsecureTransport
                Effect: Deny
                Principal: "*"
                Action: s3:*
                Resource: !Sub "\${Tables.TableBucketARN}/*"
                Condition:
                  Bool:
                    aws:SecureTransport: "false"
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
              - Sid: DenyInsecureTransport
                Effect: Deny
                Principal: "*"
                Action: s3tables:*
                Resource:
                  - !GetAtt Tables.TableBucketARN
                  - !Sub "\${Tables.TableBucketARN}/*"
                Condition:
                  Bool:
                    aws:SecureTransport: "false"
  `,
});
