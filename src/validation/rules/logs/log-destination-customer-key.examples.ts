import { examples } from '../private/examples';

export const logDestinationCustomerKeyExamples = examples({
  bad: `
    Resources:
      FlowLog:
        Type: AWS::EC2::FlowLog
        Properties:
          ResourceType: VPC
          ResourceId: vpc-0a1b2c3d
          TrafficType: ALL
          LogDestinationType: s3
          LogDestination: !GetAtt Logs.Arn
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # without a key: the AWS managed key aws/s3
  `,
  good: `
    Resources:
      FlowLog:
        Type: AWS::EC2::FlowLog
        Properties:
          ResourceType: VPC
          ResourceId: vpc-0a1b2c3d
          TrafficType: ALL
          LogDestinationType: s3
          LogDestination: !GetAtt Logs.Arn
      Logs:
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
              - Effect: Allow
                Principal:
                  Service: delivery.logs.amazonaws.com
                Action:
                  - kms:GenerateDataKey*
                  - kms:Decrypt
                Resource: '*'
                Condition:
                  StringEquals:
                    aws:SourceAccount: !Ref AWS::AccountId
                  ArnLike:
                    aws:SourceArn: !Sub arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:*
  `,
});
