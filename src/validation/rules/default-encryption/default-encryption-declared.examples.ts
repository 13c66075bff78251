import { examples } from '../private/examples';

export const defaultEncryptionDeclaredExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
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
  `,
});
