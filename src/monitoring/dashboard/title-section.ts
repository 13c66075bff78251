import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';

/** What the dashboard is about, and how to read it. */
export function titleSection(): cloudwatch.IWidget[][] {
  return [[new cloudwatch.TextWidget({
    width: 24,
    height: 2,
    markdown: '# S3 encryption\n\n'
      + 'Uploads are counted by the encryption that S3 applied, as CloudTrail tells it: `Default_` is the default encryption of the bucket, '
      + 'the others are what the upload asked for.',
  })]];
}
