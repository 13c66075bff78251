import { CONFIGURATION_VARIABLE, configurationOf } from './configuration';
import { hookHandler } from './handler';
import { isOfOneResource, rulesOfOneResource } from './rules-of-one-resource';
import { RULE_SET_NAMES, ruleSetNamed } from '../validation/rule-sets/internal';
import { namesOf, type RuleName, RULES } from '../validation/rules';

/** What AWS Lambda calls. */
export const handler = hookHandler({
  configuration: () => configurationOf(process.env[CONFIGURATION_VARIABLE]),
  fetch: (url, init) => fetch(url, init),
  region: process.env.AWS_REGION,
  log: (entry) => { process.stdout.write(`${JSON.stringify(entry)}\n`); },
});

/** What the construct has to know of the rules, which it does not load: it is told in a file when this is bundled. */
export function rulesForTheConstruct(): object {
  return {
    rules: RULES.flatMap(({ metadata }) => namesOf(metadata).map((name) => (
      { name, currentName: metadata.name, isOfOneResource: isOfOneResource(metadata.name as RuleName) }
    ))),
    rulesOfOneResource: Object.fromEntries(RULE_SET_NAMES.map((name) => [name, rulesOfOneResource(ruleSetNamed(name)).ruleNames])),
  };
}
