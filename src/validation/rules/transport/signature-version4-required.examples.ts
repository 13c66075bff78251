import { examples } from '../private/examples';

export const signatureVersion4RequiredExamples = examples({
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
                Action: s3:PutObject # other requests can still use Signature Version 2
                Resource: !Sub \${Bucket.Arn}/*
                Condition:
                  StringEquals:
                    s3:signatureversion: AWS
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
                  StringEquals:
                    s3:signatureversion: AWS
                  BoolIfExists:
                    aws:PrincipalIsAWSService: 'false'
  `,
});
