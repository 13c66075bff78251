import { examples } from '../private/examples';

export const logDeliveryConfinedExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          LoggingConfiguration:
            DestinationBucketName: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
      LogsPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Logs
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: logging.s3.amazonaws.com
                Action: s3:PutObject
                Resource: !Sub \${Logs.Arn}/*
  `,
  good: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          LoggingConfiguration:
            DestinationBucketName: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
      LogsPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Logs
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  Service: logging.s3.amazonaws.com
                Action: s3:PutObject
                Resource: !Sub \${Logs.Arn}/*
                Condition:
                  StringEquals:
                    aws:SourceAccount: !Ref AWS::AccountId
  `,
});
