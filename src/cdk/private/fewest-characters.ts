import {
  CfnResource, DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, Stack, Token, Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { propertyOf } from '../l2-internals';

/**
 * A value as it will be at least when it is deployed: what only CloudFormation knows has the fewest characters that it
 * can have.
 */
export function atLeast(scope: IConstruct, value: unknown): unknown {
  // Filled in last: policy documents leave out statements that look the same.
  const { resolved, references } = withReferences(scope, value);
  return filledIn(resolved, (intrinsic, argument) => {
    if (intrinsic === 'Ref' && PSEUDO_PARAMETERS[String(argument)] !== undefined) { return PSEUDO_PARAMETERS[String(argument)]!; }
    const reference = references.get(JSON.stringify({ [intrinsic]: argument }));
    return reference ? referred(reference) : '';
  });
}

/** A resolved value, and the references in it, by the JSON that they were resolved to. */
export function withReferences(scope: IConstruct, value: unknown): { resolved: unknown; references: ReadonlyMap<string, Reference> } {
  const resolver = new NotingReferences();
  const resolved: unknown = Tokenization.resolve(value, { scope, resolver, preparing: false });
  return { resolved, references: resolver.references };
}

/** A resolved value with a text in the place of each intrinsic function. */
export function filledIn(value: unknown, textOf: (intrinsic: string, argument: unknown) => string): unknown {
  if (Array.isArray(value)) { return value.map((inner) => filledIn(inner, textOf)); }
  if (typeof value !== 'object' || value === null) { return value; }
  const entries = Object.entries(value);
  const [intrinsic, argument] = entries[0] ?? [];
  if (entries.length !== 1 || !isIntrinsic(intrinsic)) {
    return Object.fromEntries(entries.map(([name, inner]) => [name, filledIn(inner, textOf)]));
  }
  const [delimiter, parts] = intrinsic === 'Fn::Join' && Array.isArray(argument) ? argument as unknown[] : [];
  // The list can be a parameter, or what another function gives.
  if (!Array.isArray(parts)) { return textOf(intrinsic, argument); }
  return parts.map((part) => textOrJson(filledIn(part, textOf))).join(String(delimiter));
}

/** Whether a name is that of a function of CloudFormation. */
export function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}

function textOrJson(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** References are noted by what they are resolved to. They stay as they are: who computes a policy looks for what it refers to. */
class NotingReferences extends DefaultTokenResolver {
  readonly references = new Map<string, Reference>();

  constructor() {
    super({
      join: (left: unknown, right: unknown) => {
        const parts = [left, right].filter((part) => part !== undefined);
        // A key of a map has to stay a text.
        return parts.every((part) => typeof part === 'string') ? parts.join('') : { 'Fn::Join': ['', parts] };
      },
    });
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const resolved: unknown = super.resolveToken(token, context, postProcessor);
    if (Reference.isReference(token)) { this.references.set(JSON.stringify(resolved), token); }
    return resolved;
  }
}

function referred({ target, displayName }: Reference): string {
  if (!CfnResource.isCfnResource(target)) { return ''; }
  const known = ATTRIBUTES[target.cfnResourceType];
  return known?.attributes[displayName]?.('x'.repeat(charactersOfName(target, known.nameProperty))) ?? '';
}

/** With the shortest partition, Region and domain. */
const PSEUDO_PARAMETERS: { readonly [name: string]: string | undefined } = {
  'AWS::AccountId': '111122223333', 'AWS::Partition': 'aws', 'AWS::Region': 'us-east-1', 'AWS::URLSuffix': 'c2s.ic.gov',
};

interface Attributes {
  readonly nameProperty?: string;
  /** By the name of the attribute. */
  readonly attributes: { readonly [attribute: string]: ((name: string) => string) | undefined };
}

const KEY_ID = 'x'.repeat(36);

/** What is named most often in the policies of buckets, keys, queues, topics and roles. */
const ATTRIBUTES: { readonly [type: string]: Attributes | undefined } = {
  'AWS::IAM::Role': { nameProperty: 'roleName', attributes: { Arn: (name) => `arn:aws:iam::111122223333:role/${name}`, Ref: (name) => name } },
  'AWS::KMS::Key': { attributes: { Arn: () => `arn:aws:kms:us-east-1:111122223333:key/${KEY_ID}`, Ref: () => KEY_ID } },
  'AWS::S3::Bucket': { nameProperty: 'bucketName', attributes: { Arn: (name) => `arn:aws:s3:::${name}`, Ref: (name) => name } },
  'AWS::SNS::Topic': { nameProperty: 'topicName', attributes: snsTopic() },
  'AWS::SQS::Queue': { nameProperty: 'queueName', attributes: { Arn: (name) => `arn:aws:sqs:us-east-1:111122223333:${name}` } },
};

function snsTopic(): Attributes['attributes'] {
  const arn = (name: string) => `arn:aws:sns:us-east-1:111122223333:${name}`;
  return { Ref: arn, TopicArn: arn };
}

/** CloudFormation names a resource by its stack, its logical ID, which may be shortened, and twelve characters or more. */
function charactersOfName(resource: CfnResource, nameProperty: string | undefined): number {
  const stack = Stack.of(resource);
  const name: unknown = nameProperty === undefined ? undefined : stack.resolve(propertyOf(resource, nameProperty));
  if (typeof name === 'string') { return name.length; }
  if (name !== undefined) { return 1; }
  const { stackName } = stack;
  const logicalId = stack.resolve(resource.logicalId) as string;
  return (Token.isUnresolved(stackName) ? 1 : Math.min(stackName.length, 24)) + 1 + Math.min(logicalId.length, 24) + 1 + 12;
}
