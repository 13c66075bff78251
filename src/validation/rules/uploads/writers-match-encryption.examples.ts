import { examples } from '../private/examples';

export const writersMatchEncryptionExamples = examples({
  bad: `
    Resources:
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
      Results:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
                  KMSMasterKeyID: !GetAtt Key.Arn
      WorkGroup:
        Type: AWS::Athena::WorkGroup
        Properties:
          Name: analysts
          WorkGroupConfiguration:
            ResultConfiguration:
              OutputLocation: !Sub s3://\${Results}/queries/
              EncryptionConfiguration:
                EncryptionOption: SSE_S3
  `,
  good: `
    Resources:
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
      Results:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
                  KMSMasterKeyID: !GetAtt Key.Arn
      WorkGroup:
        Type: AWS::Athena::WorkGroup
        Properties:
          Name: analysts
          WorkGroupConfiguration:
            ResultConfiguration:
              OutputLocation: !Sub s3://\${Results}/queries/
              EncryptionConfiguration:
                EncryptionOption: SSE_KMS
                KmsKey: !GetAtt Key.Arn
  `,
});
