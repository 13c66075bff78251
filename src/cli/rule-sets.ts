import { InvalidArgumentError } from 'commander';
import { ruleNamed } from './rule-names';
import type { RuleSet } from '../validation/rule-sets';
import { RULE_SET_NAMES, ruleSetNamed, withoutRules } from '../validation/rule-sets/internal';
import { type RuleName, Severity, similar } from '../validation/rules';

export interface RuleChoice {
  readonly ruleSet: string;
  readonly severity: readonly RuleSeverity[];
  readonly without: readonly RuleName[];
}

interface RuleSeverity {
  readonly rule: RuleName;
  readonly level: Severity;
}

/** The rules that are chosen, in the order of the options: a rule set, what is added to it, and what is left out. */
export function chosenRules(choice: RuleChoice): RuleSet {
  let rules = ruleSetNamed(choice.ruleSet);
  for (const { rule, level } of choice.severity) {
    // Who gives a rule a severity wants it asked.
    rules = rules.including(rule).withSeverity(rule, level);
  }
  return withoutRules(rules, choice.without);
}

/** @throws InvalidArgumentError if there is no such rule set */
export function parseRuleSet(name: string): string {
  if (RULE_SET_NAMES.includes(name)) { return name; }
  const [close] = similar(name, RULE_SET_NAMES);
  throw new InvalidArgumentError(`${close ? `Did you mean ${close}? ` : ''}Allowed choices are ${RULE_SET_NAMES.join(', ')}.`);
}

/** @throws InvalidArgumentError if it is not `RULE=LEVEL` */
export function parseSeverity(given: string, before: readonly RuleSeverity[]): RuleSeverity[] {
  const [rule, level, ...rest] = given.split('=');
  const levels: string[] = Object.values(Severity);
  if (level === undefined || rest.length > 0 || !levels.includes(level)) {
    throw new InvalidArgumentError(`Use RULE=LEVEL, where LEVEL is one of ${levels.join(', ')}.`);
  }
  return [...before, { rule: ruleNamed(rule).name as RuleName, level: level as Severity }];
}

/** @throws InvalidArgumentError if there is no such rule */
export function parseWithout(name: string, before: readonly RuleName[]): RuleName[] {
  return [...before, ruleNamed(name).name as RuleName];
}
