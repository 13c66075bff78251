import type { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Judgement } from '../rule-sets';
import { elementsOf, manifestPathOf, templatePathOf } from './synthesized-stacks';
import type { TemplateSource } from '../../template';

/** The constructs that resources are of. */
export class Constructs {
  private readonly stacks: ReadonlyMap<string, Stack>;
  private readonly stages: ReadonlyMap<string, Stage>;
  private readonly makers: ReadonlyMap<string, TemplateSource['nestedIn']>;
  private readonly elements = new Map<Stack, ReadonlyMap<string, IConstruct>>();

  /**
   * @param sources The templates, also those of no stack of the app.
   * @param stages Those of whose manifests something is not seen.
   */
  constructor(stacks: readonly Stack[], sources: readonly TemplateSource[], stages: readonly Stage[] = []) {
    this.stages = new Map(stages.map((stage) => [manifestPathOf(stage), stage]));
    this.stacks = new Map(stacks.map((stack) => [templatePathOf(stack), stack]));
    this.makers = new Map(sources.map(({ name, nestedIn, handedOnBy }) => [name, nestedIn ?? handedOnBy]));
  }

  /**
   * What has no construct of its own is that of what the template has in its place: a role that AWS SAM makes is its function's.
   * What is neither, as in an included template or a loop, is its stack's, or that of the resource that makes the stack or hands the template on; nothing in a
   * template that nothing of the app makes. An artifact is its Stage's.
   */
  of({ resource }: Pick<Judgement, 'resource'>): IConstruct | undefined {
    const { template, logicalId } = resource;
    return this.stages.get(template) ?? this.find(template, isWrittenElsewhere(resource) ? writtenAt(resource) : logicalId);
  }

  /**
   * The path of a construct that CDK does not find by the logical ID: the template does not have it, or is of no stack of the
   * app, or it is an artifact.
   */
  pathOf(finding: Judgement): string | undefined {
    const { resource } = finding;
    const isNotFound = isWrittenElsewhere(resource) || this.isOfNoStack(resource.template) || this.stages.has(resource.template);
    return isNotFound ? this.of(finding)?.node.path : undefined;
  }

  private find(template: string, logicalId: string): IConstruct | undefined {
    const stack = this.stacks.get(template);
    const maker = this.makers.get(template);
    if (!stack) { return maker && this.find(maker.template, maker.logicalId); }
    let elements = this.elements.get(stack);
    if (!elements) {
      elements = elementsOf(stack);
      this.elements.set(stack, elements);
    }
    return elements.get(logicalId) ?? stack;
  }

  private isOfNoStack(template: string): boolean {
    return this.makers.get(template) !== undefined && !this.stacks.has(template);
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
