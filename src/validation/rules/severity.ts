/**
 * The severity of a finding.
 */
export enum Severity {
  /** The finding fails synthesis. */
  ERROR = 'error',
  /** The finding is reported as a warning. With `cdk synth --strict`, it fails synthesis. */
  WARNING = 'warning',
  /** The finding is reported as information. */
  INFO = 'info',
}
