import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib';
import { overridesOf, type RemovalOption } from '../cdk';

/** The attribute as the template will show it: an override takes the place of the option, also one that removes it. */
export function removalAttribute(resource: CfnResource, attribute: RemovalOption): CfnDeletionPolicy | undefined {
  const overrides = overridesOf(resource) as { readonly [name: string]: CfnDeletionPolicy | null | undefined };
  const name = `${attribute[0].toUpperCase()}${attribute.slice(1)}`;
  return Object.hasOwn(overrides, name) ? overrides[name] ?? undefined : resource.cfnOptions[attribute];
}

/** Whether a resource with that deletion policy stays when its stack is deleted. */
export function isRetained(policy: CfnDeletionPolicy | undefined): boolean {
  return policy === CfnDeletionPolicy.RETAIN || policy === CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
}
