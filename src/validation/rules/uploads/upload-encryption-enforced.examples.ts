import { examples } from '../private/examples';

export const uploadEncryptionEnforcedExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: AES256
  `,
  good: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: AES256
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Deny
                Principal: '*'
                Action:
                  - s3:PutObject
                  - s3:UpdateObjectEncryption
                Resource: !Sub \${Bucket.Arn}/*
                Condition:
                  'Null':
                    s3:x-amz-server-side-encryption: 'false'
                  StringNotEquals:
                    s3:x-amz-server-side-encryption: AES256
  `,
});
