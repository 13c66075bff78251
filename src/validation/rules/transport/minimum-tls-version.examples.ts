import { examples } from '../private/examples';

export const minimumTlsVersionExamples = examples({
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
                Resource:
                  - !GetAtt Bucket.Arn
                  - !Sub \${Bucket.Arn}/*
                Condition:
                  NumericLessThan:
                    s3:TlsVersion: '1.1'
                  BoolIfExists:
                    aws:PrincipalIsAWSService: 'false'
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
                  NumericLessThan:
                    s3:TlsVersion: '1.2'
                  BoolIfExists:
                    aws:PrincipalIsAWSService: 'false'
  `,
});
