import * as fs from 'fs';
import * as path from 'path';
import { IN_TIME, serving, stackEvent } from './support';
import { configurationOf } from '../../src/hook-function/configuration';
import { hookHandler } from '../../src/hook-function/handler';
import { examplesOf, RULES } from '../../src/validation/rules';
import { foundInJson, ran } from '../cli/support';
import { directoryWith } from '../validation/assembly/support';

/** Templates of every rule, good and bad, for one stack each. */
const EXAMPLES = RULES.flatMap(({ metadata }) => Object.entries(examplesOf(metadata)).map(([kind, text]) => [`${metadata.name} ${kind}`, text as string] as const))
  .filter(([, text]) => !/^---$/m.test(text) && !text.startsWith('# '));

test('there are examples of nearly every rule', () => { expect(EXAMPLES.length).toBeGreaterThan(110); });

test.each(EXAMPLES)('the findings of the function are those of the CLI: %s', async (_, template) => {
  const directory = directoryWith({ 'template.yaml': template });
  const cli = ran(directory, 'check', 'template.yaml', '--format', 'json', '--rule-set', 'strict');
  fs.rmSync(path.join(directory, 'template.yaml'));
  const logged: { readonly [name: string]: unknown }[] = [];
  // The CLI knows neither account nor Region of a template.
  const { awsAccountId: _account, stackId: _stack, ...event } = stackEvent('CREATE');
  const invoke = hookHandler({
    configuration: () => configurationOf(JSON.stringify({ ruleSet: 'strict' })),
    fetch: serving({ template }),
    region: undefined,
    log: (entry) => { logged.push(entry as { readonly [name: string]: unknown }); },
  });
  const response = await invoke(event, IN_TIME);
  const found = logged.filter(({ finding }) => finding !== undefined).map(({ finding, severity, status, logicalId }) => `${finding} ${severity} ${status} ${logicalId}`);
  expect(found.sort()).toEqual(foundInJson(cli.stdout).map(({ rule, severity, status, logicalId }) => `${rule} ${severity} ${status} ${logicalId}`).sort());
  expect(response.hookStatus).toBe(cli.code === 0 ? 'SUCCESS' : 'FAILED');
});
