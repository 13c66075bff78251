/**
 * Asks validators of others what they think of everything that the constructs generate: each specimen of `test/catalogue`, in a known
 * account and Region and in stacks that may be deployed anywhere. A finding that no list in `scripts/third-party/allowed` explains is a
 * failure, and so is an entry that nothing matches any more.
 *
 * Programs from PyPI are installed into virtual environments below `test-reports/third-party`. What cannot be had is reported as not
 * run, and never counted as passed.
 *
 * `npm run test:third-party -- checkov` asks validators whose names begin so.
 */
// docs/decisions/0092
import { Everything } from './third-party/everything';
import { Missing, type Validator } from './third-party/finding';
import { complaints, judge } from './third-party/judgement';
import { VALIDATORS } from './third-party/validators';
import { EVERY_SPECIMEN } from '../test/catalogue';

type Outcome = 'passed' | 'failed' | 'not run';

async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => !VALIDATORS.some((validator) => isAsked(validator, [name])));
  if (unknown.length > 0) {
    console.error(`There is no validator ${unknown.join(', ')}. Fix: choose from ${VALIDATORS.map(({ name }) => name).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  const everything = new Everything(EVERY_SPECIMEN);
  try {
    console.log(`${everything.apps.size} apps, ${everything.templates.length} templates that differ`);
    const outcomes: Outcome[] = [];
    for (const validator of VALIDATORS.filter((one) => isAsked(one, asked))) { outcomes.push(await outcomeOf(validator, everything)); }
    const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
    console.log(`\n${count('passed')} passed, ${count('failed')} failed, ${count('not run')} not run`);
    process.exitCode = count('failed') > 0 || count('passed') === 0 ? 1 : 0;
  } finally {
    everything.remove();
  }
}

function isAsked({ name }: Validator, asked: readonly string[]): boolean {
  return asked.length === 0 || asked.some((beginning) => name.toLowerCase().startsWith(beginning.toLowerCase()));
}

async function outcomeOf(validator: Validator, everything: Everything): Promise<Outcome> {
  console.log(`\n--- ${validator.name} ${validator.version}`);
  try {
    const judgement = judge(await validator.findings(everything), validator.allowed);
    const wrong = complaints(judgement);
    console.log(`  ${wrong.length === 0 ? 'passed' : 'failed'}: ${judgement.findings} findings, ${judgement.unexplained.length} not explained, `
      + `${judgement.unused.length} of ${validator.allowed.length} explanations not needed`);
    for (const line of wrong) { console.log(`      ${line}`); }
    return wrong.length === 0 ? 'passed' : 'failed';
  } catch (error) {
    const outcome = error instanceof Missing ? 'not run' : 'failed';
    console.log(`  ${outcome}: ${error instanceof Error ? error.message : String(error)}`);
    return outcome;
  }
}

void main(process.argv.slice(2));
