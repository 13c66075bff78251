import { compatible, Environment, mayBeSame } from './environment';
import { meant } from './expansions';
import { HandedInHole, textKey } from './holes';
import { Consumer, Links, NestedStackAddress } from './links';
import { memo } from './memo';
import { PassedParameters } from './parameters';
import { oneOf } from './possibilities';
import { Resource } from './resource';
import { Template } from './template';
import { textOf } from './text';
import { isMap, Text, Unknown, Value } from './value';

/** Something that a stack hands out. */
interface Handed {
  readonly environment: Environment;
  readonly value: () => Value;
}

/** The stacks of one app, and what they get from each other. */
export class CrossStack implements Links {
  private exportIndex: ReadonlyMap<string, readonly Handed[]> | undefined;
  private storedIndex: ReadonlyMap<string, readonly Handed[]> | undefined;
  private stackIndex: ReadonlyMap<string, readonly Template[]> | undefined;
  private readonly children = new Map<string, Template>();

  constructor(private readonly templates: readonly Template[]) {}

  addChild(parent: NestedStackAddress, child: Template): void {
    this.children.set(addressIdentity(parent), child);
  }

  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html */
  imported(name: Value, consumer: Consumer): Value {
    const index = () => this.exportIndex ??= this.indexExports();
    return this.byName(name, 'Fn::ImportValue', consumer, index, (producers, text) => handed(producers, consumer.environment, `export ${text}`));
  }

  stackOutput(stackName: Value, output: Value, region: Value | undefined, role: Value | undefined, consumer: Consumer): Value {
    const outputName = textOf(output);
    if (typeof outputName !== 'string') { return new Unknown('the name of the output cannot be determined'); }
    const environment = producerEnvironment(consumer.environment, region, role);
    const index = () => this.stackIndex ??= groupBy(this.templates, (template) => template.stackName);
    return this.byName(stackName, `Fn::GetStackOutput ${outputName}`, consumer, index, (templates, text) => {
      const producers = templates?.map((template): Handed => ({
        environment: template.environment,
        value: () => template.output(outputName)?.value ?? new Unknown(`stack ${text} has no output ${outputName}`),
      }));
      return handed(producers, environment, `stack ${text}`);
    });
  }

  stored(parameter: string, region: string | undefined, consumer: Consumer): Value | undefined {
    this.storedIndex ??= this.indexStored();
    const candidates = this.storedIndex.get(parameter)?.filter((candidate) => mayBeSame(candidate.environment.region, region));
    return candidates?.length ? handed(candidates, { ...consumer.environment, region }, `parameter ${parameter}`) : undefined;
  }

  nestedOutput(logicalId: string, output: string, consumer: Consumer): Value {
    const child = this.children.get(addressIdentity({ template: consumer.template, logicalId }));
    return child?.output(output)?.value ?? new Unknown(
      child ? `nested stack ${logicalId} has no output ${output}` : `the template of nested stack ${logicalId} is not at hand`,
      new HandedInHole(`${consumer.template}/${logicalId}.Outputs.${output}`, `\${${logicalId}.Outputs.${output}}`),
    );
  }

  private byName<T>(
    name: Value, label: string, consumer: Consumer,
    index: () => ReadonlyMap<string, T>, find: (things: T | undefined, name: string | Text) => Value | undefined,
  ): Value {
    const text = textOf(name);
    if (text === undefined) { return new Unknown('the name cannot be determined'); }
    const things = index();
    const found = find(things.get(textKey(text)), text);
    if (found !== undefined) { return found; }
    // A name with parameters in it may be known for what is known of the parameters.
    const options = text instanceof Text ? meant(text, namesInOrder(things))?.names ?? [] : [];
    const { account, region } = consumer.environment;
    const hole = new HandedInHole(`${label} ${textKey(text)} for ${account ?? 'the account'} in ${region ?? 'the Region'}`, `{${label} ${text}}`);
    const unknown = new Unknown(`no stack at hand provides ${text}`, hole);
    return oneOf([...options.flatMap((option) => find(things.get(option), option) ?? []), unknown]);
  }

  private indexExports(): ReadonlyMap<string, readonly Handed[]> {
    const all = this.templates.flatMap((template) => [...template.outputs].map((output) => ({ template, output })));
    const named = all.flatMap(({ template, output }) => {
      const name = output.exportName;
      const text = name === undefined ? undefined : textOf(name);
      return text === undefined ? [] : [{ name: textKey(text), environment: template.environment, value: () => output.value }];
    });
    return groupBy(named, (one) => one.name);
  }

  /** What the CDK's writers of values for another Region write, by the name of the parameter. */
  private indexStored(): ReadonlyMap<string, readonly Handed[]> {
    const all = this.templates.flatMap((template) => template.ofType('Custom::CrossRegionExportWriter').flatMap((writer) => {
      const region = writer.read('WriterProps', 'region');
      const exports = writer.read('WriterProps', 'exports');
      const environment = { ...template.environment, region: typeof region === 'string' ? region : undefined };
      return isMap(exports) ? Object.entries(exports).map(([name, value]) => ({ name, environment, value: () => value })) : [];
    }));
    return groupBy(all, (one) => one.name);
  }
}

const namesInOrder = memo((index: ReadonlyMap<string, unknown>) => [...index.keys()].sort());

/** What a nested stack is passed by the resource that makes it. */
export function passedBy(stack: () => Resource | undefined): PassedParameters {
  return {
    value: (parameter) => {
      const maker = stack();
      if (!maker) { return new Unknown(`what is passed to parameter ${parameter} is not at hand`); }
      return maker.read('Parameters', parameter);
    },
  };
}

/** The one thing handed out that the consumer can mean. Nothing where there is none at all. */
function handed(candidates: readonly Handed[] | undefined, environment: Environment, what: string): Value | undefined {
  if (!candidates?.length) { return undefined; }
  const possible = candidates.filter((candidate) => compatible(candidate.environment, environment));
  if (possible.length === 0) { return new Unknown(`${what} is in another account or Region`); }
  const own = possible.filter(({ environment: { stage } }) => stage === environment.stage);
  const near = own.length > 0 ? own : possible;
  const exact = near.filter(({ environment: { account, region } }) => account === environment.account && region === environment.region);
  const chosen = exact.length === 1 ? exact : near;
  return chosen.length === 1 ? chosen[0].value() : new Unknown(`there are several of ${what}`);
}

/** The role that reads an output of another account tells which account that is. */
function producerEnvironment(consumer: Environment, region: Value | undefined, role: Value | undefined): Environment {
  const roleArn = role === undefined ? undefined : textOf(role);
  const account = roleArn === undefined ? consumer.account : /:iam::(\d{12}):/.exec(textKey(roleArn))?.[1];
  const given = region === undefined ? consumer.region : textOf(region);
  return { account, region: typeof given === 'string' ? given : undefined, stage: consumer.stage };
}

function groupBy<T>(things: readonly T[], nameOf: (thing: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const name = nameOf(thing);
    if (name === undefined) { continue; }
    const group = groups.get(name);
    if (group) { group.push(thing); } else { groups.set(name, [thing]); }
  }
  return groups;
}

function addressIdentity({ template, logicalId }: NestedStackAddress): string {
  return JSON.stringify([template, logicalId]);
}
