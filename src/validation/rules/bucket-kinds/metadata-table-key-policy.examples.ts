import { examples } from '../private/examples';

export const metadataTableKeyPolicyExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          MetadataConfiguration:
            JournalTableConfiguration:
              RecordExpiration:
                Expiration: DISABLED
              EncryptionConfiguration:
                SseAlgorithm: aws:kms
                KmsKeyArn: !GetAtt Key.Arn
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
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          MetadataConfiguration:
            JournalTableConfiguration:
              RecordExpiration:
                Expiration: DISABLED
              EncryptionConfiguration:
                SseAlgorithm: aws:kms
                KmsKeyArn: !GetAtt Key.Arn
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
                  Service:
                    - metadata.s3.amazonaws.com
                    - maintenance.s3tables.amazonaws.com
                Action:
                  - kms:GenerateDataKey
                  - kms:Decrypt
                Resource: "*"
                Condition:
                  StringLike:
                    kms:EncryptionContext:aws:s3:arn:
                      - !Sub arn:aws:s3tables:\${AWS::Region}:\${AWS::AccountId}:bucket/aws-s3/*
  `,
});
