import { examples } from '../private/examples';

export const uploadPolicyMatchesDefaultExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub \${Bucket.Arn}/*
                Condition:
                  'Null':
                    s3:x-amz-server-side-encryption: 'false'
                  StringNotEquals:
                    s3:x-amz-server-side-encryption: AES256
  `,
  good: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub \${Bucket.Arn}/*
                Condition:
                  'Null':
                    s3:x-amz-server-side-encryption: 'false'
                  StringNotEquals:
                    s3:x-amz-server-side-encryption: aws:kms
  `,
});
