import { examples } from '../private/examples';

export const logDestinationNoObjectLockExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          LoggingConfiguration:
            DestinationBucketName: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          ObjectLockEnabled: true
          ObjectLockConfiguration:
            ObjectLockEnabled: Enabled
            Rule:
              DefaultRetention:
                Mode: GOVERNANCE
                Days: 30
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
