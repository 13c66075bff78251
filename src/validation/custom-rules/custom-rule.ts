import type { IBucketCheck } from './bucket-check';
import type { Severity } from '../rules';
import { assertComplete } from './private/complete';

/**
 * Properties of a `CustomRule`.
 */
export interface CustomRuleProps {
  /**
   * The name, in Pascal case. Findings are acknowledged as `S3Encryption::<name>`.
   *
   * Start it with a name of your organization, so that no rule of a later version of the library has the same name.
   */
  readonly name: string;

  /** The requirement, as a clause: `Buckets of the payments team use its key`. */
  readonly title: string;

  /** Why the requirement matters, in one or more sentences. */
  readonly description: string;

  /** What to do about a violation, in one or more sentences. */
  readonly fix: string;

  /**
   * The severity of a violation, unless the finding has another one. What isn't known is reported one level lower. In
   * `RuleSet.strict()` every warning is an error.
   */
  readonly severity: Severity;

  /** The check. */
  readonly check: IBucketCheck;

  /**
   * Where the requirement is documented.
   *
   * @default - no links
   */
  readonly links?: string[];
}

// docs/decisions/0085
/**
 * A rule of your own about buckets.
 *
 * It is checked like the rules of the library: by `S3EncryptionChecks` and `S3EncryptionAspect`, on the templates of the app, in each case
 * that conditions and parameters can come to. Its findings are in the same reports, and are acknowledged in the same way. The CLI checks
 * templates without your code, so it doesn't know custom rules.
 *
 * @example
 * // A class of yours with the method checkBucket().
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
  /** The name. */
  public readonly name: string;

  /** The requirement. */
  public readonly title: string;

  /** Why the requirement matters. */
  public readonly description: string;

  /** What to do about a violation. */
  public readonly fix: string;

  /** The severity of a violation. */
  public readonly severity: Severity;

  /** The check. */
  public readonly check: IBucketCheck;

  /** Where the requirement is documented. */
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
