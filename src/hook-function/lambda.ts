import { CONFIGURATION_VARIABLE, configurationOf } from './configuration';
import { hookHandler } from './handler';
import { namesOf, RULES } from '../validation/rules';

/** What AWS Lambda calls. */
export const handler = hookHandler({
  configuration: () => configurationOf(process.env[CONFIGURATION_VARIABLE]),
  fetch: (url, init) => fetch(url, init),
  region: process.env.AWS_REGION,
  log: (entry) => { process.stdout.write(`${JSON.stringify(entry)}\n`); },
});

/** The names that the configuration may have, for the construct: it is told them in a file when this is bundled. */
export const ruleNames: readonly string[] = RULES.flatMap(({ metadata }) => namesOf(metadata));
