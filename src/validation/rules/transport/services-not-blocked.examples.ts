import { examples } from '../private/examples';

export const servicesNotBlockedExamples = examples({
  bad: `
    Resources:
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
              - Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource:
                  - !GetAtt Logs.Arn
                  - !Sub \${Logs.Arn}/*
                Condition:
                  StringNotEquals:
                    aws:SourceVpce: vpce-1a2b3c4d
  `,
  good: `
    Resources:
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
              - Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource:
                  - !GetAtt Logs.Arn
                  - !Sub \${Logs.Arn}/*
                Condition:
                  StringNotEquals:
                    aws:SourceVpce: vpce-1a2b3c4d
                  BoolIfExists:
                    aws:PrincipalIsAWSService: 'false'
  `,
});
