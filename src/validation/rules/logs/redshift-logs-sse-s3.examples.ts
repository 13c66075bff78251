import { examples } from '../private/examples';

export const redshiftLogsSseS3Examples = examples({
  bad: `
    Resources:
      Cluster:
        Type: AWS::Redshift::Cluster
        Properties:
          ClusterType: single-node
          NodeType: ra3.large
          DBName: sales
          MasterUsername: admin
          ManageMasterPassword: true
          LoggingProperties:
            BucketName: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
  `,
  good: `
    Resources:
      Cluster:
        Type: AWS::Redshift::Cluster
        Properties:
          ClusterType: single-node
          NodeType: ra3.large
          DBName: sales
          MasterUsername: admin
          ManageMasterPassword: true
          LoggingProperties:
            BucketName: !Ref Logs
      Logs:
        Type: AWS::S3::Bucket
        Properties:
          BucketEncryption:
            ServerSideEncryptionConfiguration:
              - ServerSideEncryptionByDefault:
                    SSEAlgorithm: AES256
  `,
});
