import { CfnElement, type Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Judgement } from '../rule-sets';
import { templatePathOf } from './synthesized-stacks';

/** The constructs that resources are of. */
export class Constructs {
  private readonly stacks: ReadonlyMap<string, Stack>;
  private readonly elements = new Map<Stack, ReadonlyMap<string, IConstruct>>();

  constructor(stacks: readonly Stack[]) {
    this.stacks = new Map(stacks.map((stack) => [templatePathOf(stack), stack]));
  }

  /**
   * What has no construct of its own is that of what the template has in its place: a role that AWS SAM makes is its function's.
   * What is neither, as in an included template or a loop, is its stack's; nothing in a template of no stack.
   */
  of({ resource }: Judgement): IConstruct | undefined {
    const { template, logicalId } = resource;
    return this.find(template, isWrittenElsewhere(resource) ? writtenAt(resource) : logicalId);
  }

  /** The path of a construct that CDK does not find by the logical ID, because the template does not have it. */
  pathOf({ resource }: Judgement): string | undefined {
    return isWrittenElsewhere(resource) ? this.find(resource.template, writtenAt(resource))?.node.path : undefined;
  }

  private find(template: string, logicalId: string): IConstruct | undefined {
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

type Found = Judgement['resource'];

function isWrittenElsewhere(resource: Found): boolean {
  return writtenAt(resource) !== resource.logicalId || resource.logicalId.startsWith('Fn::');
}

/** The key in the section that the template has it at. Another copy of this library may not tell. */
function writtenAt({ logicalId, place = ['Resources', logicalId] as const }: Partial<Pick<Found, 'place'>> & Found): string {
  return String(place[1] ?? '');
}
