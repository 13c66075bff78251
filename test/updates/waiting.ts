import type { Call } from './calls';
import { inputOf } from '../batch/support';
import { referred } from '../support/deployment-order';
import type { Deployed, World } from '../support/world';

/**
 * Policies for which a custom resource does not wait although it passes their role: S3 acts with the role at once, and what
 * fails then is not tried again. So with the replication configuration by which a job finds its objects.
 */
export function notWaitedFor({ resources }: World, resource: Deployed, calls: readonly Call[]): string[] {
  const passed = calls.filter(({ action }) => action === 'iam:PassRole').map(({ resource: roleArn }) => roleArn.replace(/^.*\//, ''));
  const beside = resources.filter(({ stack }) => stack === resource.stack);
  const awaited = allAwaited(resource, new Map(beside.map((one) => [one.logicalId, one])));
  const policies = beside.filter(({ type, properties }) => /^AWS::IAM::(Managed)?Policy$/.test(type) && (properties.Roles as string[]).some((name) => passed.includes(name)));
  const configurations = beside.filter(({ type, properties }) => type === 'Custom::S3BucketReplication' && `arn:aws:s3:::${properties.Bucket}` === sourceOf(resource));
  return [...policies, ...configurations].filter((needed) => !awaited.has(needed))
    .map(({ logicalId }) => `${resource.stack}/${resource.logicalId} does not wait for ${logicalId}`);
}

/** The bucket of which a job finds the objects. */
function sourceOf(resource: Deployed): string | undefined {
  return resource.type === 'Custom::S3BatchOperationsJob' ? inputOf(resource).ManifestGenerator?.S3JobManifestGenerator?.SourceBucket : undefined;
}

/** Everything in the stack that is made before a resource. */
function allAwaited(resource: Deployed, byId: ReadonlyMap<string, Deployed>, found = new Set<Deployed>()): ReadonlySet<Deployed> {
  for (const logicalId of referred(resource.raw)) {
    const needed = byId.get(logicalId);
    if (needed && !found.has(needed)) {
      found.add(needed);
      allAwaited(needed, byId, found);
    }
  }
  return found;
}
