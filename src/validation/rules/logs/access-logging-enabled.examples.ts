import { examples } from '../private/examples';

export const accessLoggingEnabledExamples = examples({
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
          LoggingConfiguration:
            DestinationBucketName: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
  `,
});
