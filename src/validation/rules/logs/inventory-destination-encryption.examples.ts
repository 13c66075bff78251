import { examples } from '../private/examples';

export const inventoryDestinationEncryptionExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          InventoryConfigurations:
            - Id: all-objects
              Enabled: true
              IncludedObjectVersions: All
              ScheduleFrequency: Daily
              Destination:
                BucketArn: !GetAtt Reports.Arn
                Format: CSV
      Reports:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # without a key: the AWS managed key aws/s3
  `,
  good: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          InventoryConfigurations:
            - Id: all-objects
              Enabled: true
              IncludedObjectVersions: All
              ScheduleFrequency: Daily
              Destination:
                BucketArn: !GetAtt Reports.Arn
                Format: CSV
      Reports:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: AES256
  `,
});
