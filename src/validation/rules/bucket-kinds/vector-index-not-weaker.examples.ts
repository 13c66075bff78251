import { examples } from '../private/examples';

export const vectorIndexNotWeakerExamples = examples({
  bad: `
    Resources:
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: aws:kms
            KmsKeyArn: !GetAtt Key.Arn
      Index:
        Type: AWS::S3Vectors::Index
        Properties:
          VectorBucketArn: !GetAtt Vectors.VectorBucketArn
          DataType: float32
          Dimension: 1024
          DistanceMetric: cosine
          EncryptionConfiguration:
            SseType: AES256
  `,
  good: `
    Resources:
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: aws:kms
            KmsKeyArn: !GetAtt Key.Arn
      Index:
        Type: AWS::S3Vectors::Index
        Properties:
          VectorBucketArn: !GetAtt Vectors.VectorBucketArn
          DataType: float32
          Dimension: 1024
          DistanceMetric: cosine
  `,
});
