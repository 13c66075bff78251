import { CrossStack, passedBy } from './cross-stack';
import { Depth } from './depth';
import { Effort } from './effort';
import { completed, Environment } from './environment';
import { isLoop } from './language-extensions';
import { NestedStackAddress } from './links';
import { memo } from './memo';
import { assumptionsFrom, Premises } from './premises';
import { isRawMap, own, RawMap } from './raw';
import { Resource } from './resource';
import { ResourceIndex, ResourceQuery } from './resource-index';
import { Template } from './template';
import { Unseen } from './unseen';
import { Uses } from './uses';
import { Value } from './value';

/** A template and where it comes from. */
export interface TemplateSource {
  /** The name by which messages and other templates of the app know it, unique among them: a path, a stack's name. */
  readonly name: string;
  /** What the template's text says, parsed. */
  readonly json: unknown;
  /** Where the stack is deployed. For a nested stack, where its parent is. */
  readonly environment?: Environment;
  readonly stackName?: string;
  /** For a nested stack: the resource that makes it. */
  readonly nestedIn?: NestedStackAddress;
  /** For a template that others deploy: a resource that hands it on. */
  readonly handedOnBy?: NestedStackAddress;
  /** Properties whose templates are in the app, by logical ID: what the resources hand on to others is checked as well. */
  readonly handsOn?: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is not seen although no template says so. */
  readonly unseen?: readonly Unseen[];
  /** The path of the construct that has made a resource, where constructs have made the template. */
  constructPathOf?(logicalId: string): string | undefined;
}

/** What is wrong with a template itself. */
export interface TemplateProblem {
  readonly source: TemplateSource;
  /** The name by which the app knows the template. */
  readonly template: string;
  /** As a clause. */
  readonly text: string;
}

const NESTED_STACK = 'AWS::CloudFormation::Stack';

const NOTHING: Premises = new Map();

/** The templates that are deployed together, and refer to each other. */
export class App {
  static of(sources: readonly TemplateSource[]): App {
    return new App(sources, NOTHING, sources.some(mayLeaveChoices) ? new Uses() : undefined, new Effort());
  }

  /** A template alone. */
  static ofOne(name: string, json: unknown, environment?: Environment): Template {
    return App.of([{ name, json, environment }]).templates[0];
  }

  readonly templates: readonly Template[];
  /** What is wrong with the templates themselves. */
  readonly problems: readonly TemplateProblem[];

  private readonly byName: ReadonlyMap<string, Template>;
  private readonly sourceByName = new Map<string, TemplateSource>();
  private readonly index: ResourceIndex;
  private children: ReadonlyMap<string, Template> | undefined;

  private constructor(
    private readonly sources: readonly TemplateSource[],
    given: Premises,
    /** Which choices its resources depend on; nothing where its templates surely leave none. */
    readonly uses: Uses | undefined,
    private readonly effort: Effort,
  ) {
    const problems: TemplateProblem[] = [];
    const templates: Template[] = [];
    const byName = new Map<string, Template>();
    const sourceByName = new Map(sources.map((source) => [source.name, source]));
    const links = new CrossStack(templates);
    const assumptions = assumptionsFrom(given);
    const depth = new Depth();
    this.index = new ResourceIndex(() => this.resources());
    for (const source of sources) {
      const { name, nestedIn } = source;
      // Names are part of what tells resources apart, so no two templates may have one.
      const unique = byName.has(name) ? `${name} (${templates.length + 1})` : name;
      if (unique !== name) { problems.push({ source, template: name, text: 'another template has this name' }); }
      const template: Template = new Template(unique, source.json, {
        environment: completed(environmentOf(source, sourceByName)),
        stackName: source.stackName,
        links,
        depth,
        effort,
        passed: nestedIn && passedBy(() => byName.get(nestedIn.template)?.resource(nestedIn.logicalId)),
        nestedIn,
        unseen: source.unseen,
        assumptions: assumptions.get(unique),
        uses,
        remember: (hole, resource) => this.index.remember(hole, resource),
      });
      templates.push(template);
      byName.set(unique, template);
      this.sourceByName.set(unique, source);
      if (nestedIn) { links.addChild(nestedIn, template); }
    }
    this.templates = templates;
    this.byName = byName;
    this.problems = problems;
  }

  /** The same templates where more is known of them. */
  under(given: Premises): App {
    return new App(this.sources, given, undefined, this.effort);
  }

  /** Some of the templates, and of their resources only those that make nested stacks: enough to tell whether conditions hold. */
  outline(names: Iterable<string>, given: Premises): App {
    const sources = [...names].flatMap((name) => {
      const source = this.sourceByName.get(name);
      return source ? [{ ...source, name, json: outlined(source.json) }] : [];
    });
    return new App(sources, given, undefined, this.effort);
  }

  /** The template of the stack that a resource makes, if the app has it. */
  nestedIn({ template, logicalId }: Resource): Template | undefined {
    const addressOf = (address: NestedStackAddress) => JSON.stringify([address.template, address.logicalId]);
    this.children ??= new Map(this.templates.flatMap((one) => (one.nestedIn ? [[addressOf(one.nestedIn), one]] : [])));
    return this.children.get(addressOf({ template, logicalId }));
  }

  /** Whether the app has the template that a property says is handed on to others. */
  hasHandedOn({ template, logicalId }: Resource, property: string): boolean {
    return this.sourceByName.get(template)?.handsOn?.get(logicalId)?.has(property) ?? false;
  }

  template(name: string): Template | undefined {
    return this.byName.get(name);
  }

  /** Where a template comes from. */
  source(template: string): TemplateSource | undefined {
    return this.sourceByName.get(template);
  }

  /** The resources of all templates. */
  * resources(): Iterable<Resource> {
    for (const template of this.templates) { yield* template.resources; }
  }

  /** The resources of a type in all templates. */
  ofType(type: string): readonly Resource[] {
    return this.templates.flatMap((template) => template.ofType(type));
  }

  /**
   * The resource that a value stands for: its name or id, its ARN, its domain name, whether made by a function or
   * written out. Nothing if there is none in the app, or if it cannot be determined which of several is meant.
   */
  resourceAt(value: Value | undefined, query?: ResourceQuery): Resource | undefined {
    const found = this.index.find(value, query);
    if (found && query?.from) { this.uses?.link(query.from, found); }
    return found;
  }
}

function outlined(json: unknown): unknown {
  return isRawMap(json) ? outline(json) : json;
}

const outline = memo((json: RawMap): RawMap => {
  const resources = own(json, 'Resources');
  if (!isRawMap(resources)) { return json; }
  const stacks = Object.entries(resources).filter(([id, raw]) => (
    isLoop(id) ? mentions(raw, NESTED_STACK) : isRawMap(raw) && own(raw, 'Type') === NESTED_STACK
  ));
  return { ...json, Resources: Object.fromEntries(stacks) };
});

/** Whether a loop may make resources of a type. */
function mentions(raw: unknown, type: string): boolean {
  try {
    return JSON.stringify(raw).includes(`"${type}"`);
  } catch {
    return true;
  }
}

/** Whether a template may turn out in several ways. What is read from Parameter Store is not chosen; a nested stack is passed what it gets. */
function mayLeaveChoices({ json, nestedIn }: TemplateSource): boolean {
  if (!isRawMap(json)) { return false; }
  const [conditions, parameters] = [own(json, 'Conditions'), own(json, 'Parameters')];
  return (isRawMap(conditions) && Object.keys(conditions).length > 0)
    || (!nestedIn && isRawMap(parameters) && Object.values(parameters).some((declaration) => !isStored(declaration)));
}

function isStored(declaration: unknown): boolean {
  const type = isRawMap(declaration) ? own(declaration, 'Type') : undefined;
  return typeof type === 'string' && type.startsWith('AWS::SSM::Parameter::Value<');
}

/** A nested stack is where its parent is. */
function environmentOf(source: TemplateSource, sources: ReadonlyMap<string, TemplateSource>): Environment {
  const seen = new Set<TemplateSource>();
  let here: TemplateSource | undefined = source;
  while (here && !here.environment && here.nestedIn && !seen.has(here)) {
    seen.add(here);
    here = sources.get(here.nestedIn.template);
  }
  return here?.environment ?? {};
}
