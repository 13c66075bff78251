import { type PossibleDocuments, read } from './caller-policies';
import { keysIn, variablesIn } from './variables';
import type { Value } from '../../template';
import { Policy } from '../policy';

/** A policy as searches read it: once for all that are asked of it. */
export class ReadDocument {
  readonly statements: PossibleDocuments;
  /** The condition keys that it looks at, and those of its policy variables, in lower case. */
  readonly keys: readonly string[];
  readonly variables: readonly string[];

  private evaluated: Policy | undefined;

  /**
   * @param document Where the partition of ARNs is known, it is known everywhere.
   */
  constructor(private readonly document: Value) {
    this.statements = read(document);
    this.keys = keysIn(document);
    this.variables = variablesIn(document);
  }

  /** The evaluator's reading of it. */
  policy(): Policy {
    this.evaluated ??= Policy.of(this.document);
    return this.evaluated;
  }
}
