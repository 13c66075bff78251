import type { IBucketCheck } from './bucket-check';
import type { Severity } from '../rules';
import { assertComplete } from './private/complete';

/**
 * Properties of a `CustomRule`.
 */
export interface CustomRuleProps {
  /**
   * The name of the rule, in Pascal case. To acknowledge its findings, use `S3Encryption::<name>`.
   *
   * Begin it with the name of your organization, so that it doesn't conflict with rules of later versions of the library.
   */
  readonly name: string;

  /** The requirement, as a clause: `Buckets of the payments team use its key`. */
  readonly title: string;

  /** The reason for the requirement, in one or more sentences. */
  readonly description: string;

  /** How to fix a violation, in one or more sentences. */
  readonly fix: string;

  /**
   * The severity of a violation, unless the finding specifies another one. Undetermined findings are reported one level lower. In
   * `RuleSet.strict()`, every warning is an error.
   */
  readonly severity: Severity;

  /** The check. */
  readonly check: IBucketCheck;

  /**
   * Links to the documentation of the requirement.
   *
   * @default - no links
   */
  readonly links?: string[];
}

// docs/decisions/0085
/**
 * A custom rule about general purpose buckets.
 *
 * `S3EncryptionChecks` and `S3EncryptionAspect` run it like the rules of the library: on the templates of the app, with each possible
 * combination of the values of conditions and parameters. Its findings are in the same reports, and are acknowledged in the same way. The
 * CLI doesn't run custom rules, because it reads templates without your code.
 *
 * @example
 * // Your class with the method checkBucket().
 * declare const check: IBucketCheck;
 *
 * const teamKey = new CustomRule({
 *   name: 'PaymentsTeamKey',
 *   title: 'Buckets of the payments team use its key',
 *   description: 'Auditors review who can use the key.',
 *   fix: 'Set defaultEncryption to the key of the team.',
 *   severity: Severity.ERROR,
 *   check: check,
 * });
 *
 * Validations.of(app).addPlugins(new S3EncryptionChecks(app, {
 *   ruleSet: RuleSet.recommended().withCustomRules(teamKey),
 * }));
 */
export class CustomRule {
  /** The name of the rule. */
  public readonly name: string;

  /** The requirement. */
  public readonly title: string;

  /** The reason for the requirement. */
  public readonly description: string;

  /** How to fix a violation. */
  public readonly fix: string;

  /** The severity of a violation. */
  public readonly severity: Severity;

  /** The check. */
  public readonly check: IBucketCheck;

  /** Links to the documentation of the requirement. */
  public readonly links: string[];

  /**
   * @param props The requirement, and the check.
   */
  constructor(props: CustomRuleProps) {
    assertComplete(props);
    this.name = props.name;
    this.title = props.title;
    this.description = props.description;
    this.fix = props.fix;
    this.severity = props.severity;
    this.check = props.check;
    this.links = [...props.links ?? []];
  }
}
