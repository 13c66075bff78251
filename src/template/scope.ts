import { Environment } from './environment';
import { RawMap } from './raw';
import { Ternary } from './ternary';
import { Value } from './value';

/**
 * What a place in a template can see: how functions in it are interpreted.
 *
 * The branch of an undecided `Fn::If` is a scope of its own, in which its condition holds.
 */
export interface Scope {
  /** The name of the template. */
  readonly template: string;
  readonly stackName: string | undefined;
  readonly environment: Environment;
  readonly mappings: RawMap;
  /** The Conditions section. */
  readonly conditions: RawMap;

  /** What a piece of the template can turn out to be. */
  resolve(raw: unknown): Value;
  /** The same; whoever asks again gets the very same value, so that what is made of it can be remembered, too. */
  remembered(raw: unknown): Value;
  /** What `Ref` returns. */
  ref(name: string): Value;
  /** What `Fn::GetAtt` returns. */
  attribute(logicalId: string, attribute: string): Value;
  condition(name: string): Ternary;
  /** Whether two operands of `Fn::Equals` are assumed to be the same; nothing where nothing is assumed. */
  equality(operands: readonly unknown[]): boolean | undefined;
  /** The same place, under the assumption that a condition holds or does not; nothing where too much depends on conditions. */
  under(condition: string, truth: boolean): Scope | undefined;
  /** Does something one level deeper, unless that is too deep. */
  deeper<T>(tooDeep: T, work: () => T): T;

  /** What another stack exports under a name. */
  imported(name: Value): Value;
  /** An output of another stack. */
  stackOutput(stackName: Value, output: Value, region: Value | undefined, role: Value | undefined): Value;
  /** What a stack of the app writes to Parameter Store, if one does. */
  stored(parameter: string, region: string | undefined): Value | undefined;
}
