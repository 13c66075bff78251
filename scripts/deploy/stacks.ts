import {
  type Capability, CreateStackCommand, DescribeStackEventsCommand, DescribeStackResourcesCommand, DescribeStacksCommand, type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import type { App } from 'aws-cdk-lib';
import { type Caller, type MiniStack, REGION } from './ministack';

const TRIES = 600;
const PAUSE = 100;
const CAPABILITIES: Capability[] = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];

/** A template, and where it is deployed. */
export interface Template {
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly body: TemplateBody;
}

interface TemplateBody {
  readonly Parameters?: { [name: string]: unknown };
  readonly Rules?: { [name: string]: unknown };
  readonly Resources?: { readonly [logicalId: string]: { readonly Type: string; readonly Properties?: { readonly [name: string]: unknown } } };
}

/** What CloudFormation has made of a template. */
export class DeployedStack {
  constructor(
    readonly root: Caller,
    readonly name: string,
    private readonly ids: ReadonlyMap<string, { readonly type: string; readonly id: string }>,
    private readonly outputs: { readonly [name: string]: string },
  ) {}

  /** What an output of the template says. */
  output(name: string): string {
    const value = this.outputs[name];
    if (value === undefined) { throw new Error(`${this.name} has no output ${name}: ${Object.keys(this.outputs).join(', ')}`); }
    return value;
  }

  /** The physical ID of the one resource of a type, or of the one whose logical ID begins like this. */
  physicalId(type: string, logicalId = ''): string {
    const found = [...this.ids].filter(([id, resource]) => resource.type === type && id.startsWith(logicalId));
    if (found.length !== 1) { throw new Error(`${this.name} has ${found.length} resources ${logicalId}* of the type ${type}, not one: ${[...this.ids.keys()].join(', ')}`); }
    return found[0][1].id;
  }

  bucket(logicalId?: string): string { return this.physicalId('AWS::S3::Bucket', logicalId); }
  key(logicalId?: string): string { return this.physicalId('AWS::KMS::Key', logicalId); }
  role(logicalId?: string): string { return this.physicalId('AWS::IAM::Role', logicalId); }

  /** All resources. */
  get resources(): { readonly type: string; readonly id: string }[] { return [...this.ids.values()]; }

  /** The physical IDs of buckets and keys, by logical ID. */
  get lasting(): { [logicalId: string]: string } {
    return Object.fromEntries([...this.ids].filter(([, { type }]) => ['AWS::S3::Bucket', 'AWS::KMS::Key'].includes(type)).map(([logicalId, { id }]) => [logicalId, id]));
  }
}

/** The templates of an app, in the order in which they are deployed. */
export function templatesOf(app: App): Template[] {
  return app.synth({ force: true }).stacks.map(({ stackName, environment, template }) => ({
    stackName, account: environment.account, region: environment.region, body: template as TemplateBody,
  }));
}

/** Deploys the stacks of an app; a stack that stands is updated. */
export async function deploy(emulator: MiniStack, app: App): Promise<{ readonly [stackName: string]: DeployedStack }> {
  const deployed: { [stackName: string]: DeployedStack } = {};
  for (const template of templatesOf(app)) { deployed[template.stackName] = await deployTemplate(emulator, template); }
  return deployed;
}

/** Deploys one template. */
export async function deployTemplate(emulator: MiniStack, { stackName, account, region, body }: Template): Promise<DeployedStack> {
  const root = emulator.account(account, region === 'unknown-region' ? REGION : region);
  const { cloudFormation } = root;
  const input = { StackName: stackName, TemplateBody: JSON.stringify(withoutBootstrap(body)), Capabilities: CAPABILITIES };
  const stands = await described(root, stackName);
  if (stands) { await cloudFormation.send(new UpdateStackCommand(input)); } else { await cloudFormation.send(new CreateStackCommand(input)); }
  for (let tries = 0; tries < TRIES; tries++) {
    const { StackStatus: status = '', Outputs: outputs = [] } = await described(root, stackName) ?? {};
    if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') {
      const said = Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
      return new DeployedStack(root, stackName, await resourcesOf(root, stackName), said);
    }
    if (!status.endsWith('_IN_PROGRESS')) { throw new Error(`${stackName}: ${status}\n${await failuresOf(root, stackName)}`); }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  throw new Error(`${stackName} is not deployed: ${(await described(root, stackName))?.StackStatus}`);
}

/** Which version of the bootstrap stack an account has is no matter of an emulator. */
function withoutBootstrap({ Parameters, Rules, ...rest }: TemplateBody): TemplateBody {
  const { BootstrapVersion, ...parameters } = Parameters ?? {};
  const { CheckBootstrapVersion, ...rules } = Rules ?? {};
  return {
    ...rest,
    ...(Object.keys(parameters).length > 0 ? { Parameters: parameters } : {}),
    ...(Object.keys(rules).length > 0 ? { Rules: rules } : {}),
  };
}

async function described(root: Caller, stackName: string): Promise<Stack | undefined> {
  try {
    return (await root.cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }))).Stacks?.[0];
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) { return undefined; }
    throw error;
  }
}

async function resourcesOf(root: Caller, stackName: string) {
  const { StackResources = [] } = await root.cloudFormation.send(new DescribeStackResourcesCommand({ StackName: stackName }));
  return new Map(StackResources.map(({ LogicalResourceId, ResourceType, PhysicalResourceId }) =>
    [LogicalResourceId!, { type: ResourceType!, id: PhysicalResourceId ?? '' }]));
}

async function failuresOf(root: Caller, stackName: string): Promise<string> {
  const { StackEvents = [] } = await root.cloudFormation.send(new DescribeStackEventsCommand({ StackName: stackName }));
  return StackEvents.filter(({ ResourceStatus }) => /FAILED/.test(ResourceStatus ?? ''))
    .map(({ LogicalResourceId, ResourceType, ResourceStatusReason }) => `${LogicalResourceId} (${ResourceType}): ${ResourceStatusReason}`).join('\n');
}
