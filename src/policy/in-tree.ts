import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Whether a construct is still part of its stack: nobody has removed it, or what it is in. */
export function isInTree(construct: IConstruct): boolean {
  for (let child = construct; !Stack.isStack(child);) {
    const parent = child.node.scope;
    if (parent?.node.tryFindChild(child.node.id) !== child) { return false; }
    child = parent;
  }
  return true;
}
