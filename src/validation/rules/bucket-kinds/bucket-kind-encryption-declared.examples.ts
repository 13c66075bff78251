import { examples } from '../private/examples';

export const bucketKindEncryptionDeclaredExamples = examples({
  bad: `
    Resources:
      Tables:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: analytics-tables
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
  `,
  good: `
    Resources:
      Tables:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: analytics-tables
          EncryptionConfiguration:
            SSEAlgorithm: AES256
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: AES256
  `,
});
