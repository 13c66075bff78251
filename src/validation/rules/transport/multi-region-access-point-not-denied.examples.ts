import { examples } from '../private/examples';

export const multiRegionAccessPointNotDeniedExamples = examples({
  bad: `
    Resources:
      AccessPoint:
        Type: AWS::S3::MultiRegionAccessPoint
        Properties:
          Regions:
            - Bucket: !Ref Bucket
      Bucket:
        Type: AWS::S3::Bucket
      Policy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: DenyOldTls
                Effect: Deny
                Principal: "*"
                Action: s3:*
                Resource:
                  - !GetAtt Bucket.Arn
                  - !Sub "\${Bucket.Arn}/*"
                Condition:
                  NumericLessThan:
                    s3:TlsVersion: "1.3"
  `,
  good: `
    Resources:
      AccessPoint:
        Type: AWS::S3::MultiRegionAccessPoint
        Properties:
          Regions:
            - Bucket: !Ref Bucket
      Bucket:
        Type: AWS::S3::Bucket
      Policy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: DenyOldTls
                Effect: Deny
                Principal: "*"
                Action: s3:*
                Resource:
                  - !GetAtt Bucket.Arn
                  - !Sub "\${Bucket.Arn}/*"
                Condition:
                  NumericLessThan:
                    s3:TlsVersion: "1.2"
  `,
});
