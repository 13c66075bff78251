import { examples } from '../private/examples';

export const noLegacyUploadDenyExamples = examples({
  bad: `
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
              - Sid: DenyUnencryptedObjectUploads
                Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub \${Bucket.Arn}/*
                Condition:
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
                  SSEAlgorithm: AES256
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Sid: DenyOtherEncryption
                Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub \${Bucket.Arn}/*
                Condition:
                  'Null':
                    s3:x-amz-server-side-encryption: 'false'
                  StringNotEquals:
                    s3:x-amz-server-side-encryption: AES256
  `,
});
