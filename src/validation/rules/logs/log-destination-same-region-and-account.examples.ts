import { examples } from '../private/examples';

export const logDestinationSameRegionAndAccountExamples = examples({
  bad: `
    # Account: 111122223333, Region: us-east-1
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          LoggingConfiguration:
            DestinationBucketName: example-logs-eu-west-1
    ---
    # Account: 111122223333, Region: eu-west-1
    Resources:
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: example-logs-eu-west-1
  `,
  good: `
    # Account: 111122223333, Region: us-east-1
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          LoggingConfiguration:
            DestinationBucketName: example-logs-us-east-1
    ---
    # Account: 111122223333, Region: us-east-1
    Resources:
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: example-logs-us-east-1
  `,
});
