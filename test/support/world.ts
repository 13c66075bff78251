import { type App, type CfnElement, Stack, Token } from 'aws-cdk-lib';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { ACCOUNT, REGION } from './concrete';
import { type Json, literal, pseudoParameters } from './literal';

interface RawResource { Type: string; Properties?: Json; DependsOn?: string | string[] }
interface RawTemplate { Resources?: { [id: string]: RawResource }; Outputs?: { [id: string]: { Value: Json; Export?: { Name: Json } } } }

/** A resource as it would stand after deployment: every reference is a literal. */
export interface Deployed {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly properties: { [property: string]: any };
  /** The template's own text of it, references included. */
  readonly raw: RawResource;
}

/** The properties that name resources. */
const NAMES: { readonly [type: string]: string } = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::S3Express::DirectoryBucket': 'BucketName',
  'AWS::S3Tables::TableBucket': 'TableBucketName',
  'AWS::S3Vectors::VectorBucket': 'VectorBucketName',
  'AWS::IAM::Role': 'RoleName',
};

interface StackFacts {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: RawTemplate;
  readonly dependencies: readonly string[];
}

/**
 * Everything that some apps deploy, in several accounts and Regions. Kept apart from what the library itself uses to
 * read templates, so that the one can check the other.
 */
export class World {
  static of(...apps: App[]): World {
    return new World(apps.flatMap((app) => app.synth({ force: true }).stacks.map(factsOf)));
  }

  readonly resources: readonly Deployed[];
  private readonly byArn: ReadonlyMap<string, Deployed>;

  private constructor(readonly stacks: readonly StackFacts[]) {
    this.resources = stacks.flatMap((stack) => Object.entries(stack.template.Resources ?? {}).map(([logicalId, raw]) => ({
      stack: stack.name,
      logicalId,
      type: raw.Type,
      account: stack.account,
      region: stack.region,
      name: this.nameOf(stack, logicalId),
      arn: this.arnOf(stack, logicalId),
      properties: this.literal(stack, raw.Properties ?? {}) as { [property: string]: any },
      raw,
    })));
    this.byArn = new Map(this.resources.map((resource) => [resource.arn, resource]));
  }

  ofType(type: string): readonly Deployed[] { return this.resources.filter((resource) => resource.type === type); }

  /** The resource with an ARN; none for what is not made here. */
  at(arn: string): Deployed | undefined { return this.byArn.get(arn); }

  /** The resource of a construct. */
  resourceOf(construct: IConstruct): Deployed {
    const element = construct.node.defaultChild as CfnElement;
    const stack = Stack.of(element);
    const logicalId = stack.resolve(element.logicalId) as string;
    return this.resources.find((resource) => resource.stack === stack.stackName && resource.logicalId === logicalId)!;
  }

  private nameOf(stack: StackFacts, logicalId: string): string {
    const { Type, Properties = {} } = stack.template.Resources![logicalId];
    const given = (Properties as { [property: string]: Json })[NAMES[Type] ?? ''];
    return given === undefined ? generatedName(Type, stack.name, logicalId) : this.literal(stack, given) as string;
  }

  private arnOf(stack: StackFacts, logicalId: string): string {
    const name = this.nameOf(stack, logicalId);
    const { Type, Properties = {} } = stack.template.Resources![logicalId];
    switch (Type) {
      case 'AWS::S3::Bucket': return `arn:aws:s3:::${name}`;
      case 'AWS::S3Express::DirectoryBucket': return `arn:aws:s3express:${stack.region}:${stack.account}:bucket/${name.toLowerCase()}`;
      case 'AWS::S3Tables::TableBucket': return `arn:aws:s3tables:${stack.region}:${stack.account}:bucket/${name.toLowerCase()}`;
      case 'AWS::S3Vectors::VectorBucket': return `arn:aws:s3vectors:${stack.region}:${stack.account}:bucket/${name.toLowerCase()}`;
      case 'AWS::KMS::Key': return `arn:aws:kms:${stack.region}:${stack.account}:key/${name}`;
      case 'AWS::SNS::Topic': return `arn:aws:sns:${stack.region}:${stack.account}:${name}`;
      case 'AWS::SQS::Queue': return `arn:aws:sqs:${stack.region}:${stack.account}:${name}`;
      case 'AWS::IAM::Role': return `arn:aws:iam::${stack.account}:role${(Properties as { Path?: string }).Path ?? '/'}${name}`;
      default: return `arn:aws:other:${stack.region}:${stack.account}:${name}`;
    }
  }

  private literal(stack: StackFacts, value: Json): Json {
    return literal(value, {
      ref: (name) => this.reference(stack, name),
      attribute: (logicalId, attribute) => this.attribute(stack, logicalId, attribute),
      imported: (name) => this.imported(name),
      output: (producer, name) => this.output(producer, name),
    });
  }

  private reference(stack: StackFacts, name: string): string {
    if (stack.template.Resources?.[name]?.Type === 'AWS::SNS::Topic') { return this.arnOf(stack, name); }
    const pseudo = pseudoParameters({ ...stack, stackName: stack.name });
    return pseudo[name] ?? (name in (stack.template.Resources ?? {}) ? this.nameOf(stack, name) : name);
  }

  private attribute(stack: StackFacts, logicalId: string, attribute: string): Json {
    if (/^(?:TableBucket|VectorBucket)?Arn$/i.test(attribute)) { return this.arnOf(stack, logicalId); }
    return this.writtenElsewhere(attribute) ?? `${logicalId}.${attribute}`;
  }

  /** What a stack of another Region wrote for its readers. */
  private writtenElsewhere(attribute: string): Json | undefined {
    for (const writer of this.stacks) {
      for (const { Properties } of Object.values(writer.template.Resources ?? {})) {
        const { exports = {} } = (Properties as { WriterProps?: { exports?: { [name: string]: Json } } } | undefined)?.WriterProps ?? {};
        if (attribute in exports) { return this.literal(writer, exports[attribute]); }
      }
    }
    return undefined;
  }

  private output(stackName: string, outputName: string): Json {
    const producer = this.stacks.find((stack) => stack.name === stackName)!;
    return this.literal(producer, producer.template.Outputs![outputName].Value);
  }

  private imported(exportName: string): Json {
    for (const stack of this.stacks) {
      const found = Object.values(stack.template.Outputs ?? {}).find((output) => output.Export?.Name === exportName);
      if (found) { return this.literal(stack, found.Value); }
    }
    throw new Error(`nobody exports ${exportName}`);
  }
}

/** The ARN that a key of an app will get here: for another app, which cannot refer to it. */
export function keyArnToBe(key: IConstruct): string {
  const element = key.node.defaultChild as CfnElement;
  const { stackName, account, region } = Stack.of(element);
  const name = generatedName('AWS::KMS::Key', stackName, Stack.of(element).resolve(element.logicalId) as string);
  const [here, there] = [[account, ACCOUNT], [region, REGION]].map(([value, otherwise]) => (Token.isUnresolved(value) ? otherwise : value));
  return `arn:aws:kms:${there}:${here}:key/${name}`;
}

function generatedName(type: string, stackName: string, logicalId: string): string {
  return type === 'AWS::S3::Bucket' ? `${stackName}-${logicalId}`.toLowerCase() : `${stackName}-${logicalId}`;
}

function factsOf(artifact: CloudFormationStackArtifact): StackFacts {
  const { account, region } = artifact.environment;
  return {
    name: artifact.stackName,
    account: account.startsWith('unknown') ? ACCOUNT : account,
    region: region.startsWith('unknown') ? REGION : region,
    template: artifact.template as RawTemplate,
    dependencies: artifact.dependencies.filter((other): other is CloudFormationStackArtifact => 'stackName' in other).map((other) => other.stackName),
  };
}
