import { examples } from '../private/examples';

export const bucketKindKmsEncryptionExamples = examples({
  bad: `
    Resources:
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: AES256
  `,
  good: `
    Resources:
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: aws:kms
            KmsKeyArn: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
  `,
});
