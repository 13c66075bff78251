import { examples } from '../private/examples';

export const tableMaintenanceKeyPolicyExamples = examples({
  bad: `
    Resources:
      Tables:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: analytics-tables
          EncryptionConfiguration:
            SSEAlgorithm: aws:kms
            KMSKeyArn: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
          KeyPolicy:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action: kms:*
                Resource: "*"
  `,
  good: `
    Resources:
      Tables:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: analytics-tables
          EncryptionConfiguration:
            SSEAlgorithm: aws:kms
            KMSKeyArn: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
          KeyPolicy:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action: kms:*
                Resource: "*"
              - Effect: Allow
                Principal:
                  Service: maintenance.s3tables.amazonaws.com
                Action:
                  - kms:GenerateDataKey
                  - kms:Decrypt
                Resource: "*"
                Condition:
                  StringLike:
                    kms:EncryptionContext:aws:s3:arn:
                      - !Sub arn:aws:s3tables:\${AWS::Region}:\${AWS::AccountId}:bucket/analytics-tables/*
  `,
});
