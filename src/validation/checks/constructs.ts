import { CfnElement, type Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { templatePathOf } from './synthesized-stacks';

/** The constructs that resources are of. */
export class Constructs {
  private readonly stacks: ReadonlyMap<string, Stack>;
  private readonly elements = new Map<Stack, ReadonlyMap<string, IConstruct>>();

  constructor(stacks: readonly Stack[]) {
    this.stacks = new Map(stacks.map((stack) => [templatePathOf(stack), stack]));
  }

  /** What has no construct of its own, as in an included template, is its stack's; nothing in a template of no stack. */
  find(template: string, logicalId: string): IConstruct | undefined {
    const stack = this.stacks.get(template);
    if (!stack) { return undefined; }
    let elements = this.elements.get(stack);
    if (!elements) {
      elements = new Map(stack.node.findAll().filter(CfnElement.isCfnElement).filter((element) => element.stack === stack)
        .map((element) => [stack.resolve(element.logicalId) as string, element]));
      this.elements.set(stack, elements);
    }
    return elements.get(logicalId) ?? stack;
  }
}
