import type { App } from './app';
import { equalityKey, soleFunction } from './conditions';
import { partitionOf } from './environment';
import { isRawMap, isScalar, own } from './raw';
import type { Template } from './template';
import { Ternary } from './ternary';
import { textOf } from './text';
import type { Choice } from './uses';
import { Text } from './value';

/** What decides how templates turn out: a parameter that is chosen at deployment, where the stack is deployed, an import. */
export interface Variable {
  /** Nothing for what is no parameter. */
  readonly parameter: { readonly template: string; readonly name: string } | undefined;
  readonly values: ReadonlySet<string>;
  /** Whether it can be anything else, too. */
  readonly isOpen: boolean;
  /** The default; nothing where there is none. */
  readonly standard: string | undefined;
  /** Whether it may follow from others, and be no choice of its own. */
  readonly mayFollow: boolean;
}

/** An `Fn::Equals` in a definition of a condition. */
export interface Comparison {
  readonly template: string;
  readonly operands: readonly unknown[];
  /** By which it is assumed to hold or not. */
  readonly key: string;
  /** The variable that is compared, and the text that it is compared with, where it is as simple as that. */
  readonly of: { readonly variable: string; readonly text: string } | undefined;
}

interface OpenVariable extends Variable {
  readonly values: Set<string>;
}

type Raw = readonly [kind: 'definition' | 'value', template: Template, raw: unknown];

const PSEUDO = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::URLSuffix']);

/** What decides about choices. Definitions of conditions, and what is passed to nested stacks, are followed. */
export class Variables {
  readonly all = new Map<string, OpenVariable>();
  readonly comparisons = new Map<string, Comparison>();
  /** The names of the templates that are looked at. */
  readonly templates = new Set<string>();
  private readonly seen = new Set<string>();
  private readonly walked = new Set<object>();
  private readonly open: Raw[] = [];

  constructor(private readonly app: App, choices: Iterable<Choice>) {
    for (const choice of choices) {
      const template = app.template(choice.template);
      if (!template) { continue; }
      this.open.push(choice.kind === 'condition'
        ? ['definition', template, { Condition: choice.name }]
        : ['value', template, { Ref: choice.name }]);
    }
    // A work list: templates may be nested deep, and may refer to themselves.
    for (let next = this.open.pop(); next; next = this.open.pop()) {
      const [kind, template, raw] = next;
      this.templates.add(template.name);
      if (kind === 'definition') { this.define(template, raw); } else { this.value(template, raw); }
    }
  }

  private define(template: Template, raw: unknown): void {
    const [fn, argument] = soleFunction(raw);
    const operands: readonly unknown[] = Array.isArray(argument) ? argument : [];
    if (fn === 'Condition' && typeof argument === 'string') {
      if (this.isNew('condition', template, argument)) { this.open.push(['definition', template, own(template.sections.conditions, argument)]); }
    } else if (fn === 'Fn::Equals' && operands.length === 2) {
      this.compare(template, operands);
    } else {
      for (const operand of operands) { this.open.push(['definition', template, operand]); }
    }
  }

  private compare(template: Template, operands: readonly unknown[]): void {
    const key = equalityKey(operands);
    if (key === undefined) { return; }
    const id = JSON.stringify([template.name, key]);
    if (this.comparisons.has(id)) { return; }
    const of = this.compared(template, operands[0], operands[1]) ?? this.compared(template, operands[1], operands[0]);
    this.comparisons.set(id, { template: template.name, operands, key, of });
    if (!of) { for (const operand of operands) { this.open.push(['value', template, operand]); } }
  }

  /** What is compared with a text. */
  private compared(template: Template, raw: unknown, other: unknown): Comparison['of'] {
    if (!isRawMap(raw) || !isScalar(other)) { return undefined; }
    const [fn, name] = soleFunction(raw);
    const text = String(other);
    const variable = (fn === 'Ref' && typeof name === 'string' ? this.root(template, name, new Set()) : undefined)
      ?? this.unnamed(template, raw);
    const { values, isOpen, parameter } = this.all.get(variable)!;
    const { partition } = template.environment;
    const isElsewhere = name === 'AWS::Region' && partition !== undefined && partitionOf(text) !== partition;
    if (isOpen && !isElsewhere && this.canBe(parameter, text)) { values.add(text); }
    return { variable, text };
  }

  /** What is made by a function is one thing wherever it is made in the same way. What it is made from may tell what it is. */
  private unnamed(template: Template, raw: unknown): string {
    const key = JSON.stringify([template.name, raw]);
    if (!this.all.has(key)) {
      this.all.set(key, unnamedVariable(true));
      this.open.push(['value', template, raw]);
    }
    return key;
  }

  /** The variable that a parameter stands for: of a nested stack, that of the parent which is passed on. */
  private root(template: Template, name: string, passedOn: Set<Template>): string | undefined {
    if (!Object.hasOwn(template.sections.parameters, name)) { return PSEUDO.has(name) ? this.pseudo(template, name) : undefined; }
    if (!template.nestedIn) { return this.parameter(template, name); }
    const [parent, raw] = this.passed(template, name);
    const [fn, other] = soleFunction(raw);
    if (!parent || fn !== 'Ref' || typeof other !== 'string' || passedOn.has(parent)) { return undefined; }
    this.templates.add(parent.name);
    return this.root(parent, other, passedOn.add(parent));
  }

  private parameter(template: Template, name: string): string | undefined {
    const key = JSON.stringify([template.name, name]);
    if (this.all.has(key)) { return key; }
    const declaration = template.sections.parameters[name];
    const attribute = (attributeName: string): unknown => (isRawMap(declaration) ? own(declaration, attributeName) : undefined);
    const type = attribute('Type');
    if (typeof type === 'string' && /^(?:AWS::SSM::Parameter::Value|List)<|^CommaDelimitedList$/.test(type)) { return undefined; }
    const allowed = attribute('AllowedValues');
    const values = Array.isArray(allowed) ? allowed.map(textOf).filter((value) => typeof value === 'string') : [];
    const standard = attribute('Default');
    this.all.set(key, {
      parameter: { template: template.name, name },
      values: new Set(values),
      isOpen: values.length === 0,
      standard: isScalar(standard) ? String(standard) : undefined,
      mayFollow: false,
    });
    return key;
  }

  private pseudo(template: Template, name: string): string | undefined {
    const value = template.resolve({ Ref: name });
    if (!(value instanceof Text)) { return undefined; }
    const key = value.toString();
    if (!this.all.has(key)) { this.all.set(key, unnamedVariable(false)); }
    return key;
  }

  /** Whatever a value is made from. */
  private value(template: Template, raw: unknown): void {
    if (typeof raw !== 'object' || raw === null || this.walked.has(raw)) { return; }
    this.walked.add(raw);
    if (Array.isArray(raw)) {
      for (const member of raw) { this.open.push(['value', template, member]); }
      return;
    }
    if (!isRawMap(raw)) { return; }
    const [fn, argument] = soleFunction(raw);
    const [first]: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
    if (fn === 'Ref' && typeof argument === 'string') {
      this.reference(template, argument);
      return;
    }
    if (fn === 'Fn::Sub' && typeof first === 'string') {
      for (const [, name] of first.matchAll(/\$\{([A-Za-z0-9]+)\}/g)) { this.reference(template, name); }
    }
    if (fn === 'Fn::If' && typeof first === 'string') { this.open.push(['definition', template, { Condition: first }]); }
    for (const member of Object.values(raw)) { this.open.push(['value', template, member]); }
  }

  /** A parameter that may be anything decides only where it is compared. */
  private reference(template: Template, name: string): void {
    if (!Object.hasOwn(template.sections.parameters, name) || !this.isNew('parameter', template, name)) { return; }
    if (template.nestedIn) {
      const [parent, raw] = this.passed(template, name);
      if (parent) { this.open.push(['value', parent, raw]); }
    } else {
      this.parameter(template, name);
    }
  }

  private passed({ nestedIn }: Template, name: string): [parent: Template | undefined, raw: unknown] {
    const parent = nestedIn && this.app.template(nestedIn.template);
    const parameters = parent?.resource(nestedIn!.logicalId)?.written('Parameters');
    if (parent) { this.templates.add(parent.name); }
    return [parent, isRawMap(parameters) ? own(parameters, name) : undefined];
  }

  /** The empty text is what conditions ask for most: whether anything is given. Some parameters do not take it. */
  private canBe(parameter: Variable['parameter'], text: string): boolean {
    const declaration = parameter && this.app.template(parameter.template)?.sections.parameters[parameter.name];
    if (text !== '' || !isRawMap(declaration)) { return true; }
    const [pattern, least] = [own(declaration, 'AllowedPattern'), own(declaration, 'MinLength')];
    return !(Number(least ?? 0) > 0) && (typeof pattern !== 'string' || matchesNothing(pattern));
  }

  private isNew(kind: string, { name: template }: Template, name: string): boolean {
    const key = JSON.stringify([kind, template, name]);
    if (this.seen.has(key)) { return false; }
    this.seen.add(key);
    return true;
  }
}

function unnamedVariable(mayFollow: boolean): OpenVariable {
  return { parameter: undefined, values: new Set(), isOpen: true, standard: undefined, mayFollow };
}

/** Whether a comparison can be determined from what is known. */
export function isTold(app: App, { template, operands }: Comparison): boolean {
  return app.template(template)?.equals(operands) !== Ternary.UNKNOWN;
}

/** Whether a pattern takes the empty text; what is no pattern to us may be one to CloudFormation. */
function matchesNothing(pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test('');
  } catch {
    return true;
  }
}
