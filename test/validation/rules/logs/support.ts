import type { Rule } from '../../../../src/validation/rules';
import { bucket, CONDITIONS, encrypted, findings, PARAMETERS } from '../support';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const ENVIRONMENT = { account: ACCOUNT, region: REGION };

/** What a rule finds in one template. */
export function check(rule: Rule, Resources: { readonly [logicalId: string]: object }) {
  return findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources });
}

export const SSE_S3 = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } });
export const AWS_MANAGED = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
export const withKey = (more: object = {}) => encrypted({
  ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } }, ...more,
});

export const arn = (id = 'Logs') => ({ 'Fn::GetAtt': [id, 'Arn'] });
export const objects = (keys = '*', id = 'Logs') => ({ 'Fn::Join': ['', [arn(id), `/${keys}`]] });

/** Resources that have something delivered to the bucket `Logs`. */
export const logging = (more: object = {}) => bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' }, ...more } });
export const inventory = (more: object = {}) => bucket({
  InventoryConfigurations: [{ Id: 'All', Enabled: true, Destination: { BucketArn: arn(), Format: 'CSV', ...more } }],
});

export function loadBalancer(type?: unknown, prefix?: unknown, enabled: unknown = 'true', name: unknown = { Ref: 'Logs' }) {
  return {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      ...(type === undefined ? {} : { Type: type }),
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: enabled },
        { Key: 'access_logs.s3.bucket', Value: name },
        ...(prefix === undefined ? [] : [{ Key: 'access_logs.s3.prefix', Value: prefix }]),
      ],
    },
  };
}

export const classicLoadBalancer = (more: object = {}) => ({
  Type: 'AWS::ElasticLoadBalancing::LoadBalancer',
  Properties: { AccessLoggingPolicy: { Enabled: true, S3BucketName: { Ref: 'Logs' }, ...more } },
});
export const trail = (more: object = {}) => ({ Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: { Ref: 'Logs' }, ...more } });
export const channel = (more: object = {}) => ({ Type: 'AWS::Config::DeliveryChannel', Properties: { S3BucketName: { Ref: 'Logs' }, ...more } });
export const flowLog = (more: object = {}) => ({
  Type: 'AWS::EC2::FlowLog', Properties: { ResourceType: 'VPC', LogDestinationType: 's3', LogDestination: arn(), ...more },
});
export const distribution = (Bucket: unknown = { 'Fn::GetAtt': ['Logs', 'RegionalDomainName'] }) => ({
  Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Logging: { Bucket } } },
});
export const vended = (destination: unknown = arn()) => ({
  Type: 'AWS::Logs::DeliveryDestination', Properties: { Name: 'destination', DestinationResourceArn: destination },
});
export const waf = (destination: unknown = arn()) => ({
  Type: 'AWS::WAFv2::LoggingConfiguration', Properties: { ResourceArn: 'arn', LogDestinationConfigs: [destination] },
});
export const resolver = (destination: unknown = arn()) => ({
  Type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig', Properties: { DestinationArn: destination },
});
export const cluster = (more: object = {}) => ({
  Type: 'AWS::Redshift::Cluster', Properties: { LoggingProperties: { BucketName: { Ref: 'Logs' }, ...more } },
});

/** The policy of the bucket `Logs`. */
export const policy = (...statements: unknown[]) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: { Ref: 'Logs' }, PolicyDocument: { Version: '2012-10-17', Statement: statements } },
});

/** The policy of the key `Key`. */
export const key = (...statements: unknown[]) => ({
  Type: 'AWS::KMS::Key',
  Properties: {
    KeyPolicy: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }, Action: 'kms:*', Resource: '*' },
        ...statements,
      ],
    },
  },
});

export function allow(Service: unknown, Action: unknown = 's3:PutObject', Resource: unknown = objects(), Condition?: object) {
  return { Effect: 'Allow', Principal: { Service }, Action, Resource, ...(Condition ? { Condition } : {}) };
}

/** Denies plain HTTP, as most policies do. */
export const DENY_HTTP = {
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arn(), objects()], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
