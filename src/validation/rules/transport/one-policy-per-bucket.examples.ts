import { examples } from '../private/examples';

export const onePolicyPerBucketExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
      TransportPolicy:
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
      ReaderPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::444455556666:root
                Action: s3:GetObject
                Resource: !Sub \${Bucket.Arn}/*
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
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::444455556666:root
                Action: s3:GetObject
                Resource: !Sub \${Bucket.Arn}/*
  `,
});
