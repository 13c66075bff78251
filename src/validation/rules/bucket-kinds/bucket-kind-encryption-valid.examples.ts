import { examples } from '../private/examples';

export const bucketKindEncryptionValidExamples = examples({
  bad: `
    Resources:
      Tables:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: analytics-tables
          EncryptionConfiguration:
            SSEAlgorithm: aws:kms
            KMSKeyArn: arn:aws:kms:eu-west-1:111122223333:alias/tables
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: aws:kms
  `,
  good: `
    Resources:
      Tables:
        Type: AWS::S3Tables::TableBucket
        Properties:
          TableBucketName: analytics-tables
          EncryptionConfiguration:
            SSEAlgorithm: aws:kms
            KMSKeyArn: arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: AES256
  `,
});
