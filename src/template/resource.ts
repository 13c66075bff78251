import { Environment } from './environment';
import { Identity } from './identity';
import { holdsDocuments, withDocuments, withoutTooLarge } from './json-documents';
import { alike, Renaming } from './likeness';
import { intrinsicName, isRawMap, own, RawMap } from './raw';
import { PropertyPath, readRaw } from './read';
import { Scope } from './scope';
import { Ternary } from './ternary';
import { textOf } from './text';
import { Uses } from './uses';
import { Hole, Value } from './value';

/** What a resource's template knows beyond the resource. */
export interface ResourceHome {
  readonly name: string;
  readonly environment: Environment;
  readonly uses: Uses | undefined;
  /** Where its functions are interpreted: with a condition, where the condition holds. */
  scope(condition: string | undefined): Scope;
  condition(name: string): Ternary;
  /** The name that functions make, which AWS::LanguageExtensions allows in the place of a name. */
  nameOf(raw: unknown): string | undefined;
  resource(logicalId: string): Resource | undefined;
  nestedOutput(logicalId: string, output: string): Value;
  /** Remembers which resource a hole stands for. */
  remember(hole: Hole, resource: Resource): void;
}

/**
 * A resource of a template. Nothing of it is interpreted before it is asked for.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
 */
export class Resource {
  /** The name of the template. */
  readonly template: string;
  readonly environment: Environment;
  /** The name of the condition that it is made under. */
  readonly condition: string | undefined;

  private ownProperties: RawMap | null | undefined;
  private ownScope: Scope | undefined;
  private ownIdentity: Identity | undefined;

  /**
   * @param path Where the template has it; at its logical id, if nothing else is said.
   */
  constructor(
    readonly logicalId: string,
    readonly type: string,
    private readonly raw: RawMap,
    private readonly home: ResourceHome,
    private readonly path?: PropertyPath,
  ) {
    this.template = home.name;
    this.environment = home.environment;
    const condition = own(raw, 'Condition');
    this.condition = typeof condition === 'string' || condition === undefined ? condition : home.nameOf(condition);
  }

  /** Where the template has it. */
  get place(): PropertyPath {
    return this.path ?? ['Resources', this.logicalId];
  }

  /** Whether it is made at all. */
  get exists(): Ternary {
    const { condition } = this;
    return condition === undefined ? Ternary.YES : this.noting(() => this.home.condition(condition));
  }

  /** Logical ids of the resources that it says it is made after. */
  get dependsOn(): readonly string[] {
    const raw = own(this.raw, 'DependsOn');
    return (Array.isArray(raw) ? raw : [raw]).filter((id) => typeof id === 'string');
  }

  get metadata(): Value | undefined {
    return this.readAttribute('Metadata');
  }

  /** The path of the construct in its CDK app, if the template tells it. */
  get constructPath(): string | undefined {
    const metadata = own(this.raw, 'Metadata');
    const path = isRawMap(metadata) ? own(metadata, 'aws:cdk:path') : undefined;
    return typeof path === 'string' ? path : undefined;
  }

  get deletionPolicy(): Value | undefined {
    return this.readAttribute('DeletionPolicy');
  }

  get updateReplacePolicy(): Value | undefined {
    return this.readAttribute('UpdateReplacePolicy');
  }

  /** Its names: the same text wherever the resource is meant. */
  get identity(): Identity {
    this.ownIdentity ??= new Identity(this, (hole) => this.home.remember(hole, this));
    return this.ownIdentity;
  }

  /**
   * A property; nothing where it is absent. Without a path, all properties.
   *
   * A number in the path is a place in a list. The functions in a list are interpreted first: they may take members away.
   */
  read(...path: PropertyPath): Value | undefined {
    const { properties: all } = this;
    if (!all) { return undefined; }
    const properties = holdsDocuments(path[0]) ? withoutTooLarge(all) : all;
    return this.home.uses ? this.noting(() => readRaw(properties, path, this.scope)) : readRaw(properties, path, this.scope);
  }

  /** The text of a property as the template has it, functions and all. */
  source(name: string): string | undefined {
    return JSON.stringify(this.written(name));
  }

  /** All of it as the template has it; nothing where that is nested too deep. */
  get text(): string {
    try {
      return JSON.stringify(this.raw);
    } catch {
      return '';
    }
  }

  /** A property as the template has it, functions and all. */
  written(property: string): unknown {
    const { properties } = this;
    return properties && own(properties, property);
  }

  /** The resource of the same template whose `Ref` or `Fn::GetAtt` a property is, where it is written so; nothing is interpreted. */
  referredTo(path: PropertyPath): Resource | undefined {
    let here: unknown = this.properties;
    for (const step of path) {
      here = Array.isArray(here) ? here[step as number] : isRawMap(here) ? own(here, String(step)) : undefined;
    }
    if (!isRawMap(here) || intrinsicName(here) === undefined) { return undefined; }
    const attribute = own(here, 'Fn::GetAtt');
    const logicalId: unknown = Array.isArray(attribute) ? attribute[0] : own(here, 'Ref');
    const found = typeof logicalId === 'string' ? this.home.resource(logicalId) : undefined;
    if (found) { this.home.uses?.link(this, found); }
    return found;
  }

  /** Whether this resource is made whenever the other one is. */
  isMadeWith(other: Resource): boolean {
    return this.exists === Ternary.YES || (other.template === this.template && other.condition === this.condition);
  }

  /** Whether a property is written like that of another resource of the same template, apart from some logical ids. */
  isLike(other: Resource, property: string, renaming: Renaming): boolean {
    return alike(this.written(property), other.written(property), renaming);
  }

  /** What `Fn::GetAtt` returns. */
  attribute(name: string): Value {
    if (this.type === 'AWS::CloudFormation::Stack' && name.startsWith('Outputs.')) {
      return this.home.nestedOutput(this.logicalId, name.slice('Outputs.'.length));
    }
    return this.readFromOtherRegion(name) ?? this.identity.attribute(name);
  }

  /** The CDK's reader of values that a stack in another Region writes to Parameter Store has them as attributes. */
  private readFromOtherRegion(parameter: string): Value | undefined {
    if (this.type !== 'Custom::CrossRegionExportReader') { return undefined; }
    const region = textOf(this.read('ReaderProps', 'region'));
    return this.scope.stored(parameter, typeof region === 'string' ? region : this.environment.region);
  }

  private get properties(): RawMap | undefined {
    if (this.ownProperties === undefined) {
      const properties = own(this.raw, 'Properties');
      this.ownProperties = isRawMap(properties) ? withDocuments(properties) : null;
      // It may change and add properties.
      const macro = own(this.raw, 'Fn::Transform');
      if (macro !== undefined) { this.ownProperties = { ...this.ownProperties, 'Fn::Transform': macro }; }
    }
    return this.ownProperties ?? undefined;
  }

  private readAttribute(name: string): Value | undefined {
    return this.noting(() => readRaw(own(this.raw, name), [], this.scope));
  }

  /** Which choices its properties depend on is noted where somebody wants to know. */
  private noting<T>(work: () => T): T {
    const { uses } = this.home;
    return uses ? uses.during(this, work) : work();
  }

  private get scope(): Scope {
    this.ownScope ??= this.home.scope(this.condition);
    return this.ownScope;
  }
}
