/**
 * How bad a finding is.
 */
export enum Severity {
  /** Stops synthesis. */
  ERROR = 'error',
  /** Is reported; stops synthesis under `cdk synth --strict`. */
  WARNING = 'warning',
  /** Is reported. */
  INFO = 'info',
}
