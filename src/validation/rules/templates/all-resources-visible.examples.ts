import { examples } from '../private/examples';

export const allResourcesVisibleExamples = examples({
  bad: `
    Resources:
      Fn::ForEach::Buckets:
        - Name
        - [Logs, Data]
        - \${Name}Bucket:
            Type: AWS::S3::Bucket
  `,
  good: `
    Resources:
      Fn::ForEach::Buckets:
        - Name
        - [Logs, Data]
        - \${Name}Bucket:
            Type: AWS::S3::Bucket
    Transform: AWS::LanguageExtensions
  `,
});
