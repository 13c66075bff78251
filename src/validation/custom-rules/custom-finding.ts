import type { Severity } from '../rules';

/**
 * Options of a finding.
 */
export interface CustomFindingOptions {
  /**
   * The path of the property of the bucket that is wrong or missing, for example `VersioningConfiguration.Status`.
   *
   * @default - all properties
   */
  readonly property?: string;

  /**
   * What to do about this finding.
   *
   * @default - the fix of the rule
   */
  readonly fix?: string;

  /**
   * The severity of this finding. What isn't known is reported one level lower.
   *
   * @default - the severity of the rule
   */
  readonly severity?: Severity;
}

/**
 * What a custom rule finds in a bucket.
 *
 * @example
 * CustomFinding.violation('Versioning is not enabled.', {
 *   property: 'VersioningConfiguration.Status',
 *   severity: Severity.WARNING,
 * });
 */
export class CustomFinding {
  /**
   * The bucket violates the rule.
   *
   * @param message What is wrong, as a sentence with the wrong value.
   * @param options Where it is wrong, what to do, and how severe it is.
   * @returns the finding
   */
  public static violation(message: string, options: CustomFindingOptions = {}): CustomFinding {
    return new CustomFinding(true, message, options);
  }

  /**
   * It isn't known before deployment whether the bucket violates the rule. The finding is reported one level lower than a violation, and
   * not at all if it doesn't occur in any case that conditions and parameters can come to.
   *
   * @param message What isn't known and why, as a sentence.
   * @param options Where it would be wrong, what to do, and how severe it would be.
   * @returns the finding
   */
  public static undetermined(message: string, options: CustomFindingOptions = {}): CustomFinding {
    return new CustomFinding(false, message, options);
  }

  /** The path of the property that is wrong or missing. */
  public readonly property?: string;

  /** What to do about this finding, if it differs from the fix of the rule. */
  public readonly fix?: string;

  /** The severity, if it differs from that of the rule. */
  public readonly severity?: Severity;

  private constructor(
    /** Whether the bucket violates the rule; otherwise that isn't known. */
    public readonly isViolation: boolean,
    /** What is wrong or not known. */
    public readonly message: string,
    options: CustomFindingOptions,
  ) {
    this.property = options.property;
    this.fix = options.fix;
    this.severity = options.severity;
  }
}
