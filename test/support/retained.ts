import type { TemplateJson } from './concrete';

interface Removable {
  readonly Type: string;
  readonly Properties?: unknown;
  readonly DeletionPolicy?: unknown;
  readonly UpdateReplacePolicy?: unknown;
}
type Resources = { readonly [logicalId: string]: Removable };

/** What was found in the templates of the test that runs. A test that means it takes it out. */
export const foundLessProtected: string[] = [];

const isRetained = (policy: unknown) => policy === 'Retain' || policy === 'RetainExceptOnCreate';

/** Policies of buckets, with the type of the bucket and the property that refers to it. */
const POLICIES: { readonly [type: string]: readonly [bucketType: string, property: string] } = {
  'AWS::S3::BucketPolicy': ['AWS::S3::Bucket', 'Bucket'],
  'AWS::S3Express::BucketPolicy': ['AWS::S3Express::DirectoryBucket', 'Bucket'],
  'AWS::S3Tables::TableBucketPolicy': ['AWS::S3Tables::TableBucket', 'TableBucketARN'],
  'AWS::S3Vectors::VectorBucketPolicy': ['AWS::S3Vectors::VectorBucket', 'VectorBucketArn'],
};

/** They may refer to keys, which do not encrypt them. */
const NOT_ENCRYPTED = ['AWS::KMS::Key', ...Object.keys(POLICIES)];

/**
 * What is retained in a template while something that protects it is not: a bucket without its policy, and anything
 * encrypted without its key.
 *
 * @param isOurs Which bucket policies are looked at
 */
export function lessProtected(template: TemplateJson, isOurs: (policy: object) => boolean = () => true): string[] {
  const resources = (template.Resources ?? {}) as Resources;
  return Object.entries(resources).flatMap(([logicalId, resource]) => [
    ...(Object.hasOwn(POLICIES, resource.Type) && isOurs(resource) ? policyThatGoes(resources, logicalId) : []),
    ...(isRetained(resource.DeletionPolicy) && !NOT_ENCRYPTED.includes(resource.Type) ? keysThatGo(resources, logicalId) : []),
  ]);
}

/**
 * What stops the next try of a deployment that failed: it stays although its creation was rolled back, and its name is
 * fixed. A bucket policy has the name of its bucket.
 */
export function stopsNextTry(template: TemplateJson): string[] {
  return Object.entries((template.Resources ?? {}) as Resources)
    .filter(([, { Type: type, DeletionPolicy: policy, Properties: properties }]) => policy === 'Retain' && hasFixedName(type, properties as object | undefined))
    .map(([logicalId, { Type: type }]) => `${logicalId} (${type}) has a fixed name and stays when its creation is rolled back`);
}

/** Properties that name a resource, of all types that this library and its users put into stacks. */
const NAMES = [
  'AliasName', 'AlarmName', 'BucketName', 'BucketNamePrefix', 'DashboardName', 'DatabaseInput', 'IndexName', 'LogGroupName', 'ManagedPolicyName', 'Name',
  'Namespace', 'PolicyName', 'QueueName', 'RoleName', 'TableBucketName', 'TableInput', 'TableName', 'TopicName', 'TrailName', 'VectorBucketName',
];

function hasFixedName(type: string, properties: object = {}): boolean {
  return Object.hasOwn(POLICIES, type) || NAMES.some((name) => name in properties);
}

function policyThatGoes(resources: Resources, logicalId: string): string[] {
  const policy = resources[logicalId];
  const [bucketType, property] = POLICIES[policy.Type];
  const [bucketId, bucket] = bucketOf(resources, bucketType, (policy.Properties as { [property: string]: unknown } | undefined)?.[property]) ?? [];
  if (!bucket) { return []; }
  return [
    ...(isRetained(bucket.DeletionPolicy) && !isRetained(policy.DeletionPolicy) ? [`bucket ${bucketId} is retained, its policy ${logicalId} is deleted`] : []),
    ...(isRetained(bucket.UpdateReplacePolicy) && !isRetained(policy.UpdateReplacePolicy)
      ? [`bucket ${bucketId} is retained when it is replaced, its policy ${logicalId} is deleted`] : []),
  ];
}

function bucketOf(resources: Resources, bucketType: string, named: unknown): [string, Removable] | undefined {
  return Object.entries(resources).find(([logicalId, { Type: type, Properties: properties }]) => type === bucketType && (
    typeof named === 'string'
      ? (properties as { BucketName?: unknown } | undefined)?.BucketName === named
      : referred(named).includes(logicalId)
  ));
}

/** A key has to stay as long as what is encrypted with it, also when the creation of either is rolled back. */
function keysThatGo(resources: Resources, logicalId: string): string[] {
  const { DeletionPolicy: kept, Properties: properties } = resources[logicalId];
  return [...new Set(referred(properties))]
    .filter((id) => Object.hasOwn(resources, id) && resources[id].Type === 'AWS::KMS::Key')
    .filter((id) => !isRetained(resources[id].DeletionPolicy) || (kept === 'Retain' && resources[id].DeletionPolicy !== 'Retain'))
    .map((id) => `${logicalId} is retained, its key ${id} is deleted`);
}

function referred(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([name, inner]): string[] => {
    if (name === 'Ref') { return [String(inner)]; }
    if (name === 'Fn::GetAtt') { return [Array.isArray(inner) ? String(inner[0]) : String(inner).split('.')[0]]; }
    return referred(inner);
  });
}
