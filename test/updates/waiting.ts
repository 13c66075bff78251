import type { Call } from './calls';
import { referred } from '../support/deployment-order';
import type { Deployed, World } from '../support/world';

/**
 * Policies for which a custom resource does not wait although it passes their role: S3 acts with the role at once, and what
 * fails then is not tried again.
 */
export function notWaitedFor({ resources }: World, resource: Deployed, calls: readonly Call[]): string[] {
  const passed = calls.filter(({ action }) => action === 'iam:PassRole').map(({ resource: roleArn }) => roleArn.replace(/^.*\//, ''));
  const beside = resources.filter(({ stack }) => stack === resource.stack);
  const awaited = allAwaited(resource, new Map(beside.map((one) => [one.logicalId, one])));
  return beside
    .filter(({ type, properties }) => /^AWS::IAM::(Managed)?Policy$/.test(type) && (properties.Roles as string[]).some((name) => passed.includes(name)))
    .filter((policy) => !awaited.has(policy))
    .map(({ logicalId }) => `${resource.stack}/${resource.logicalId} does not wait for ${logicalId}, the policy of the role that it passes`);
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
