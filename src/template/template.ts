import { Assumptions, evaluate } from './conditions';
import { Contents, Processed } from './contents';
import { Depth } from './depth';
import { Effort } from './effort';
import { Environment } from './environment';
import { Evaluator, Site } from './evaluator';
import { extended, isExtended } from './language-extensions';
import { Links, NestedStackAddress } from './links';
import { Output } from './output';
import { parameterValue, PassedParameters } from './parameters';
import { isRawMap, RawMap } from './raw';
import { Resource, ResourceHome } from './resource';
import { Scope } from './scope';
import { Sections } from './sections';
import { isServerless, transform } from './serverless';
import { Ternary } from './ternary';
import { Unseen } from './unseen';
import { Uses } from './uses';
import { Hole, Unknown, Value } from './value';

const NONE: readonly Resource[] = [];

/** What a template shares with the others of its app. */
export interface TemplateContext {
  readonly environment: Environment;
  readonly stackName: string | undefined;
  readonly links: Links;
  readonly depth: Depth;
  readonly effort: Effort;
  /** For a nested stack. */
  readonly passed: PassedParameters | undefined;
  readonly nestedIn: NestedStackAddress | undefined;
  readonly unseen?: readonly Unseen[];
  /** What is assumed of its conditions and parameters. */
  readonly assumptions?: Assumptions;
  /** Notes which choices its resources depend on. */
  readonly uses?: Uses;
  remember(hole: Hole, resource: Resource): void;
}

/**
 * A template, interpreted as far as it is asked.
 *
 * It never throws, whatever the template is: what it cannot make sense of counts as missing, and is `unseen`.
 */
export class Template implements Site, ResourceHome {
  readonly stackName: string | undefined;
  readonly environment: Environment;
  readonly links: Links;
  readonly depth: Depth;
  readonly effort: Effort;
  readonly uses: Uses | undefined;

  private readonly parameters = new Map<string, Value>();
  /** As the template has them. */
  private readonly written: Sections;
  private known: Contents | undefined;
  private evaluator: Evaluator | undefined;
  private outputsByName: ReadonlyMap<string, Output> | undefined;

  /**
   * @param name The name by which the app knows it.
   */
  constructor(readonly name: string, private readonly json: unknown, private readonly context: TemplateContext) {
    this.stackName = context.stackName;
    this.environment = context.environment;
    this.links = context.links;
    this.depth = context.depth;
    this.effort = context.effort;
    this.uses = context.uses;
    this.written = new Sections(json);
  }

  /** For a nested stack: the resource that makes it. */
  get nestedIn(): NestedStackAddress | undefined {
    return this.context.nestedIn;
  }

  get sections(): Sections {
    return this.contents.sections;
  }

  /** What it does not show of what CloudFormation makes of it. */
  get unseen(): readonly Unseen[] {
    return this.context.unseen ? [...this.context.unseen, ...this.contents.unseen] : this.contents.unseen;
  }

  get resources(): Iterable<Resource> {
    return this.contents.byLogicalId.values();
  }

  resource(logicalId: string): Resource | undefined {
    return this.contents.byLogicalId.get(logicalId);
  }

  ofType(type: string): readonly Resource[] {
    return this.contents.byType.get(type) ?? NONE;
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
    // No transform changes them.
    const { parameters } = this.written;
    if (!Object.hasOwn(parameters, name)) { return undefined; }
    let value = this.parameters.get(name);
    if (value === undefined) {
      this.parameters.set(name, new Unknown(`parameter ${name} refers to itself`));
      const read = () => parameterValue(this.name, name, parameters[name], this.context.passed);
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

  nameOf(raw: unknown): string | undefined {
    const name = this.asWritten().resolve(raw);
    return typeof name === 'string' ? name : undefined;
  }

  /** What stands for a part that is no resource in what is found of it. */
  standIn({ logicalId, type, path }: Unseen): Resource {
    return new Resource(logicalId, type, {}, this, path);
  }

  scope(condition: string | undefined): Scope {
    return (condition === undefined ? undefined : this.root.under(condition, true)) ?? this.root;
  }

  nestedOutput(logicalId: string, output: string): Value {
    return this.links.nestedOutput(logicalId, output, this.root);
  }

  remember(hole: Hole, resource: Resource): void {
    this.context.remember(hole, resource);
  }

  private referred(logicalId: string): Resource | undefined {
    const resource = this.contents.byLogicalId.get(logicalId);
    if (resource) { this.uses?.refer(resource); }
    return resource;
  }

  private get outputIndex(): ReadonlyMap<string, Output> {
    this.outputsByName ??= new Map(Object.entries(this.sections.outputs).map(([name, raw]) => [name, new Output(name, raw, this.root, this.uses)]));
    return this.outputsByName;
  }

  private get root(): Evaluator {
    this.evaluator ??= new Evaluator(this, this.context.assumptions);
    return this.evaluator;
  }

  private get contents(): Contents {
    if (!this.known) {
      const { json, written } = this;
      const isProcessed = isRawMap(json) && (isExtended(written.transforms) || isServerless(written.transforms));
      // Whoever asks while it is processed, as a parent may that passes it a parameter, finds no resources.
      this.known = new Contents(isProcessed ? { json: {} } : { json }, this, written);
      if (isProcessed) {
        const process = () => this.processed(json);
        this.known = new Contents(this.uses ? this.uses.apart(process) : process(), this);
      }
    }
    return this.known;
  }

  /** What the transforms of AWS make of it, in the order in which they have to be named. */
  private processed(json: RawMap): Processed {
    const { transforms } = this.written;
    const expansion = isExtended(transforms) ? extended(json, this.asWritten()) : { json, places: new Map(), unseen: [] };
    if (!isServerless(transforms)) { return expansion; }
    const serverless = transform(expansion.json, expansion.places);
    return { ...serverless, unseen: [...expansion.unseen, ...serverless.unseen] };
  }

  /** Interprets what the template has before it is processed: parameters, mappings and conditions. */
  private asWritten(): Evaluator {
    const { name, stackName, environment, links, depth, effort, written: sections } = this;
    const nothing = () => undefined;
    const parameter = (one: string) => this.parameter(one);
    const site: Site = { name, stackName, environment, links, depth, effort, sections, uses: undefined, parameter, ref: nothing, attribute: nothing };
    return new Evaluator(site, this.context.assumptions);
  }
}
