import { Assumptions, evaluate } from './conditions';
import { Depth } from './depth';
import { Environment } from './environment';
import { Evaluator, Site } from './evaluator';
import { Links, NestedStackAddress } from './links';
import { Output } from './output';
import { parameterValue, PassedParameters } from './parameters';
import { isRawMap, kindOf, own } from './raw';
import { Resource, ResourceHome } from './resource';
import { Scope } from './scope';
import { Sections } from './sections';
import { Ternary } from './ternary';
import { Uses } from './uses';
import { Hole, Unknown, Value } from './value';

const NONE: readonly Resource[] = [];

/** What a template shares with the others of its app. */
export interface TemplateContext {
  readonly environment: Environment;
  readonly stackName: string | undefined;
  readonly links: Links;
  readonly depth: Depth;
  /** For a nested stack. */
  readonly passed: PassedParameters | undefined;
  readonly nestedIn: NestedStackAddress | undefined;
  /** What is assumed of its conditions and parameters. */
  readonly assumptions?: Assumptions;
  /** Notes which choices its resources depend on. */
  readonly uses?: Uses;
  remember(hole: Hole, resource: Resource): void;
}

/**
 * A template, interpreted as far as it is asked.
 *
 * It never throws, whatever the template is: what it cannot make sense of counts as missing, and is said in `problems`.
 */
export class Template implements Site, ResourceHome {
  readonly stackName: string | undefined;
  readonly environment: Environment;
  readonly sections: Sections;
  readonly links: Links;
  readonly depth: Depth;
  readonly uses: Uses | undefined;
  readonly problems: readonly string[];

  private readonly byLogicalId = new Map<string, Resource>();
  private readonly byType = new Map<string, Resource[]>();
  private readonly parameters = new Map<string, Value>();
  private readonly root: Evaluator;
  private outputsByName: ReadonlyMap<string, Output> | undefined;

  /**
   * @param name The name by which the app knows it.
   */
  constructor(readonly name: string, json: unknown, private readonly context: TemplateContext) {
    this.stackName = context.stackName;
    this.environment = context.environment;
    this.links = context.links;
    this.depth = context.depth;
    this.uses = context.uses;
    this.sections = new Sections(json);
    this.problems = [...this.sections.problems, ...this.indexResources()];
    this.root = new Evaluator(this, context.assumptions);
  }

  /** For a nested stack: the resource that makes it. */
  get nestedIn(): NestedStackAddress | undefined {
    return this.context.nestedIn;
  }

  get resources(): Iterable<Resource> {
    return this.byLogicalId.values();
  }

  resource(logicalId: string): Resource | undefined {
    return this.byLogicalId.get(logicalId);
  }

  ofType(type: string): readonly Resource[] {
    return this.byType.get(type) ?? NONE;
  }

  get outputs(): Iterable<Output> {
    return this.outputIndex.values();
  }

  output(name: string): Output | undefined {
    return this.outputIndex.get(name);
  }

  condition(name: string): Ternary {
    return this.root.condition(name);
  }

  /** What a parameter can be. */
  parameter(name: string): Value | undefined {
    if (!Object.hasOwn(this.sections.parameters, name)) { return undefined; }
    let value = this.parameters.get(name);
    if (value === undefined) {
      this.parameters.set(name, new Unknown(`parameter ${name} refers to itself`));
      const read = () => parameterValue(this.name, name, this.sections.parameters[name], this.context.passed);
      value = this.uses ? this.uses.apart(read) : read();
      this.parameters.set(name, value);
    }
    return value;
  }

  ref(logicalId: string): Value | undefined {
    return this.referred(logicalId)?.identity.ref();
  }

  attribute(logicalId: string, attribute: string): Value | undefined {
    return this.referred(logicalId)?.attribute(attribute);
  }

  /** Whether the operands of an `Fn::Equals` are the same. */
  equals(operands: readonly unknown[]): Ternary {
    return evaluate({ 'Fn::Equals': operands }, this.root);
  }

  /** Interprets text that is written as it could stand in the template. */
  resolve(raw: unknown): Value {
    return this.root.resolve(raw);
  }

  scope(condition: string | undefined): Scope {
    return condition === undefined ? this.root : this.root.under(condition, true);
  }

  nestedOutput(logicalId: string, output: string): Value {
    return this.links.nestedOutput(logicalId, output, this.root);
  }

  remember(hole: Hole, resource: Resource): void {
    this.context.remember(hole, resource);
  }

  private referred(logicalId: string): Resource | undefined {
    const resource = this.byLogicalId.get(logicalId);
    if (resource) { this.uses?.refer(resource); }
    return resource;
  }

  private get outputIndex(): ReadonlyMap<string, Output> {
    this.outputsByName ??= new Map(Object.entries(this.sections.outputs).map(([name, raw]) => [name, new Output(name, raw, this.root, this.uses)]));
    return this.outputsByName;
  }

  private indexResources(): string[] {
    const problems: string[] = [];
    const raws = this.sections.resources;
    for (const logicalId of Object.keys(raws)) {
      const raw = raws[logicalId];
      const type = isRawMap(raw) ? own(raw, 'Type') : undefined;
      if (logicalId.startsWith('Fn::')) {
        problems.push(`${logicalId} makes resources at deployment, which are not seen`);
      } else if (!isRawMap(raw)) {
        problems.push(`resource ${logicalId} is ${kindOf(raw)}, not a map`);
      } else if (typeof type !== 'string') {
        problems.push(`resource ${logicalId} has no Type`);
      } else {
        const properties = own(raw, 'Properties');
        if (properties !== undefined && !isRawMap(properties)) {
          problems.push(`the Properties of resource ${logicalId} are ${kindOf(properties)}, not a map`);
        }
        const resource = new Resource(logicalId, type, raw, this);
        this.byLogicalId.set(logicalId, resource);
        const others = this.byType.get(type);
        if (others) { others.push(resource); } else { this.byType.set(type, [resource]); }
      }
    }
    return problems;
  }
}
