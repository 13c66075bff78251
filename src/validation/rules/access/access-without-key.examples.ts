import { examples } from '../private/examples';

export const accessWithoutKeyExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - BucketKeyEnabled: true
                ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
                  KMSMasterKeyID: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          KeyPolicy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action: kms:*
                Resource: '*'
      Reader:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: lambda.amazonaws.com
                Action: sts:AssumeRole
          Policies:
            - PolicyName: Read
              PolicyDocument:
                Version: '2012-10-17'
                Statement:
                  - Effect: Allow
                    Action: s3:GetObject
                    Resource: !Sub \${Bucket.Arn}/*
  `,
  good: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - BucketKeyEnabled: true
                ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
                  KMSMasterKeyID: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          KeyPolicy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action: kms:*
                Resource: '*'
      Reader:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: lambda.amazonaws.com
                Action: sts:AssumeRole
          Policies:
            - PolicyName: Read
              PolicyDocument:
                Version: '2012-10-17'
                Statement:
                  - Effect: Allow
                    Action: s3:GetObject
                    Resource: !Sub \${Bucket.Arn}/*
                  - Effect: Allow
                    Action: kms:Decrypt
                    Resource: !GetAtt Key.Arn
                    Condition:
                      StringEquals:
                        kms:ViaService: !Sub s3.\${AWS::Region}.amazonaws.com
  `,
});
