import * as path from 'path';
import { CfnElement, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Environment, TemplateSource } from '../../template';

/** What the checks know of a stack whose template says `json`. */
export function sourceOf(stack: Stack, json: unknown): TemplateSource {
  const { nestedStackParent: parent, nestedStackResource: resource } = stack;
  let elements: ReadonlyMap<string, IConstruct> | undefined;
  return {
    name: templatePathOf(stack),
    json,
    environment: { ...environmentOf(stack.account, stack.region), stage: stageOf(stack) },
    // Whoever else deploys a template gives the stack its name: CloudFormation to a nested stack, AWS Service Catalog to a product.
    stackName: stack.templateFile === `${stack.artifactId}.template.json` ? stack.stackName : undefined,
    // As the template has it: that of an included nested stack is overridden.
    nestedIn: parent && resource && { template: templatePathOf(parent), logicalId: parent.resolve(resource.logicalId) as string },
    constructPathOf: (logicalId) => {
      elements ??= elementsOf(stack);
      return elements.get(logicalId)?.node.path;
    },
  };
}

export function environmentOf(account: string | undefined, region: string | undefined): Environment {
  const known = (value: string | undefined) => (Token.isUnresolved(value) ? undefined : value);
  // Templates that may be deployed anywhere still write `arn:aws:`; where they do, they mean this partition.
  return { account: known(account), region: known(region), partition: known(region) === undefined ? 'aws' : undefined };
}

/** Nothing for the app itself. */
function stageOf(stack: Stack): string | undefined {
  const stage = Stage.of(stack);
  return stage?.parentStage && stage.node.path;
}

/** Where the template of a stack is, or will be. */
export function templatePathOf(stack: Stack): string {
  return path.resolve(Stage.of(stack)!.outdir, stack.templateFile);
}

/** Where the manifest of the assembly of a Stage is, or will be. */
export function manifestPathOf(stage: Stage): string {
  return path.resolve(stage.outdir, 'manifest.json');
}

export function stacksBelow(scope: IConstruct): Stack[] {
  return scope.node.findAll().filter(Stack.isStack);
}

/** The constructs of a stack that stand in its template, by logical id. */
export function elementsOf(stack: Stack): ReadonlyMap<string, IConstruct> {
  return new Map(stack.node.findAll().filter(CfnElement.isCfnElement).filter((element) => element.stack === stack)
    .map((element) => [stack.resolve(element.logicalId) as string, element]));
}
