import { type Call, type Change, callsOf } from './calls';
import { protectionsOf } from './protections';
import { notWaitedFor } from './waiting';
import { type AccessRequest, decide, type Policy } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { resourcesInOrder, stacksInOrder } from '../support/deployment-order';
import { ALLOWED_EVERYTHING, MODERN, policyOf } from '../support/requests';
import type { Deployed, World } from '../support/world';

const IMMUTABLE: { readonly [type: string]: readonly string[] } = {
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace'],
  'AWS::KMS::Key': ['KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'],
};

/** A resource in place, and whether CloudFormation still has it in a stack. */
interface InPlace { readonly resource: Deployed; readonly order: number }

/**
 * What stands in AWS accounts while apps are deployed one after the other, as far as policies are concerned, and
 * everything that goes wrong on the way: calls that policies deny, buckets and keys that are replaced, buckets that lose
 * what protected them.
 *
 * CloudFormation creates and updates what a stack has, what a resource refers to first, and afterwards deletes what
 * it has no more. What is retained stays where it is.
 */
export class Cloud {
  readonly faults: string[] = [];
  private readonly stacks = new Map<string, Map<string, InPlace>>();
  private readonly buckets = new Map<string, Deployed>();
  private readonly bucketPolicies = new Map<string, { readonly owner: string; readonly policy: Policy }>();
  private readonly keyPolicies = new Map<string, Policy>();
  private readonly protections = new Map<string, Set<string>>();
  private losses: { readonly at: string; readonly bucket: string; readonly protection: string }[] = [];

  /** Deploys an app; stacks that it has no more are destroyed at last. */
  deploy(world: World): this {
    this.losses = [];
    for (const stack of stacksInOrder(world)) { this.deployStack(world, stack); }
    for (const stack of [...this.stacks.keys()].reverse()) {
      if (!world.stacks.some(({ name }) => name === stack)) { this.cleanUp(stack, new Set()); }
    }
    this.judgeLosses(world);
    return this;
  }

  /** Names of the buckets that are there, retained ones included. */
  get bucketNames(): string[] { return [...this.buckets.keys()]; }

  /** The policy of a bucket. */
  bucketPolicy(name: string): Policy | undefined { return this.bucketPolicies.get(name)?.policy; }

  private deployStack(world: World, stack: string): void {
    const place = this.stacks.get(stack) ?? new Map<string, InPlace>();
    this.stacks.set(stack, place);
    const resources = resourcesInOrder(world, stack);
    resources.forEach((resource, order) => {
      const before = place.get(resource.logicalId)?.resource;
      const changed = before === undefined || JSON.stringify(before.properties) !== JSON.stringify(resource.properties);
      if (changed) { this.make({ before, after: resource }, world); }
      place.set(resource.logicalId, { resource, order });
    });
    this.cleanUp(stack, new Set(resources.map(({ logicalId }) => logicalId)));
  }

  private cleanUp(stack: string, kept: ReadonlySet<string>): void {
    const place = this.stacks.get(stack)!;
    const gone = [...place.values()].filter(({ resource }) => !kept.has(resource.logicalId)).sort((one, other) => other.order - one.order);
    for (const { resource } of gone) {
      if (!isRetained(resource)) { this.make({ before: resource }); }
      place.delete(resource.logicalId);
    }
  }

  /** One creation, update or deletion: what it calls is asked of the policies that are in force, and then in force. */
  private make(change: Change, world?: World): void {
    const { before, after } = change;
    const name = `${(after ?? before)!.stack}/${(after ?? before)!.logicalId}`;
    for (const property of IMMUTABLE[after?.type ?? ''] ?? []) {
      if (before && JSON.stringify(before.properties[property]) !== JSON.stringify(after!.properties[property])) {
        this.faults.push(`${name} is replaced, because ${property} changes`);
      }
    }
    const calls = callsOf(change, this.everything);
    for (const call of calls) { this.ask(name, call); }
    if (world && after) { this.faults.push(...notWaitedFor(world, after, calls)); }
    this.settle(name, change);
    this.checkProtections(name);
  }

  private get everything(): Deployed[] {
    return [...this.stacks.values()].flatMap((place) => [...place.values()].map(({ resource }) => resource));
  }

  private ask(name: string, { actor, action, resource, context }: Call): void {
    const kind = action.startsWith('kms:') ? 'kms' : 's3';
    const bucket = this.buckets.get(resource.replace(/^arn:aws:s3:::/, '').split('/')[0]);
    const request: AccessRequest = { principal: actor.principal, action, resource, context: { ...MODERN, ...actor.context, ...context } };
    const answer = decide(request, {
      identity: actor.identity ?? [ALLOWED_EVERYTHING],
      resource: kind === 'kms' ? this.keyPolicies.get(resource) : bucket && this.bucketPolicies.get(bucket.name)?.policy,
      resourceAccount: kind === 'kms' ? resource.split(':')[4] : bucket?.account ?? actor.account,
      kind,
    });
    if (answer !== Ternary.YES) { this.faults.push(`${name}: ${actor.name} may not call ${action} on ${resource}`); }
  }

  private settle(name: string, { before, after }: Change): void {
    const { type, arn, properties, name: physical } = (after ?? before)!;
    switch (type) {
      case 'AWS::S3::Bucket':
        if (after) { this.buckets.set(physical, after); } else { this.buckets.delete(physical); }
        break;
      case 'AWS::S3::BucketPolicy': {
        const bucket = properties.Bucket as string;
        const owner = this.bucketPolicies.get(bucket)?.owner;
        if (after && owner !== undefined && owner !== name) { this.faults.push(`${name}: bucket ${bucket} has a policy already, of ${owner}`); }
        if (after) { this.bucketPolicies.set(bucket, { owner: name, policy: policyOf(properties.PolicyDocument) }); }
        if (!after && owner === name) { this.bucketPolicies.delete(bucket); }
        break;
      }
      case 'AWS::KMS::Key':
        if (after) { this.keyPolicies.set(arn, policyOf(properties.KeyPolicy)); } else { this.keyPolicies.delete(arn); }
        break;
      default:
    }
  }

  /** What a bucket's policy has once denied, and denies no more. */
  private checkProtections(name: string): void {
    for (const bucket of this.buckets.values()) {
      const policy = this.bucketPolicies.get(bucket.name)?.policy;
      const now = policy ? protectionsOf(policy, bucket) : new Set<string>();
      const lost = [...this.protections.get(bucket.name) ?? []].filter((protection) => !now.has(protection));
      this.losses.push(...lost.map((protection) => ({ at: name, bucket: bucket.name, protection })));
      this.protections.set(bucket.name, now);
    }
  }

  /** A bucket of the app may give up a protection for good. It may not be without one for a while, nor once it has left the app. */
  private judgeLosses(world: World): void {
    for (const { at, bucket, protection } of this.losses) {
      const chosen = world.ofType('AWS::S3::Bucket').some(({ name }) => name === bucket) && !this.protections.get(bucket)!.has(protection);
      if (!chosen && this.buckets.has(bucket)) { this.faults.push(`${at}: bucket ${bucket} no longer denies ${protection}`); }
    }
  }
}

function isRetained({ raw }: Deployed): boolean {
  const { DeletionPolicy: policy } = raw as { DeletionPolicy?: string };
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}
