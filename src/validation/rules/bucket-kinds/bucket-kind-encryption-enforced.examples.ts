import { examples } from '../private/examples';

export const bucketKindEncryptionEnforcedExamples = examples({
  bad: `
    Resources:
      Scratch:
        Type: AWS::S3Express::DirectoryBucket
        Properties:
          DataRedundancy: SingleAvailabilityZone
          LocationName: euw1-az1
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - BucketKeyEnabled: true
                ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
                  KMSMasterKeyID: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
      Policy:
        Type: AWS::S3Express::BucketPolicy
        Properties:
          Bucket: !Ref Scratch
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: DenySessionsOfOtherKeys
                Effect: Deny
                Principal: "*"
                Action: s3express:CreateSession
                Resource: !GetAtt Scratch.Arn
                Condition:
                  "Null":
                    s3express:x-amz-server-side-encryption-aws-kms-key-id: "false"
                  StringNotEquals:
                    s3express:x-amz-server-side-encryption-aws-kms-key-id:
                      - arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
  `,
  good: `
    Resources:
      Scratch:
        Type: AWS::S3Express::DirectoryBucket
        Properties:
          DataRedundancy: SingleAvailabilityZone
          LocationName: euw1-az1
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - BucketKeyEnabled: true
                ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
                  KMSMasterKeyID: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
      Policy:
        Type: AWS::S3Express::BucketPolicy
        Properties:
          Bucket: !Ref Scratch
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: DenySessionsOfOtherAlgorithms
                Effect: Deny
                Principal: "*"
                Action: s3express:CreateSession
                Resource: !GetAtt Scratch.Arn
                Condition:
                  "Null":
                    s3express:x-amz-server-side-encryption: "false"
                  StringNotEquals:
                    s3express:x-amz-server-side-encryption: aws:kms
  `,
});
