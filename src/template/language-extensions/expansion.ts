import { isRawMap, own, RawMap } from '../raw';
import { PropertyPath } from '../read';
import { Unseen } from '../unseen';
import { Budget, MOST_ENTRIES, MOST_STEPS, TooMuch } from './budget';
import { Collection, isSecret } from './collection';
import { isLoop, Loop, LoopSite, parseLoop } from './loop';
import { isAlphanumeric, memberOf, NO_VARIABLES, substituted, Variables } from './substitution';

/** Where loops may be; those in resources may be within properties as well. */
const SECTIONS = ['Conditions', 'Resources', 'Outputs'] as const;

/** Where they must not be. */
const WITHOUT_LOOPS = ['Parameters', 'Mappings', 'Rules', 'Metadata'] as const;

/** Deeper than what is interpreted. */
const DEEPEST = 250;

/** A template in which its loops are written out. */
export interface Expansion {
  readonly json: RawMap;
  /** Where the template has what a loop makes, by logical id. */
  readonly places: ReadonlyMap<string, PropertyPath>;
  readonly unseen: readonly Unseen[];
}

/** Tells the members of a collection. */
export type CollectionReader = (raw: unknown) => Collection;

/** What a loop writes into, and where that is. */
interface Target extends LoopSite {
  /** What the template has there. */
  readonly written: RawMap;
  readonly entries: Map<string, unknown>;
  /** What other loops have made there. */
  readonly others: ReadonlyMap<string, unknown>;
  /** The section, directly in it. */
  readonly section?: string;
}

const FIX = 'Correct the loop. CloudFormation refuses the template.';

const NOTHING: ReadonlyMap<string, unknown> = new Map();

// docs/decisions/0076
/**
 * Writes out the loops of a template as CloudFormation does.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expand(template: RawMap, collectionOf: CollectionReader): Expansion {
  return new Expander(template, collectionOf).expand();
}

class Expander {
  private readonly places = new Map<string, PropertyPath>();
  private readonly unseen = new Map<string, Unseen>();
  private readonly namedAt = new Map<string, string>();
  private readonly budget = new Budget();
  private readonly parameters: RawMap;

  constructor(private readonly template: RawMap, private readonly collectionOf: CollectionReader) {
    const parameters = own(template, 'Parameters');
    this.parameters = isRawMap(parameters) ? parameters : {};
  }

  expand(): Expansion {
    const sections: [string, RawMap][] = [];
    for (const section of SECTIONS) {
      const raw = own(this.template, section);
      if (isRawMap(raw)) { sections.push([section, this.section(section, raw)]); }
    }
    for (const section of WITHOUT_LOOPS) {
      const raw = own(this.template, section);
      for (const key of isRawMap(raw) ? Object.keys(raw).filter(isLoop) : []) {
        this.refuse(key, { path: [section] }, `${key} is not expanded: Fn::ForEach cannot be used in the ${section} section.`);
      }
    }
    return { json: { ...this.template, ...Object.fromEntries(sections) }, places: this.places, unseen: [...this.unseen.values()] };
  }

  private section(section: string, written: RawMap): RawMap {
    const entries = new Map<string, unknown>();
    for (const key of Object.keys(written)) {
      if (isLoop(key)) {
        this.whole(key, written[key], { written, entries, others: NOTHING, path: [section], variables: NO_VARIABLES, section });
      } else {
        entries.set(key, this.value(written[key], [section, key], NO_VARIABLES));
      }
    }
    return Object.fromEntries(entries);
  }

  /** A loop that no other is around: all of it is written out, or nothing. */
  private whole(key: string, raw: unknown, target: Target): void {
    const made = new Map<string, unknown>();
    try {
      this.loop(key, raw, { ...target, entries: made, others: target.entries });
      for (const [name, value] of made) { target.entries.set(name, value); }
    } catch (error) {
      if (!(error instanceof TooMuch)) { throw error; }
      target.entries.set(key, raw);
      this.notSeen(key, target, `the loops of the template write more than ${MOST_ENTRIES.toLocaleString('en')} resources or ${MOST_STEPS.toLocaleString('en')} values`,
        'Divide the template. CloudFormation accepts 500 resources in a template.');
    }
  }

  private loop(key: string, raw: unknown, target: Target): void {
    const { path, variables, entries } = target;
    const refuse = (why: string) => {
      entries.set(key, raw);
      this.refuse(key, target, `${key} is not expanded: ${why}.`);
    };
    const loop = parseLoop(substituted(key, variables), raw, this.template, target);
    if (typeof loop === 'string') {
      refuse(loop);
      return;
    }
    if (isSecret(loop.collection, this.parameters)) {
      refuse('its collection is a parameter with NoEcho');
      return;
    }
    this.checkName(loop, key, target);
    const { members, unknown } = this.collectionOf(this.value(loop.collection, [...path, key, 1], variables));
    if (unknown !== undefined) {
      entries.set(key, raw);
      this.notSeen(key, target, `its collection is not known${members.length > 0 ? ` beyond ${listed(members)}` : ''}: ${unknown}`);
    }
    for (const member of members) {
      this.iteration(loop.body, key, { ...target, variables: new Map(variables).set(loop.identifier, memberOf(member)) });
    }
  }

  /** @param target Where the loop is; its variables are those within the loop. */
  private iteration(body: RawMap, key: string, target: Target): void {
    const { path, variables, entries, others, written, section } = target;
    const within = [...path, key, 2];
    for (const outputKey of Object.keys(body)) {
      if (isLoop(outputKey)) {
        this.loop(outputKey, body[outputKey], { ...target, path: within });
        continue;
      }
      const name = substituted(outputKey, variables);
      if (entries.has(name) || others.has(name) || Object.hasOwn(written, name)) {
        this.refuse(key, target, `The template has ${shortened(name)} twice: ${key} makes it, too.`, 'Write the identifier of every loop around it in the key.');
        continue;
      }
      if (section !== undefined && !isAlphanumeric(name)) {
        this.refuse(key, target, `${key} makes ${JSON.stringify(shortened(name))}, which is not alphanumeric, as logical IDs have to be.`,
          'Write &{Identifier} instead of ${Identifier} in the key.');
      }
      const place = [...within, outputKey];
      if (section === 'Resources') { this.places.set(name, place); }
      this.budget.spend(name);
      if (section !== undefined) { this.budget.spendEntry(); }
      entries.set(name, this.value(body[outputKey], place, variables));
    }
  }

  private value(raw: unknown, path: PropertyPath, variables: Variables): unknown {
    if (variables.size > 0) { this.budget.spend(); }
    if (typeof raw === 'string') { return this.text(raw, variables); }
    if (path.length > DEEPEST) { return raw; }
    if (Array.isArray(raw)) {
      const members = raw.map((member, i) => this.value(member, [...path, i], variables));
      return members.some((member, i) => member !== raw[i]) ? members : raw;
    }
    return isRawMap(raw) ? this.map(raw, path, variables) : raw;
  }

  private map(raw: RawMap, path: PropertyPath, variables: Variables): unknown {
    const keys = Object.keys(raw);
    const referred = keys.length === 1 && keys[0] === 'Ref' ? raw.Ref : undefined;
    const member = typeof referred === 'string' ? variables.get(referred) : undefined;
    if (member) { return member.text; }
    const entries = new Map<string, unknown>();
    let isChanged = false;
    for (const key of keys) {
      if (isLoop(key)) {
        isChanged = true;
        this.property(key, raw[key], { written: raw, entries, others: NOTHING, path, variables });
        continue;
      }
      const name = this.text(key, variables);
      const value = this.value(raw[key], [...path, key], variables);
      isChanged ||= name !== key || value !== raw[key];
      entries.set(name, value);
    }
    return isChanged ? withoutIdleSub(Object.fromEntries(entries)) : raw;
  }

  /** A loop within properties: it is left where it would write too much, and what reads it knows that it is not known. */
  private property(key: string, raw: unknown, target: Target): void {
    if (target.variables.size > 0) {
      this.loop(key, raw, target);
      return;
    }
    this.whole(key, raw, target);
  }

  private text(text: string, variables: Variables): string {
    const result = substituted(text, variables);
    if (result !== text) { this.budget.spend(result); }
    return result;
  }

  private checkName({ name }: Loop, key: string, target: Target): void {
    const here = JSON.stringify([...target.path, key]);
    const before = this.namedAt.get(name);
    if (before === undefined) { this.namedAt.set(name, here); }
    if (before !== undefined && before !== here && target.variables.size === 0) {
      this.refuse(key, target, `Another loop of the template has the name ${name}, too.`, 'Give each loop of the template a name of its own.', true);
    }
  }

  private refuse(key: string, { path }: Pick<Target, 'path'>, text: string, fix = FIX, isSeen = false): void {
    this.say({ logicalId: key, type: 'Fn::ForEach', path: [...path, key], property: 'Fn::ForEach', text, fix, isRefused: true, isSeen });
  }

  private notSeen(key: string, { path, section }: Target, why: string, fix?: string): void {
    // Conditions, outputs and properties that are not known are met by whoever reads them.
    if (section !== 'Resources') { return; }
    const text = `What ${key} creates is not seen: ${why}.`;
    this.say({ logicalId: key, type: 'Fn::ForEach', path: [...path, key, 1], property: 'Collection', text, fix, isRefused: false });
  }

  /** Each loop once, however often one around it runs. */
  private say(part: Unseen): void {
    const id = JSON.stringify(part.path);
    if (!this.unseen.has(id)) { this.unseen.set(id, part); }
  }
}

/** For messages: names and lists may be as long as a template. */
function listed(members: readonly string[]): string {
  const [shown, others] = [members.slice(0, 5).map(shortened).join(', '), members.length - 5];
  return others > 0 ? `${shown} and ${others} more` : shown;
}

function shortened(name: string): string {
  return name.length > 255 ? `${name.slice(0, 255)}...` : name;
}

/** `Fn::Sub` of text in which nothing is left to be replaced is the text: names in `Ref` and `Fn::GetAtt` are written so. */
function withoutIdleSub(raw: RawMap): unknown {
  const argument = Object.keys(raw).length === 1 ? own(raw, 'Fn::Sub') : undefined;
  const text: unknown = Array.isArray(argument) && argument.length === 2 ? argument[0] : argument;
  return typeof text === 'string' && !text.includes('${') ? text : raw;
}
