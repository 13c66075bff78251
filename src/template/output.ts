import { isRawMap, own } from './raw';
import { readRaw } from './read';
import { Scope } from './scope';
import { Ternary } from './ternary';
import { Uses } from './uses';
import { isMap, Unknown, Value } from './value';

/**
 * An output of a stack.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
 */
export class Output {
  /** The name of the condition that it is made under. */
  readonly condition: string | undefined;

  constructor(readonly name: string, private readonly raw: unknown, private readonly root: Scope, private readonly uses?: Uses) {
    const condition = isRawMap(raw) ? own(raw, 'Condition') : undefined;
    this.condition = typeof condition === 'string' ? condition : undefined;
  }

  get exists(): Ternary {
    return this.condition === undefined ? Ternary.YES : this.root.condition(this.condition);
  }

  /** Text, as far as it is known: a stack has no other outputs. */
  get value(): Value {
    const value = this.read('Value');
    if (value === undefined) { return new Unknown(`output ${this.name} has no value`); }
    return Array.isArray(value) || isMap(value) ? new Unknown(`output ${this.name} is no text`) : value;
  }

  /** The name under which other stacks can import it; nothing if it is not exported. */
  get exportName(): Value | undefined {
    return this.read('Export', 'Name');
  }

  private read(...path: string[]): Value | undefined {
    const scope = (this.condition === undefined ? undefined : this.root.under(this.condition, true)) ?? this.root;
    const { raw, uses } = this;
    if (!isRawMap(raw)) { return undefined; }
    return uses ? uses.during(this, () => readRaw(raw, path, scope)) : readRaw(raw, path, scope);
  }
}
