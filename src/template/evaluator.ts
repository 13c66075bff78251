import { Assumptions, evaluate } from './conditions';
import { Depth } from './depth';
import { hasDynamicReference, withDynamicReferences } from './dynamic-references';
import { Effort } from './effort';
import { Environment } from './environment';
import { call } from './functions';
import { Links } from './links';
import { narrowed } from './parameters';
import { pseudoParameter } from './pseudo-parameters';
import { intrinsicName, isRawMap, kindOf, RawMap, Refused } from './raw';
import { Scope } from './scope';
import { Sections } from './sections';
import { Ternary } from './ternary';
import { Uses } from './uses';
import { ABSENT, Unknown, Value, ValueMap } from './value';

/** The template that an evaluator works for. */
export interface Site {
  readonly name: string;
  readonly stackName: string | undefined;
  readonly environment: Environment;
  readonly sections: Sections;
  readonly links: Links;
  readonly depth: Depth;
  readonly effort: Effort;
  readonly uses: Uses | undefined;
  parameter(name: string): Value | undefined;
  ref(logicalId: string): Value | undefined;
  attribute(logicalId: string, attribute: string): Value | undefined;
}

const CIRCULAR = new Unknown('it refers to itself');
const TOO_DEEP = new Unknown('it is nested too deep');
const TOO_MUCH = new Unknown('it depends on too many conditions');

/**
 * Interprets a template, piece by piece as it is asked for. A piece without functions in it is its own value: nothing is
 * copied, nothing need be remembered. A piece with functions in it is interpreted once.
 */
export class Evaluator implements Scope {
  readonly template: string;
  readonly stackName: string | undefined;
  readonly environment: Environment;
  readonly mappings: RawMap;
  readonly conditions: RawMap;

  private readonly values = new Map<object, Value>();
  private readonly answers = new Map<string, Ternary>();
  private readonly branches = new Map<string, Evaluator>();

  /** @param branch In how many branches of choices it is: work outside of them does not multiply. */
  constructor(private readonly site: Site, private readonly assumptions: Assumptions = Assumptions.NONE, private readonly branch = 0) {
    this.template = site.name;
    this.stackName = site.stackName;
    this.environment = site.environment;
    this.mappings = site.sections.mappings;
    this.conditions = site.sections.conditions;
  }

  resolve(raw: unknown): Value {
    switch (typeof raw) {
      case 'string': return hasDynamicReference(raw) ? withDynamicReferences(raw, this) : raw;
      case 'number':
      case 'boolean': return raw;
      case 'undefined': return ABSENT;
      case 'object': {
        if (raw === null) { return ABSENT; }
        const before = this.values.get(raw);
        return before === undefined ? this.container(raw) : before;
      }
      default: return new Unknown(`it is ${kindOf(raw)}`);
    }
  }

  remembered(raw: unknown): Value {
    if (typeof raw !== 'object' || raw === null) { return this.resolve(raw); }
    const before = this.values.get(raw);
    if (before !== undefined) { return before; }
    this.values.set(raw, CIRCULAR);
    const value = this.container(raw);
    this.values.set(raw, value);
    return value;
  }

  ref(name: string): Value {
    const parameter = this.site.parameter(name);
    if (parameter !== undefined) {
      this.site.uses?.note('parameter', this.template, name);
      const fact = this.assumptions.parameter(name);
      return fact ? narrowed(parameter, fact) : parameter;
    }
    const pseudo = pseudoParameter(name, this);
    // Absent is a value here, and null.
    if (pseudo !== undefined) { return pseudo; }
    return this.site.ref(name) ?? new Unknown(`the template has no parameter or resource ${name}`);
  }

  attribute(logicalId: string, attribute: string): Value {
    return this.site.attribute(logicalId, attribute) ?? new Unknown(`the template has no resource ${logicalId}`);
  }

  condition(name: string): Ternary {
    this.site.uses?.note('condition', this.template, name);
    const assumed = this.assumptions.condition(name);
    if (assumed !== undefined) { return assumed ? Ternary.YES : Ternary.NO; }
    let answer = this.answers.get(name);
    if (answer === undefined) {
      if (this.branch > 0 && !this.site.effort.take(1)) { return Ternary.UNKNOWN; }
      // Whoever asks again before there is an answer is in a circle.
      this.answers.set(name, Ternary.UNKNOWN);
      answer = Object.hasOwn(this.conditions, name) ? this.defined(this.conditions[name]) : Ternary.UNKNOWN;
      this.answers.set(name, answer);
    }
    return answer;
  }

  equality(operands: readonly unknown[]): boolean | undefined {
    return this.assumptions.equality(operands);
  }

  under(condition: string, truth: boolean): Evaluator | undefined {
    const assumption = `${truth} ${condition}`;
    let branch = this.branches.get(assumption);
    if (!branch) {
      const assumptions = this.assumptions.and(condition, truth, this.conditions);
      // The branch that a resource is made in is one for each condition.
      if (!this.site.effort.take(this.branch === 0 ? assumptions.size - 1 : assumptions.size)) { return undefined; }
      branch = new Evaluator(this.site, assumptions, this.branch + 1);
      this.branches.set(assumption, branch);
    }
    return branch;
  }

  deeper<T>(tooDeep: T, work: () => T): T {
    return this.site.depth.deeper(tooDeep, work);
  }

  imported(name: Value): Value {
    return this.site.links.imported(name, this);
  }

  stackOutput(stackName: Value, output: Value, region: Value | undefined, role: Value | undefined): Value {
    return this.site.links.stackOutput(stackName, output, region, role, this);
  }

  stored(parameter: string, region: string | undefined): Value | undefined {
    return this.site.links.stored(parameter, region, this);
  }

  /** Who asks for a condition depends on the condition, not on what its definition looks at. */
  private defined(raw: unknown): Ternary {
    return this.site.uses ? this.site.uses.apart(() => evaluate(raw, this)) : evaluate(raw, this);
  }

  private container(raw: object): Value {
    if (this.branch > 1 && !this.site.effort.take(1)) { return TOO_MUCH; }
    if (!this.site.depth.enter()) { return TOO_DEEP; }
    try {
      return Array.isArray(raw) ? this.list(raw) : this.map(raw);
    } finally {
      this.site.depth.leave();
    }
  }

  private list(raw: unknown[]): Value {
    let changed: Value[] | undefined;
    for (let i = 0; i < raw.length; i++) {
      const value = this.resolve(raw[i]);
      if (value !== raw[i] || value === ABSENT) { changed ??= raw.slice(0, i) as Value[]; }
      // A member that is surely absent is none, and those after it move up.
      if (changed && value !== ABSENT) { changed.push(value); }
    }
    return changed ?? raw as Value[];
  }

  private map(raw: object): Value {
    if (!isRawMap(raw)) { return new Unknown(raw instanceof Refused ? raw.reason : 'it is no plain map'); }
    const intrinsic = intrinsicName(raw);
    if (intrinsic !== undefined) { return this.call(intrinsic, raw); }
    let changed: { [name: string]: Value } | undefined;
    for (const name in raw) {
      if (name.startsWith('Fn::')) { return new Unknown(`${name} is run at deployment`); }
      const value = this.resolve(raw[name]);
      if (value === ABSENT) {
        changed ??= { ...raw as ValueMap };
        delete changed[name];
      } else if (value !== raw[name]) {
        // Spreading copies a key `__proto__` like any other, so that the assignment meets no setter.
        changed ??= { ...raw as ValueMap };
        changed[name] = value;
      }
    }
    return changed ?? raw as ValueMap;
  }

  private call(intrinsic: string, raw: RawMap): Value {
    // These two only look up what is remembered where it is looked up.
    if (intrinsic === 'Ref' || intrinsic === 'Fn::GetAtt') { return call(intrinsic, raw[intrinsic], this); }
    // Whoever asks again before there is an answer is in a circle.
    this.values.set(raw, CIRCULAR);
    const value = call(intrinsic, raw[intrinsic], this);
    this.values.set(raw, value);
    return value;
  }
}
