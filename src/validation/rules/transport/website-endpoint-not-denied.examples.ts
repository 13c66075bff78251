import { examples } from '../private/examples';

export const websiteEndpointNotDeniedExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          WebsiteConfiguration:
            IndexDocument: index.html
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
  good: `
    Resources:
      Bucket: # CloudFront serves it with origin access control
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
