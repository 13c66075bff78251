import { examples } from '../private/examples';

export const vectorIndexingKeyPolicyExamples = examples({
  bad: `
    Resources:
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: aws:kms
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
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: aws:kms
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
                  Service: indexing.s3vectors.amazonaws.com
                Action: kms:Decrypt
                Resource: "*"
                Condition:
                  StringEquals:
                    aws:SourceAccount: !Ref AWS::AccountId
                  ArnLike:
                    aws:SourceArn: !Sub arn:\${AWS::Partition}:s3vectors:\${AWS::Region}:\${AWS::AccountId}:bucket/*
  `,
});
