/**
 * What the search of policies costs in templates of other people: its share of the time of all rules.
 *
 * Give the folder by BENCH_TEMPLATES. Each template is judged as an app of its own, by the compiled library, the least of
 * several runs.
 */
import * as fs from 'fs';
import * as path from 'path';
import { RuleSet } from '../lib';
import { PolicySearch } from '../lib/policy-evaluation';
import { App } from '../lib/template';
import { parseTemplate } from '../lib/template-parser';
import { Posture } from '../lib/validation/posture';

const FOLDER = process.env.BENCH_TEMPLATES;
const RUNS = 5;

if (FOLDER === undefined) {
  console.log('Templates of other people: set BENCH_TEMPLATES to a folder of them.');
} else {
  measure(FOLDER);
}

function measure(folder: string): void {
  const templates = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:ya?ml|json|template)$/.test(file))
    .flatMap((file) => read(path.join(folder, file)));
  const searched = { milliseconds: 0, times: 0 };
  const find = PolicySearch.prototype.find;
  PolicySearch.prototype.find = function (...asked): ReturnType<typeof find> {
    const start = process.hrtime.bigint();
    const result = find.apply(this, asked);
    searched.milliseconds += Number(process.hrtime.bigint() - start) / 1e6;
    searched.times++;
    return result;
  };
  const runs = Array.from({ length: RUNS }, () => {
    searched.milliseconds = 0;
    searched.times = 0;
    const start = process.hrtime.bigint();
    for (const json of templates) { RuleSet.strict()._judge(Posture.of(App.of([{ name: 'Template', json }]))); }
    return { whole: Number(process.hrtime.bigint() - start) / 1e6, ...searched };
  });
  const { milliseconds, times, whole } = runs.reduce((least, run) => (run.whole < least.whole ? run : least));
  console.log(`${templates.length} templates of ${folder}: ${times} searches, ${((100 * milliseconds) / whole).toFixed(0)} % of the time of all rules`);
}

function read(file: string): unknown[] {
  try {
    return [parseTemplate(fs.readFileSync(file, 'utf8'), file)];
  } catch {
    return [];
  }
}
