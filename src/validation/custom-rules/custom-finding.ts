import type { Severity } from '../rules';

/**
 * Options for a finding.
 */
export interface CustomFindingOptions {
  /**
   * The path of the bucket property that is wrong or missing, for example `VersioningConfiguration.Status`.
   *
   * @default - all properties
   */
  readonly property?: string;

  /**
   * How to fix this finding.
   *
   * @default - the fix of the rule
   */
  readonly fix?: string;

  /**
   * The severity of this finding. If the finding is undetermined, it is reported one level lower.
   *
   * @default - the severity of the rule
   */
  readonly severity?: Severity;
}

/**
 * A finding of a custom rule about a bucket.
 *
 * @example
 * CustomFinding.violation('Versioning is not enabled.', {
 *   property: 'VersioningConfiguration.Status',
 *   severity: Severity.WARNING,
 * });
 */
export class CustomFinding {
  /**
   * Creates a finding for a bucket that violates the rule.
   *
   * @param message The problem, as a sentence with the wrong value.
   * @param options The property, the fix and the severity.
   * @returns the finding
   */
  public static violation(message: string, options: CustomFindingOptions = {}): CustomFinding {
    return new CustomFinding(true, message, options);
  }

  /**
   * Creates a finding for a bucket of which it isn't known before deployment whether it violates the rule.
   *
   * The finding is reported one level lower than a violation. It isn't reported if it doesn't occur with any possible combination of the
   * values of conditions and parameters.
   *
   * @param message What isn't known and why, as a sentence.
   * @param options The property, the fix and the severity that a violation would have.
   * @returns the finding
   */
  public static undetermined(message: string, options: CustomFindingOptions = {}): CustomFinding {
    return new CustomFinding(false, message, options);
  }

  /** The path of the property that is wrong or missing. */
  public readonly property?: string;

  /** How to fix this finding, if this differs from the fix of the rule. */
  public readonly fix?: string;

  /** The severity, if it differs from the severity of the rule. */
  public readonly severity?: Severity;

  private constructor(
    /** Whether the bucket violates the rule. If false, the finding is undetermined. */
    public readonly isViolation: boolean,
    /** The problem, or what isn't known. */
    public readonly message: string,
    options: CustomFindingOptions,
  ) {
    this.property = options.property;
    this.fix = options.fix;
    this.severity = options.severity;
  }
}
