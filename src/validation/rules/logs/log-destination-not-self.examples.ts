import { examples } from '../private/examples';

export const logDestinationNotSelfExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          LoggingConfiguration:
            LogFilePrefix: logs/ # without a destination: the bucket itself
  `,
  good: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          LoggingConfiguration:
            DestinationBucketName: !Ref Logs
            LogFilePrefix: bucket/
      Logs:
        Type: AWS::S3::Bucket
  `,
});
