import { Environment } from './environment';
import { Value } from './value';

/** A stack that asks for what is in another. */
export interface Consumer {
  /** The name of its template. */
  readonly template: string;
  readonly environment: Environment;
}

/** A resource of a template that makes a nested stack. */
export interface NestedStackAddress {
  /** The name of the parent's template. */
  readonly template: string;
  readonly logicalId: string;
}

/** What stacks of an app get from each other. */
export interface Links {
  imported(name: Value, consumer: Consumer): Value;
  stackOutput(stackName: Value, output: Value, region: Value | undefined, role: Value | undefined, consumer: Consumer): Value;
  /** What a stack of the app writes to Parameter Store, if one does. */
  stored(parameter: string, region: string | undefined, consumer: Consumer): Value | undefined;
  /** An output of the nested stack that a resource of the consumer makes. */
  nestedOutput(logicalId: string, output: string, consumer: Consumer): Value;
}
