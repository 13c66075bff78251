import { examples } from '../private/examples';

export const fileSystemNotDeniedExamples = examples({
  bad: `
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          VersioningConfiguration:
            Status: Enabled
      Policy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: DenyAllButAdministrators
                Effect: Deny
                Principal: "*"
                Action: s3:DeleteObject
                Resource: !Sub "\${Bucket.Arn}/*"
                Condition:
                  ArnNotEquals:
                    aws:PrincipalArn: arn:aws:iam::111122223333:role/administrator
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
      Policy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: DenyAllButAdministrators
                Effect: Deny
                Principal: "*"
                Action: s3:DeleteObject
                Resource: !Sub "\${Bucket.Arn}/*"
                Condition:
                  ArnNotEquals:
                    aws:PrincipalArn:
                      - arn:aws:iam::111122223333:role/administrator
                      - arn:aws:iam::111122223333:role/file-system
      FileSystem:
        Type: AWS::S3Files::FileSystem
        Properties:
          Bucket: !GetAtt Bucket.Arn
          RoleArn: arn:aws:iam::111122223333:role/file-system
  `,
});
