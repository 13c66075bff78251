import { examples } from '../private/examples';

export const cloudTrailBucketAccessLoggingExamples = examples({
  bad: `
    Resources:
      Trail:
        Type: AWS::CloudTrail::Trail
        Properties:
          IsLogging: true
          S3BucketName: !Ref TrailLogs
      TrailLogs:
        Type: AWS::S3::Bucket
  `,
  good: `
    Resources:
      Trail:
        Type: AWS::CloudTrail::Trail
        Properties:
          IsLogging: true
          S3BucketName: !Ref TrailLogs
      TrailLogs:
        Type: AWS::S3::Bucket
        Properties:
          LoggingConfiguration:
            DestinationBucketName: !Ref AccessLogs
      AccessLogs:
        Type: AWS::S3::Bucket
  `,
});
