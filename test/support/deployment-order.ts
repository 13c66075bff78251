import type { Deployed, World } from './world';

/** What has to be there before what: the names of resources (`STACK/LOGICAL-ID`), and of stacks as `STACK start` and `STACK end`. */
export type Order = ReadonlyMap<string, ReadonlySet<string>>;

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
    for (const producer of [...stack.dependencies, ...producersIn(stack.template)]) { wait(`${stack.name} start`, `${producer} end`); }
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
  const said = (from: string, to: string): boolean => {
    const dependencies = world.stacks.find(({ name }) => name === from)?.dependencies ?? [];
    return from === to || dependencies.some((dependency) => said(dependency, to));
  };
  const values = world.stacks.flatMap(({ name, template }) => [...new Set(producersIn(template))]
    .filter((producer) => !said(name, producer))
    .map((producer) => `${name} needs values of ${producer}`));
  return [...values, ...world.resources.flatMap((resource) => demandedByAws(world, resource)
    .filter((needed) => !said(resource.stack, needed.stack))
    .map((needed) => `${nameOf(resource)} needs ${nameOf(needed)}`))];
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

/** The stacks whose outputs a template reads. */
function producersIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) { return []; }
  return Object.entries(value).flatMap(([key, inner]) => (key === 'Fn::GetStackOutput' ? [(inner as { StackName: string }).StackName] : producersIn(inner)));
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
