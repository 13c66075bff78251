import { type aws_s3 as s3, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { ElementsById } from './elements-by-id';
import { App, type Text, type Value } from '../../template';

/** Reads pieces of a bucket's stack as they stand in its template. */
export interface PolicyReader {
  readonly bucketArn: string | Text;
  read(json: unknown): Value;
}

/** What pieces of a template refer to, by logical ID. */
export interface Mentioned {
  /** Whose attributes are asked for. */
  readonly owners: readonly string[];
  readonly all: ReadonlySet<string>;
}

/** @param document The bucket policy, resolved; others: what else is read, resolved */
export function mentionedIn(document: unknown, ...others: unknown[]): Mentioned {
  return { owners: attributesOf(document), all: new Set([document, ...others].flatMap(referencesIn)) };
}

/**
 * As much of a bucket's stack as is needed to read what refers to it: the types of what is mentioned, and of the bucket its
 * name. No more is needed to tell what a policy is about, and to interpret more would be too early: others may still change it.
 */
export function templateAround(bucket: s3.CfnBucket, { owners, all }: Mentioned): object {
  const stack = Stack.of(bucket);
  const id = logicalIdOf(bucket);
  // Before CDK has settled references between stacks, a key of another stack looks like one of this.
  const resources: { [logicalId: string]: object } = Object.fromEntries(owners.map((owner) => [owner, { Type: 'AWS::KMS::Key' }]));
  const parameters: { [logicalId: string]: object } = {};
  const mentioned = new Set(all);
  mentioned.delete(id);
  for (const [logicalId, element] of ElementsById.of(stack).find(mentioned)) {
    if (element instanceof CfnParameter) { parameters[logicalId] = { Type: 'String' }; }
    if (CfnResource.isCfnResource(element)) { resources[logicalId] = { Type: element.cfnResourceType }; }
  }
  resources[id] = { Type: bucket.cfnResourceType, Properties: { BucketName: stack.resolve(bucket.bucketName) as unknown } };
  return { Parameters: parameters, Resources: resources };
}

/** A reader that knows what `templateAround()` has found. */
export function readerFor(bucket: s3.CfnBucket, around: object): PolicyReader {
  const template = App.ofOne(Stack.of(bucket).node.path, JSON.parse(JSON.stringify(around)));
  return { bucketArn: template.resource(logicalIdOf(bucket))!.identity.arn!, read: (json) => template.resolve(json) };
}

function logicalIdOf(bucket: s3.CfnBucket): string {
  return Stack.of(bucket).resolve(bucket.logicalId) as string;
}

/** The owners of the attributes that are asked for. */
function attributesOf(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) { return []; }
  const attribute: unknown = (json as { 'Fn::GetAtt'?: unknown })['Fn::GetAtt'];
  return [...(Array.isArray(attribute) ? [String(attribute[0])] : []), ...Object.values(json).flatMap(attributesOf)];
}

/** The logical IDs that are referred to, in each way that CloudFormation has; pseudo parameters are left out. */
function referencesIn(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) { return []; }
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub } = json as { [name: string]: unknown };
  const text: unknown = Array.isArray(sub) ? sub[0] : sub;
  return [
    ...(typeof ref === 'string' ? [ref] : []),
    ...(typeof attribute === 'string' ? [attribute.split('.')[0]] : []),
    ...(Array.isArray(attribute) ? [String(attribute[0])] : []),
    ...(typeof text === 'string' ? Array.from(text.matchAll(/\$\{([^}.]+)/g), ([, name]) => name.trim()) : []),
    ...Object.values(json).flatMap(referencesIn),
  ].filter((name) => !name.startsWith('AWS::'));
}
