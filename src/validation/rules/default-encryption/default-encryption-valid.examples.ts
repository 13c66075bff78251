import { examples } from '../private/examples';

export const defaultEncryptionValidExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: AES256
                  KMSMasterKeyID: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
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
                  KMSMasterKeyID: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
  `,
});
