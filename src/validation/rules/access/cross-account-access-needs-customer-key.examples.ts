import { examples } from '../private/examples';

export const crossAccountAccessNeedsCustomerKeyExamples = examples({
  bad: `
    # Account: 111122223333
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms # without a key: the AWS managed key aws/s3
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::444455556666:root
                Action: s3:GetObject
                Resource: !Sub \${Bucket.Arn}/*
  `,
  good: `
    # Account: 111122223333
    Resources:
      Bucket:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                  SSEAlgorithm: aws:kms
                  KMSMasterKeyID: !GetAtt Key.Arn
      BucketPolicy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Bucket
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::444455556666:root
                Action: s3:GetObject
                Resource: !Sub \${Bucket.Arn}/*
      Key:
        Type: AWS::KMS::Key
        Properties:
          KeyPolicy:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Principal:
                  AWS: !Sub arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root
                Action: kms:*
                Resource: '*'
              - Effect: Allow
                Principal:
                  AWS: arn:aws:iam::444455556666:root
                Action: kms:Decrypt
                Resource: '*'
                Condition:
                  StringEquals:
                    kms:ViaService: !Sub s3.\${AWS::Region}.amazonaws.com
  `,
});
