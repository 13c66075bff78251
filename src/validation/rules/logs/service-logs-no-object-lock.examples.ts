import { examples } from '../private/examples';

export const serviceLogsNoObjectLockExamples = examples({
  bad: `
    Resources:
      DeliveryChannel:
        Type: AWS::Config::DeliveryChannel
        Properties:
          S3BucketName: !Ref Logs
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
      DeliveryChannel:
        Type: AWS::Config::DeliveryChannel
        Properties:
          S3BucketName: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
  `,
});
