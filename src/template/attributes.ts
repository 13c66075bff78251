/**
 * What `Ref` and `Fn::GetAtt` return for a type of resource, written as patterns. In a pattern stand:
 *
 * - `<name>`: the property that names the resource, or else the name or id that AWS gives it;
 * - `<path>`: its IAM path;
 * - `<partition>`, `<account>`, `<region>`, `<suffix>`: where the stack is;
 * - `<SomeAttribute>`: what `Fn::GetAtt` returns for that attribute, when no pattern tells it.
 */
export interface ResourceAttributes {
  /** The property that names the resource. */
  readonly nameProperty?: string;
  readonly ref: string;
  /** The ARN, also where `Fn::GetAtt` does not return it. */
  readonly arn: string;
  readonly attributes: { readonly [attribute: string]: string };
  /** Where no two resources of the type have one name. */
  readonly nameIsUniqueIn: 'partition' | 'account' | 'region';
}

const KEY: ResourceAttributes = {
  ref: '<name>',
  arn: 'arn:<partition>:kms:<region>:<account>:key/<name>',
  attributes: { Arn: 'arn:<partition>:kms:<region>:<account>:key/<name>', KeyId: '<name>' },
  nameIsUniqueIn: 'region',
};

/**
 * Only types that stand in a bucket's, a key's or a role's surroundings; of any other resource every attribute is a hole.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export const RESOURCE_ATTRIBUTES: ReadonlyMap<string, ResourceAttributes> = new Map<string, ResourceAttributes>([
  ['AWS::CloudFront::Distribution', {
    ref: '<name>',
    arn: 'arn:<partition>:cloudfront::<account>:distribution/<name>',
    attributes: { Id: '<name>' },
    nameIsUniqueIn: 'partition',
  }],
  ['AWS::CloudTrail::Trail', {
    nameProperty: 'TrailName',
    ref: '<name>',
    arn: 'arn:<partition>:cloudtrail:<region>:<account>:trail/<name>',
    attributes: { Arn: 'arn:<partition>:cloudtrail:<region>:<account>:trail/<name>' },
    nameIsUniqueIn: 'region',
  }],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', {
    nameProperty: 'Name',
    ref: 'arn:<partition>:elasticloadbalancing:<region>:<account>:loadbalancer/<LoadBalancerFullName>',
    arn: 'arn:<partition>:elasticloadbalancing:<region>:<account>:loadbalancer/<LoadBalancerFullName>',
    attributes: {
      LoadBalancerArn: 'arn:<partition>:elasticloadbalancing:<region>:<account>:loadbalancer/<LoadBalancerFullName>',
      LoadBalancerName: '<name>',
    },
    nameIsUniqueIn: 'region',
  }],
  ['AWS::IAM::Group', {
    nameProperty: 'GroupName',
    ref: '<name>',
    arn: 'arn:<partition>:iam::<account>:group<path><name>',
    attributes: { Arn: 'arn:<partition>:iam::<account>:group<path><name>' },
    nameIsUniqueIn: 'account',
  }],
  ['AWS::IAM::ManagedPolicy', {
    nameProperty: 'ManagedPolicyName',
    ref: 'arn:<partition>:iam::<account>:policy<path><name>',
    arn: 'arn:<partition>:iam::<account>:policy<path><name>',
    attributes: { PolicyArn: 'arn:<partition>:iam::<account>:policy<path><name>' },
    nameIsUniqueIn: 'account',
  }],
  ['AWS::IAM::Role', {
    nameProperty: 'RoleName',
    ref: '<name>',
    arn: 'arn:<partition>:iam::<account>:role<path><name>',
    attributes: { Arn: 'arn:<partition>:iam::<account>:role<path><name>' },
    nameIsUniqueIn: 'account',
  }],
  ['AWS::IAM::User', {
    nameProperty: 'UserName',
    ref: '<name>',
    arn: 'arn:<partition>:iam::<account>:user<path><name>',
    attributes: { Arn: 'arn:<partition>:iam::<account>:user<path><name>' },
    nameIsUniqueIn: 'account',
  }],
  ['AWS::KMS::Alias', {
    nameProperty: 'AliasName',
    ref: '<name>',
    arn: 'arn:<partition>:kms:<region>:<account>:<name>',
    attributes: {},
    nameIsUniqueIn: 'region',
  }],
  ['AWS::KMS::Key', KEY],
  // A replica has the id of its primary key. It gets a hole of its own, so that it can be determined from its primary.
  ['AWS::KMS::ReplicaKey', KEY],
  ['AWS::Lambda::Function', {
    nameProperty: 'FunctionName',
    ref: '<name>',
    arn: 'arn:<partition>:lambda:<region>:<account>:function:<name>',
    attributes: { Arn: 'arn:<partition>:lambda:<region>:<account>:function:<name>' },
    nameIsUniqueIn: 'region',
  }],
  ['AWS::Logs::LogGroup', {
    nameProperty: 'LogGroupName',
    ref: '<name>',
    arn: 'arn:<partition>:logs:<region>:<account>:log-group:<name>',
    attributes: { Arn: 'arn:<partition>:logs:<region>:<account>:log-group:<name>:*' },
    nameIsUniqueIn: 'region',
  }],
  ['AWS::Redshift::Cluster', {
    nameProperty: 'ClusterIdentifier',
    ref: '<name>',
    arn: 'arn:<partition>:redshift:<region>:<account>:cluster:<name>',
    attributes: {},
    nameIsUniqueIn: 'region',
  }],
  ['AWS::S3::Bucket', {
    nameProperty: 'BucketName',
    ref: '<name>',
    arn: 'arn:<partition>:s3:::<name>',
    attributes: {
      Arn: 'arn:<partition>:s3:::<name>',
      DomainName: '<name>.s3.<suffix>',
      DualStackDomainName: '<name>.s3.dualstack.<region>.<suffix>',
      RegionalDomainName: '<name>.s3.<region>.<suffix>',
    },
    nameIsUniqueIn: 'partition',
  }],
  ['AWS::S3Express::DirectoryBucket', {
    nameProperty: 'BucketName',
    ref: '<name>',
    arn: 'arn:<partition>:s3express:<region>:<account>:bucket/<name>',
    attributes: { Arn: 'arn:<partition>:s3express:<region>:<account>:bucket/<name>' },
    nameIsUniqueIn: 'region',
  }],
  // The ARN of a table has an ID that S3 gives it, and not its name.
  ['AWS::S3Tables::Table', {
    ref: 'arn:<partition>:s3tables:<region>:<account>:bucket/<TableBucketName>/table/<name>',
    arn: 'arn:<partition>:s3tables:<region>:<account>:bucket/<TableBucketName>/table/<name>',
    attributes: { TableARN: 'arn:<partition>:s3tables:<region>:<account>:bucket/<TableBucketName>/table/<name>' },
    nameIsUniqueIn: 'region',
  }],
  ['AWS::S3Tables::TableBucket', {
    nameProperty: 'TableBucketName',
    ref: 'arn:<partition>:s3tables:<region>:<account>:bucket/<name>',
    arn: 'arn:<partition>:s3tables:<region>:<account>:bucket/<name>',
    attributes: { TableBucketARN: 'arn:<partition>:s3tables:<region>:<account>:bucket/<name>' },
    nameIsUniqueIn: 'region',
  }],
  ['AWS::S3Vectors::VectorBucket', {
    nameProperty: 'VectorBucketName',
    ref: 'arn:<partition>:s3vectors:<region>:<account>:bucket/<name>',
    arn: 'arn:<partition>:s3vectors:<region>:<account>:bucket/<name>',
    attributes: { VectorBucketArn: 'arn:<partition>:s3vectors:<region>:<account>:bucket/<name>' },
    nameIsUniqueIn: 'region',
  }],
  ['AWS::SNS::Topic', {
    nameProperty: 'TopicName',
    ref: 'arn:<partition>:sns:<region>:<account>:<name>',
    arn: 'arn:<partition>:sns:<region>:<account>:<name>',
    attributes: { TopicArn: 'arn:<partition>:sns:<region>:<account>:<name>', TopicName: '<name>' },
    nameIsUniqueIn: 'region',
  }],
  ['AWS::SQS::Queue', {
    nameProperty: 'QueueName',
    ref: 'https://sqs.<region>.<suffix>/<account>/<name>',
    arn: 'arn:<partition>:sqs:<region>:<account>:<name>',
    attributes: {
      Arn: 'arn:<partition>:sqs:<region>:<account>:<name>',
      QueueName: '<name>',
      QueueUrl: 'https://sqs.<region>.<suffix>/<account>/<name>',
    },
    nameIsUniqueIn: 'region',
  }],
]);
