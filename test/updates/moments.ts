import { type AccessRequest, decide } from '../../src/policy-evaluation';
import { certainly } from '../support/deployment';
import { policyOf } from '../support/requests';
import type { Deployed, World } from '../support/world';

/** What a request needs a moment to tell: which resources it is about. */
export interface Moment {
  /** A resource as it is at the moment; none before it is created. */
  at(arn: string): Deployed | undefined;
}

/** A request, as far as it depends on the moment: without any, nothing is asked. */
export type Ask = (moment: Moment) => readonly AccessRequest[];

/**
 * Every moment of a deployment, for requests of one caller. Each bucket, policy and key is either as it was before or as
 * it will be: CloudFormation updates those of one stack side by side, and stacks one after the other.
 *
 * @returns what is not allowed at some moment, with what is updated by then
 */
export function deniedBetween(before: World, after: World, roleArn: string | undefined, ask: Ask): string[] {
  const changing = namesOf(before, after).filter((name) => text(before, name) !== text(after, name) && matters(before, after, name, roleArn));
  const faults = subsets(changing).flatMap((updated) => {
    const resources = namesOf(before, after)
      .map((name) => find(updated.includes(name) || !changing.includes(name) ? after : before, name))
      .filter((resource) => resource !== undefined);
    const moment = { at: (arn: string) => resources.find((resource) => resource.arn === arn) };
    return ask(moment).filter((request) => !isAllowed(request, resources, roleArn))
      .map((request) => `${String(request.action)} on ${String(request.resource)} when updated: ${updated.join(', ') || 'nothing'}`);
  });
  return [...new Set(faults)];
}

/** Types of which a request depends. */
const TYPES = /^AWS::(?:S3::Bucket|S3::BucketPolicy|KMS::Key|IAM::(?:Role|Policy|ManagedPolicy))$/;

function matters(before: World, after: World, name: string, roleArn: string | undefined): boolean {
  const { type, arn, properties } = (find(after, name) ?? find(before, name))!;
  if (!TYPES.test(type)) { return false; }
  if (!type.startsWith('AWS::IAM::')) { return true; }
  const roleName = roleArn?.replace(/^.*\//, '');
  return arn === roleArn || (roleName !== undefined && ((properties.Roles ?? []) as string[]).includes(roleName));
}

function namesOf(...worlds: World[]): string[] {
  return [...new Set(worlds.flatMap(({ resources }) => resources.map(({ stack, logicalId }) => `${stack}/${logicalId}`)))];
}

function find({ resources }: World, name: string): Deployed | undefined {
  return resources.find(({ stack, logicalId }) => `${stack}/${logicalId}` === name);
}

function text(world: World, name: string): string {
  return JSON.stringify(find(world, name)?.properties);
}

function subsets(names: readonly string[]): string[][] {
  expect(names.length).toBeLessThan(11);
  return names.reduce<string[][]>((all, name) => [...all, ...all.map((some) => [...some, name])], [[]]);
}

/** By the policies of role, bucket and key together. */
function isAllowed(request: AccessRequest, resources: readonly Deployed[], roleArn: string | undefined): boolean {
  const arn = String(request.resource);
  const kind = String(request.action).startsWith('kms:') ? 'kms' : 's3';
  const named = resources.find((resource) => resource.arn === arn.split('/')[0] || resource.arn === arn);
  if (!named) { return false; }
  const resource = kind === 'kms'
    ? named.properties.KeyPolicy
    : resources.find(({ type, properties }) => type === 'AWS::S3::BucketPolicy' && properties.Bucket === named.name)?.properties.PolicyDocument;
  return certainly(decide(request, {
    identity: roleArn === undefined ? undefined : identityOf(roleArn, resources),
    resource: resource && policyOf(resource),
    resourceAccount: named.account,
    kind,
  }));
}

function identityOf(roleArn: string, resources: readonly Deployed[]) {
  const name = roleArn.replace(/^.*\//, '');
  const own = (resources.find(({ type, arn }) => type === 'AWS::IAM::Role' && arn === roleArn)?.properties.Policies ?? []) as { PolicyDocument: unknown }[];
  const attached = resources.filter(({ type, properties }) => /^AWS::IAM::(Managed)?Policy$/.test(type) && ((properties.Roles ?? []) as string[]).includes(name))
    .map(({ properties }) => properties as { PolicyDocument: unknown });
  return [...own, ...attached].map(({ PolicyDocument: document }) => policyOf(document));
}
