import type { Deployed, World } from './world';

/** What has to be there before what: the names of resources (`STACK/LOGICAL-ID`), and of stacks as `STACK start` and `STACK end`. */
export type Order = ReadonlyMap<string, ReadonlySet<string>>;

/** What is asked of a stack to see what it reads, and what it waits for. */
export interface Stacked {
  readonly name: string;
  readonly template: object;
  /** Templates of the stacks in it. */
  readonly nested?: readonly object[];
  readonly dependencies: readonly string[];
}

/** Roles that are there before any app is: those of `cdk bootstrap`. */
const BOOTSTRAPPED = /:role\/cdk-hnb659fds-/;

/**
 * What each resource and each stack waits for: what its template refers to, what other stacks have to publish first, and
 * what AWS demands: AWS KMS, S3 and IAM refuse policies that name a role or user who does not exist, and S3 refuses a
 * replication configuration whose destination does not exist.
 */
export function orderOf(world: World): Order {
  const order = new Map<string, Set<string>>();
  const wait = (who: string, forWhat: string) => order.set(who, (order.get(who) ?? new Set()).add(forWhat));
  for (const stack of world.stacks) {
    wait(`${stack.name} end`, `${stack.name} start`);
    for (const producer of [...stack.dependencies, ...producersFor(stack, world.stacks)]) { wait(`${stack.name} start`, `${producer} end`); }
  }
  for (const resource of world.resources) {
    wait(nameOf(resource), `${resource.stack} start`);
    wait(`${resource.stack} end`, nameOf(resource));
    const siblings = world.stacks.find(({ name }) => name === resource.stack)!.template.Resources ?? {};
    for (const logicalId of referred(resource.raw)) {
      if (Object.hasOwn(siblings, logicalId)) { wait(nameOf(resource), `${resource.stack}/${logicalId}`); }
    }
    for (const needed of demandedByAws(world, resource)) { wait(nameOf(resource), nameOf(needed)); }
  }
  return order;
}

/** An order in which everything can be made, from nothing; backwards it is one in which everything can be deleted. */
export function deploymentOrder(world: World): string[] {
  const order = orderOf(world);
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): void => {
    if (done.has(node)) { return; }
    if (path.includes(node)) { throw new Error(`they wait for each other: ${[...path.slice(path.indexOf(node)), node].join(' -> ')}`); }
    path.push(node);
    order.get(node)?.forEach(visit);
    path.pop();
    done.add(node);
  };
  [...order.keys()].forEach(visit);
  return [...done];
}

/**
 * What one stack needs of another without saying so: `cdk deploy` and `cdk destroy` know of no order between the two.
 *
 * @returns such needs, as `STACK/LOGICAL-ID needs STACK/LOGICAL-ID`, or `STACK needs values of STACK`
 */
export function unsaidNeeds(world: World): string[] {
  return [...unsaidReads(world.stacks), ...world.resources.flatMap((resource) => demandedByAws(world, resource)
    .filter((needed) => !waits(resource.stack, needed.stack, world.stacks))
    .map((needed) => `${nameOf(resource)} needs ${nameOf(needed)}`))];
}

/** What was found in the apps of the test that runs. A test that means it takes it out. */
export const foundUnsaid: string[] = [];

/** What stacks read of others for which they do not wait: when they are deployed, it may not be there yet. */
export function unsaidReads(stacks: readonly Stacked[]): string[] {
  return stacks.flatMap((stack) => producersFor(stack, stacks)
    .filter((producer) => !waits(stack.name, producer, stacks))
    .map((producer) => `${stack.name} needs values of ${producer}${waits(producer, stack.name, stacks) ? ', which waits for it' : ''}`));
}

const orders = new WeakMap<World, string[]>();

function knownOrder(world: World): string[] {
  const order = orders.get(world) ?? deploymentOrder(world);
  orders.set(world, order);
  return order;
}

/** The stacks of a world, each behind those that have to be there before it. */
export function stacksInOrder(world: World): string[] {
  return knownOrder(world).filter((node) => node.endsWith(' end')).map((node) => node.replace(/ end$/, ''));
}

/** The resources of a stack, each behind those that have to be there before it. */
export function resourcesInOrder(world: World, stack: string): Deployed[] {
  const byName = new Map(world.resources.map((resource) => [nameOf(resource), resource]));
  return knownOrder(world).filter((node) => node.startsWith(`${stack}/`)).map((node) => byName.get(node)!);
}

/** Whether a stack says that it depends on another, if only by way of a third one. */
function waits(from: string, to: string, stacks: readonly Stacked[], seen = new Set<string>()): boolean {
  if (from === to) { return true; }
  if (seen.has(from)) { return false; }
  seen.add(from);
  return (stacks.find(({ name }) => name === from)?.dependencies ?? []).some((dependency) => waits(dependency, to, stacks, seen));
}

function nameOf({ stack, logicalId }: Deployed): string { return `${stack}/${logicalId}`; }

function demandedByAws(world: World, resource: Deployed): Deployed[] {
  return [...namedPrincipals(world, resource), ...destinations(world, resource)];
}

function namedPrincipals(world: World, { properties, stack, logicalId }: Deployed): Deployed[] {
  const documents = [properties.KeyPolicy, properties.PolicyDocument, properties.AssumeRolePolicyDocument] as { Statement?: any[] }[];
  const principals = documents.flatMap((document) => document?.Statement ?? [])
    .flatMap((statement: { Principal?: { AWS?: string | string[] } }) => ([] as string[]).concat(statement.Principal?.AWS ?? []));
  return principals.filter((arn) => /:(role|user)\//.test(arn) && !BOOTSTRAPPED.test(arn)).map((arn) => {
    const found = world.at(arn);
    if (!found) { throw new Error(`${stack}/${logicalId} names ${arn}, which nobody makes`); }
    return found;
  });
}

function destinations(world: World, resource: Deployed): Deployed[] {
  return configurationsIn(resource).flatMap(({ role, rules }) => [role, ...rules.map((rule) => rule.Destination.Bucket)])
    .map((arn) => world.at(arn)).filter((found): found is Deployed => found !== undefined);
}

/** A replication configuration as the template of a bucket holds it, or as a custom resource puts it. */
export interface Configuration { readonly bucketArn: string; readonly role: string; readonly rules: readonly { [property: string]: any }[] }

export function configurationsIn({ type, arn, properties }: Deployed): Configuration[] {
  if (type === 'AWS::S3::Bucket' && properties.ReplicationConfiguration) {
    return [{ bucketArn: arn, role: properties.ReplicationConfiguration.Role, rules: properties.ReplicationConfiguration.Rules }];
  }
  if (type !== 'Custom::S3BucketReplication') { return []; }
  const { Role, Rules } = JSON.parse(properties.Configuration as string) as { Role: string; Rules: { [property: string]: any }[] };
  return [{ bucketArn: `arn:aws:s3:::${properties.Bucket}`, role: Role, rules: Rules }];
}

/**
 * The stacks of which a template reads something: outputs, exports, or what a writer leaves in the Region of its reader. What
 * no stack of the app puts out was there before.
 */
function producersFor({ name, template, nested = [] }: Stacked, stacks: readonly Stacked[]): string[] {
  const producers = [template, ...nested].flatMap((one) => readsIn(one))
    .flatMap((read) => stacks.filter((stack) => stack.name === read.stack || putsOut(stack.template, read.value)));
  return [...new Set(producers.map((producer) => producer.name))].filter((producer) => producer !== name);
}

/** Something that a template reads: an output of a stack, or a value that any stack may have published. */
interface Read { readonly stack?: string; readonly value?: string }

function readsIn(value: unknown): Read[] {
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value as { [key: string]: any }).flatMap(([key, inner]): Read[] => {
    switch (key) {
      case 'Fn::GetStackOutput': return [{ stack: inner.StackName }];
      case 'Fn::ImportValue': return [{ value: typeof inner === 'string' ? inner : JSON.stringify(inner) }];
      case 'ReaderProps': return Object.keys(inner.imports ?? {}).map((name) => ({ value: name }));
      default: return readsIn(inner);
    }
  });
}

/** Whether a stack publishes a value, as an export or for readers of another Region. */
function putsOut(template: object, value: string | undefined): boolean {
  if (value === undefined) { return false; }
  const { Outputs = {}, Resources = {} } = template as { Outputs?: { [id: string]: any }; Resources?: { [id: string]: any } };
  return Object.values(Outputs).some(({ Export }) => Export !== undefined && [Export.Name, JSON.stringify(Export.Name)].includes(value))
    || Object.values(Resources).some(({ Properties }) => Object.hasOwn(Properties?.WriterProps?.exports ?? {}, value));
}

/** The logical IDs and pseudo parameters that a value refers to. */
export function referred(value: unknown, key?: string): string[] {
  if (key === 'Ref') { return [String(value)]; }
  if (key === 'Fn::GetAtt') { return [String((value as string[])[0])]; }
  if (key === 'Fn::Sub') { return [...String(value).matchAll(/\$\{([^!}.]+)/g)].map(([, name]) => name); }
  if (key === 'DependsOn') { return ([] as string[]).concat(value as string | string[]); }
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([name, inner]) => referred(inner, Array.isArray(value) ? undefined : name));
}
