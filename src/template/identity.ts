import { RESOURCE_ATTRIBUTES, ResourceAttributes } from './attributes';
import { Environment } from './environment';
import { NameHole } from './holes';
import { memo } from './memo';
import { EnvironmentParameter, environmentText } from './pseudo-parameters';
import { textOf } from './text';
import { Hole, Text, Value } from './value';

const PENDING = Symbol('pending');

interface Patterns {
  readonly arns: readonly string[];
  readonly others: readonly string[];
}

/** The pieces of each pattern, parsed once: literals at even places, what stands in angle brackets at odd ones. */
const PATTERNS = new Map<string, readonly string[]>();

/** What tells one resource from another. */
export interface Named {
  readonly template: string;
  readonly logicalId: string;
  readonly type: string;
  readonly environment: Environment;
  read(property: string): Value | undefined;
}

/**
 * The names of a resource: literal where the template gives them, else with a hole in them that is this resource's own.
 * A name that is made from other things (an account, a parameter) is text with their holes in it, so that it is the same
 * as any other text made from the same things.
 */
export class Identity {
  private readonly attributes: ResourceAttributes | undefined;
  private readonly texts = new Map<string, string | Text | typeof PENDING>();
  private ownHole: Hole | undefined;

  constructor(private readonly resource: Named, private readonly onHole: (hole: Hole) => void) {
    this.attributes = RESOURCE_ATTRIBUTES.get(resource.type);
  }

  get physicalName(): string | Text {
    return this.text('<name>');
  }

  get arn(): string | Text | undefined {
    return this.attributes && this.text(this.attributes.arn);
  }

  get nameIsUniqueIn(): ResourceAttributes['nameIsUniqueIn'] | undefined {
    return this.attributes?.nameIsUniqueIn;
  }

  /** ARNs that `Ref` and `Fn::GetAtt` return. */
  get arns(): readonly (string | Text)[] {
    return this.attributes ? patternsOf(this.attributes).arns.map((pattern) => this.text(pattern)) : [];
  }

  /** Whatever else stands for the resource: its domain names, its address. */
  get otherNames(): readonly (string | Text)[] {
    return this.attributes ? patternsOf(this.attributes).others.map((pattern) => this.text(pattern)) : [];
  }

  /** What `Ref` returns. */
  ref(): string | Text {
    return this.text(this.attributes?.ref ?? '<name>');
  }

  /** What `Fn::GetAtt` returns. */
  attribute(name: string): string | Text {
    const known = this.attributes?.attributes;
    if (known && Object.hasOwn(known, name)) { return this.text(known[name]); }
    const hole = new Hole(`${this.resource.template}/${this.resource.logicalId}.${name}`, `\${${this.resource.logicalId}.${name}}`);
    // Any other attribute tells something about the resource; these two stand for it.
    if (!known && (name === 'Arn' || name === 'Id')) { this.onHole(hole); }
    return Text.of(hole);
  }

  private text(pattern: string): string | Text {
    const before = this.texts.get(pattern);
    // Whoever asks again before there is an answer is in a circle.
    if (before !== undefined) { return before === PENDING ? Text.of(this.hole) : before; }
    this.texts.set(pattern, PENDING);
    const text = pattern === '<name>'
      ? this.givenName ?? Text.of(this.hole)
      : Text.of(...piecesOf(pattern).map((piece, i) => (i % 2 === 0 ? piece : this.placeholder(piece))));
    this.texts.set(pattern, text);
    return text;
  }

  private placeholder(name: string): string | Text {
    switch (name) {
      case 'name': return this.text('<name>');
      case 'path': return this.given('Path', '/') ?? this.attribute('Path');
      case 'account': return this.ofEnvironment('AWS::AccountId');
      case 'partition': return this.ofEnvironment('AWS::Partition');
      case 'region': return this.ofEnvironment('AWS::Region');
      case 'suffix': return this.ofEnvironment('AWS::URLSuffix');
      default: return this.attribute(name);
    }
  }

  private ofEnvironment(name: EnvironmentParameter): string | Text {
    return environmentText(name, this.resource.environment);
  }

  private get givenName(): string | Text | undefined {
    const property = this.attributes?.nameProperty;
    return property === undefined ? undefined : this.given(property);
  }

  private given(property: string, standard?: string): string | Text | undefined {
    const value = this.resource.read(property);
    return value === undefined ? standard : textOf(value);
  }

  private get hole(): Hole {
    if (!this.ownHole) {
      const id = `${this.resource.template}/${this.resource.logicalId}`;
      this.ownHole = new (this.attributes ? NameHole : Hole)(id, `\${${this.resource.logicalId}}`);
      this.onHole(this.ownHole);
    }
    return this.ownHole;
  }
}

function piecesOf(pattern: string): readonly string[] {
  let pieces = PATTERNS.get(pattern);
  if (!pieces) {
    pieces = pattern.split(/<(\w+)>/);
    PATTERNS.set(pattern, pieces);
  }
  return pieces;
}

const patternsOf = memo((known: ResourceAttributes): Patterns => {
  const all = [...new Set([known.arn, known.ref, ...Object.values(known.attributes)])];
  return {
    arns: all.filter((pattern) => pattern.startsWith('arn:')),
    others: all.filter((pattern) => pattern !== '<name>' && !pattern.startsWith('arn:')),
  };
});
