import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib';

/** What becomes of a resource that leaves its stack, and of one that is replaced. */
export type RemovalAttribute = 'deletionPolicy' | 'updateReplacePolicy';

/** The attribute as the template will show it: an override takes the place of the option, also one that removes it. */
export function removalAttribute(resource: CfnResource, attribute: RemovalAttribute): CfnDeletionPolicy | undefined {
  const { rawOverrides } = resource as unknown as { rawOverrides: { [attribute: string]: CfnDeletionPolicy | null | undefined } };
  const name = `${attribute[0].toUpperCase()}${attribute.slice(1)}`;
  return Object.hasOwn(rawOverrides, name) ? rawOverrides[name] ?? undefined : resource.cfnOptions[attribute];
}

/** Whether a resource with that deletion policy stays when its stack is deleted. */
export function isRetained(policy: CfnDeletionPolicy | undefined): boolean {
  return policy === CfnDeletionPolicy.RETAIN || policy === CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
}
