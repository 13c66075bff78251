import { duplicateKeys } from './duplicate-keys';
import { ExitCode, type Io } from './io';
import { chosenRules, type RuleChoice } from './rule-sets';
import { deliver, templatesAt } from './templates';
import { libraryVersion } from '../library';
import { App } from '../template';
import type { TemplateFile } from '../validation/assembly';
import { Posture } from '../validation/posture';
import { jsonReport, type Report, reportOf, sarifReport, textReport } from '../validation/reports';

type Renderer = (report: Report, colors: boolean) => string;

const FORMATS = {
  text: textReport,
  json: jsonReport,
  sarif: (report: Report) => sarifReport(report, libraryVersion()),
} satisfies { readonly [name: string]: Renderer };

export const CHECK_FORMATS = Object.keys(FORMATS);

export interface CheckOptions extends RuleChoice {
  readonly format: keyof typeof FORMATS;
  readonly output?: string;
}

/** @throws UsageError, InputError, WriteError */
export function check(paths: readonly string[], options: CheckOptions, io: Io): ExitCode {
  const render: Renderer = FORMATS[options.format];
  const rules = chosenRules(options);
  const templates = templatesAt(paths, io);
  const judged = (files: readonly TemplateFile[]) => reportOf(Posture.of(App.of(files.map(({ source }) => source))), rules, files);
  const report = judged(templates);
  const duplicates = duplicateKeys(templates, (files) => jsonReport(judged(files)));
  deliver(render(report, io.colors && options.output === undefined), [...report.problems, ...duplicates.problems], options.output, io);
  if (duplicates.matter) { return ExitCode.FAILURE; }
  return report.summary.errors > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN;
}
