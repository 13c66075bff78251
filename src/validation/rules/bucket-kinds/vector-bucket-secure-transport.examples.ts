import { examples } from '../private/examples';

export const vectorBucketSecureTransportExamples = examples({
  bad: `
    Resources:
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: AES256
      Policy:
        Type: AWS::S3Vectors::VectorBucketPolicy
        Properties:
          VectorBucketArn: !GetAtt Vectors.VectorBucketArn
          Policy:
            Version: "2012-10-17"
            Statement:
              - Sid: DenyInsecureTransport
                Effect: Deny
                Principal: "*"
                Action: s3vectors:*
                Resource:
                  - !GetAtt Vectors.VectorBucketArn
                Condition:
                  Bool:
                    aws:SecureTransport: "false"
  `,
  good: `
    Resources:
      Vectors:
        Type: AWS::S3Vectors::VectorBucket
        Properties:
          EncryptionConfiguration:
            SseType: AES256
      Policy:
        Type: AWS::S3Vectors::VectorBucketPolicy
        Properties:
          VectorBucketArn: !GetAtt Vectors.VectorBucketArn
          Policy:
            Version: "2012-10-17"
            Statement:
              - Sid: DenyInsecureTransport
                Effect: Deny
                Principal: "*"
                Action: s3vectors:*
                Resource:
                  - !GetAtt Vectors.VectorBucketArn
                  - !Sub "\${Vectors.VectorBucketArn}/*"
                Condition:
                  Bool:
                    aws:SecureTransport: "false"
  `,
});
