import { examples } from '../private/examples';

export const loadBalancerLogsSseS3Examples = examples({
  bad: `
    Resources:
      LoadBalancer:
        Type: AWS::ElasticLoadBalancingV2::LoadBalancer
        Properties:
          Type: application
          Subnets:
            - subnet-0a1b2c3d
            - subnet-4e5f6a7b
          LoadBalancerAttributes:
            - Key: access_logs.s3.enabled
              Value: 'true'
            - Key: access_logs.s3.bucket
              Value: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !GetAtt Key.Arn
      Key:
        Type: AWS::KMS::Key
        Properties:
          EnableKeyRotation: true
  `,
  good: `
    Resources:
      LoadBalancer:
        Type: AWS::ElasticLoadBalancingV2::LoadBalancer
        Properties:
          Type: application
          Subnets:
            - subnet-0a1b2c3d
            - subnet-4e5f6a7b
          LoadBalancerAttributes:
            - Key: access_logs.s3.enabled
              Value: 'true'
            - Key: access_logs.s3.bucket
              Value: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: AES256
  `,
});
