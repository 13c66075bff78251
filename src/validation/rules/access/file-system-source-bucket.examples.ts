import { examples } from '../private/examples';

export const fileSystemSourceBucketExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
      FileSystem:
        Type: AWS::S3Files::FileSystem
        Properties:
          Bucket: !GetAtt Bucket.Arn
          RoleArn: arn:aws:iam::111122223333:role/file-system
  `,
  good: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: Enabled
      FileSystem:
        Type: AWS::S3Files::FileSystem
        Properties:
          Bucket: !GetAtt Bucket.Arn
          RoleArn: arn:aws:iam::111122223333:role/file-system
  `,
});
