import { RuleSet } from '../validation/rule-sets';
import { RULE_SET_NAMES, ruleSetNamed, withoutRules } from '../validation/rule-sets/internal';
import { namesOf, type RuleName, RULES } from '../validation/rules';

/** The environment variable that has the configuration, as JSON. */
export const CONFIGURATION_VARIABLE = 'CONFIGURATION';

/** What the construct has configured. */
export interface Configuration {
  readonly ruleSet: RuleSet;
  /** How messages call it. */
  readonly ruleSetName: string;
  readonly failOnWarnings: boolean;
  /** Whether what the deployed template has already does not fail. */
  readonly newFindingsOnly: boolean;
  /** Whether the metadata of resources may acknowledge findings. */
  readonly acceptAcknowledgements: boolean;
}

/** @throws if the text is no configuration: nothing is checked by a rule set that nobody has chosen */
export function configurationOf(text: string | undefined): Configuration {
  if (text === undefined) { throw new Error(`the environment variable ${CONFIGURATION_VARIABLE} isn't set`); }
  const json = JSON.parse(text) as { readonly [name: string]: unknown };
  const { ruleSet: name } = json;
  if (typeof name !== 'string' || !RULE_SET_NAMES.includes(name)) { throw new Error(`rule set ${JSON.stringify(name)} doesn't exist`); }
  const ruleSet = withoutRules(ruleSetNamed(name).including(...rulesOf(json.additionalRules)), rulesOf(json.withoutRules));
  return {
    ruleSet,
    ruleSetName: name,
    failOnWarnings: json.failOnWarnings === true,
    newFindingsOnly: json.newFindingsOnly === true,
    acceptAcknowledgements: json.acceptAcknowledgements === true,
  };
}

function rulesOf(names: unknown): RuleName[] {
  return (Array.isArray(names) ? names : []).map((name: unknown) => {
    const rule = RULES.find(({ metadata }) => namesOf(metadata).some((one) => one === name));
    if (!rule) { throw new Error(`rule ${JSON.stringify(name)} doesn't exist`); }
    return rule.metadata.name as RuleName;
  });
}
