import { examples } from '../private/examples';

export const secureTransportRequiredExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: !Sub \${Bucket.Arn}/* # not the bucket itself
                Condition:
                  Bool:
                    aws:SecureTransport: 'false'
  `,
  good: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource:
                  - !GetAtt Bucket.Arn
                  - !Sub \${Bucket.Arn}/*
                Condition:
                  Bool:
                    aws:SecureTransport: 'false'
  `,
});
