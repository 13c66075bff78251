import { type aws_s3 as s3, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { App, type Text, type Value } from '../../template';

/** Reads pieces of a bucket's stack as they stand in its template. */
export interface PolicyReader {
  readonly bucketArn: string | Text;
  read(json: unknown): Value;
}

/**
 * A reader that knows of the stack what is there, and of the bucket its name. No more is needed to tell what a policy is
 * about, and to interpret more would be too early: others may still change it.
 */
export function readerFor(bucket: s3.CfnBucket, document: unknown): PolicyReader {
  const stack = Stack.of(bucket);
  // Before CDK has settled references between stacks, a key of another stack looks like one of this.
  const resources: { [logicalId: string]: object } = Object.fromEntries(referredTo(document).map((id) => [id, { Type: 'AWS::KMS::Key' }]));
  const parameters: { [logicalId: string]: object } = {};
  const logicalId = (construct: CfnResource | CfnParameter) => stack.resolve(construct.logicalId) as string;
  for (const construct of stack.node.findAll()) {
    if (construct instanceof CfnParameter && construct.stack === stack) { parameters[logicalId(construct)] = { Type: 'String' }; }
    if (CfnResource.isCfnResource(construct) && construct.stack === stack) { resources[logicalId(construct)] = { Type: construct.cfnResourceType }; }
  }
  const id = logicalId(bucket);
  resources[id] = { Type: bucket.cfnResourceType, Properties: { BucketName: stack.resolve(bucket.bucketName) as unknown } };
  const template = App.ofOne(stack.node.path, JSON.parse(JSON.stringify({ Parameters: parameters, Resources: resources })));
  return { bucketArn: template.resource(id)!.identity.arn!, read: (json) => template.resolve(json) };
}

function referredTo(json: unknown): string[] {
  if (typeof json !== 'object' || json === null) { return []; }
  const attribute: unknown = (json as { 'Fn::GetAtt'?: unknown })['Fn::GetAtt'];
  return [...(Array.isArray(attribute) ? [String(attribute[0])] : []), ...Object.values(json).flatMap(referredTo)];
}
