import { Framework } from './framework';
import { App, type TemplateSource } from '../../template';
import type { CustomRule } from '../custom-rules';
import { assertComplete, ruleOf } from '../custom-rules/internal';
import { Posture } from '../posture';
import { type Finding, namesOf, Preset, type Rule, type RuleMetadata, RuleName, RULES, Severity, similar, Status, Topic } from '../rules';
import { judgedInCases } from './private/judged-cases';

/** What a rule has found, at the level that the rule set gives it. */
export interface Judgement extends Finding {
  readonly rule: RuleMetadata;
  readonly severity: Severity;
}

/** What to do about a finding. */
export function fixOf({ fix, rule }: Pick<Judgement, 'fix' | 'rule'>): string {
  return fix ?? rule.fix;
}

/** How much a rule set wants. */
enum Demand {
  /** What matters, as AWS is today. */
  ADVICE,
  /** What a framework requires, whatever AWS does already. */
  REQUIRED,
  /** Warnings are errors, too. */
  STRICT,
}

interface Setting {
  readonly rule: Rule;
  /** Given by the user; otherwise the rule and its finding decide. */
  readonly severity?: Severity;
}

/**
 * A set of rules to run, with the severity of their findings.
 *
 * Rule sets are immutable: each method returns a new rule set.
 *
 * @example
 * const ruleSet = RuleSet.strict()
 *   .withSeverity(RuleName.BUCKET_KEY_ENABLED, Severity.INFO)
 *   .without(RuleName.ACCESS_LOGGING_ENABLED);
 * Validations.of(app).addPlugins(new S3EncryptionChecks(app, { ruleSet }));
 */
export class RuleSet {
  /**
   * The rules recommended for every app. A finding is an error if the problem breaks something or exposes data.
   *
   * @returns the rule set
   */
  public static recommended(): RuleSet {
    return RuleSet.of((rule) => rule.metadata.preset === Preset.RECOMMENDED || isInEvery(rule), Demand.ADVICE);
  }

  /**
   * The recommended rules and additional rules. Every warning is an error.
   *
   * @returns the rule set
   */
  public static strict(): RuleSet {
    return RuleSet.of((rule) => rule.metadata.preset !== Preset.OPT_IN, Demand.STRICT);
  }

  /**
   * The strict rules, and DSSE-KMS for every bucket except those that support only SSE-S3, such as destinations of server access logs.
   *
   * Intended for workloads that must comply with CNSSP 15.
   *
   * @returns the rule set
   */
  public static dualLayer(): RuleSet {
    return RuleSet.strict().including(RuleName.DUAL_LAYER_DEFAULT_ENCRYPTION);
  }

  /**
   * The rules that are mapped to controls of a compliance framework, and the rules that are part of every rule set.
   *
   * @param framework The framework
   * @returns the rule set
   */
  public static framework(framework: Framework): RuleSet {
    return RuleSet.of((rule) => (rule.metadata.controls[framework]?.length ?? 0) > 0 || isInEvery(rule), Demand.REQUIRED);
  }

  private static of(wanted: (rule: Rule) => boolean, demand: Demand): RuleSet {
    return new RuleSet(RULES.filter(wanted).map((rule) => ({ rule })), demand);
  }

  private constructor(private readonly settings: readonly Setting[], private readonly demand: Demand) {}

  /** The names of the rules of this library, in the order in which they run. */
  public get ruleNames(): RuleName[] {
    return this._rules.map(({ name }) => name).filter(isRuleName);
  }

  /**
   * Changes the severity of a rule.
   *
   * The severity applies to all violations of the rule. Findings that cannot be determined, and violations that don't occur with the default
   * values of the parameters, are reported one level lower.
   *
   * @param ruleName The rule
   * @param severity The severity of its findings
   * @returns a new rule set
   * @throws if the rule doesn't exist or isn't in this rule set
   */
  public withSeverity(ruleName: RuleName, severity: Severity): RuleSet {
    if (!Object.values(Severity).includes(severity)) {
      throw new Error(`RuleSet: the severity of ${ruleName} cannot be ${JSON.stringify(severity)}. Fix: use one of ${Object.values(Severity).join(', ')}.`);
    }
    const changed = this.asked(ruleName);
    const settings = this.settings.map((setting) => (setting.rule === changed ? { ...setting, severity } : setting));
    return new RuleSet(settings, this.demand);
  }

  /**
   * Adds rules.
   *
   * @param ruleNames The names of the rules to add
   * @returns a new rule set
   * @throws if a rule doesn't exist
   */
  public including(...ruleNames: RuleName[]): RuleSet {
    const added = new Set(ruleNames.map(ruleNamed).filter((rule) => !this.asks(rule)));
    return new RuleSet([...this.settings, ...[...added].map((rule) => ({ rule }))], this.demand);
  }

  /**
   * Adds custom rules.
   *
   * They run after all other rules, with their own severity. In `strict()`, their warnings are errors too.
   *
   * @param rules The custom rules to add
   * @returns a new rule set
   * @throws if a rule has the name or a former name of a rule of the library, or the name of another custom rule in this rule set
   */
  public withCustomRules(...rules: CustomRule[]): RuleSet {
    const settings = [...this.settings];
    for (const custom of rules) {
      assertComplete(custom);
      const other = [...RULES, ...settings.map(({ rule }) => rule)].find(({ metadata }) => isNamed(metadata, custom.name));
      if (other) { throw new Error(`RuleSet: the custom rule ${custom.name} has the name of ${RULES.includes(other) ? 'a rule of the library' : 'another custom rule'}. Fix: begin the name with the name of your organization.`); }
      settings.push({ rule: ruleOf(custom) });
    }
    return new RuleSet(settings, this.demand);
  }

  /**
   * Removes rules.
   *
   * @param ruleNames The names of the rules to remove
   * @returns a new rule set
   * @throws if a rule doesn't exist or isn't in this rule set
   */
  public without(...ruleNames: RuleName[]): RuleSet {
    const left = ruleNames.map((name) => this.asked(name, 'do not pass it to without()'));
    return new RuleSet(this.settings.filter(({ rule }) => !left.includes(rule)), this.demand);
  }

  /**
   * The rules themselves.
   *
   * @internal
   */
  public get _rules(): RuleMetadata[] {
    return this.settings.map(({ rule }) => rule.metadata);
  }

  /**
   * What the rules find.
   *
   * @param onRule Called before each rule that is asked.
   *
   * @internal
   */
  public _judge(posture: Posture, onRule?: (rule: RuleMetadata) => void): Judgement[] {
    const findings = judgedInCases(posture, this.settings.map(({ rule }) => (onRule ? announced(rule, onRule) : rule)));
    // Written out: an app has tens of thousands of them.
    return this.settings.flatMap((setting, i) => findings[i].map((finding): Judgement => {
      const { resource, property, status, message, fix } = finding;
      const severity = this.levelOf(setting, finding, finding.isUnusual === true);
      return { resource, property, status, severity, message, fix, rule: setting.rule.metadata };
    }));
  }

  /**
   * What the rules find in templates. A rule set may be of another copy of this library than who asks it, whose reading of
   * templates its rules would not know: it reads them itself.
   *
   * @param onBuckets Called with the templates of all buckets; not by copies that know nothing of it.
   *
   * @internal
   */
  public _judgeTemplates(sources: TemplateSource[], onBuckets?: (templates: readonly string[]) => void): Judgement[] {
    const posture = Posture.of(App.of(sources));
    onBuckets?.(posture.allBuckets.map(({ resource }) => resource.template));
    return this._judge(posture);
  }

  private levelOf({ rule, severity }: Setting, finding: Finding, isUnusual: boolean): Severity {
    const { severity: advised, requiredSeverity = advised } = rule.metadata;
    let level = severity ?? finding.severity ?? (this.demand === Demand.ADVICE ? advised : requiredSeverity);
    if (severity === undefined && this.demand === Demand.STRICT && level === Severity.WARNING) { level = Severity.ERROR; }
    return finding.status === Status.UNKNOWN || isUnusual ? lowered(level) : level;
  }

  private asks(rule: Rule): boolean {
    return this.settings.some((setting) => setting.rule === rule);
  }

  private asked(ruleName: RuleName, fix = 'add it with including()'): Rule {
    if (this.settings.some(({ rule }) => rule.metadata.topic === Topic.CUSTOM && rule.metadata.name === ruleName)) {
      throw new Error(`RuleSet: ${ruleName} is a custom rule. Fix: change the rule, or do not pass it to withCustomRules().`);
    }
    const rule = ruleNamed(ruleName);
    if (this.asks(rule)) { return rule; }
    throw new Error(`RuleSet: rule ${ruleName} is not in this rule set. Fix: ${fix}.`);
  }
}

function isInEvery({ metadata }: Rule): boolean {
  return metadata.preset === Preset.EVERY;
}

function announced(rule: Rule, onRule: (rule: RuleMetadata) => void): Rule {
  return {
    metadata: rule.metadata,
    check: (posture) => {
      onRule(rule.metadata);
      return rule.check(posture);
    },
  };
}

/** Languages other than TypeScript take nothing for a RuleName that is none. */
function isRuleName(name: string): name is RuleName {
  return Object.values<string>(RuleName).includes(name);
}

/** Names that differ only in case would be taken for each other. */
function isNamed(metadata: RuleMetadata, name: string): boolean {
  return namesOf(metadata).some((one) => one.toLowerCase() === name.toLowerCase());
}

// docs/decisions/0086
/** By its name, or by one that it had before. The CLI and JavaScript have names as text. */
function ruleNamed(name: string): Rule {
  const rule = RULES.find((one) => namesOf(one.metadata).includes(name));
  if (rule) { return rule; }
  const near = similar(String(name), RULES.map(({ metadata }) => metadata.name));
  const fix = near.length > 0 ? `use ${near.join(' or ')}` : 'use a member of RuleName';
  throw new Error(`RuleSet: there is no rule ${JSON.stringify(name)}. Fix: ${fix}.`);
}

/** The level of what cannot be determined, and of what parameters have to be set for: one below that of a violation. */
function lowered(severity: Severity): Severity {
  return severity === Severity.ERROR ? Severity.WARNING : Severity.INFO;
}
