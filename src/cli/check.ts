import { answer, type AnswerOptions } from './answer';
import { duplicateKeys } from './duplicate-keys';
import { ExitCode, type Io } from './io';
import { chosenRules, type RuleChoice } from './rule-sets';
import { libraryVersion } from '../library';
import { App } from '../template';
import type { TemplateFile } from '../validation/assembly';
import { Posture } from '../validation/posture';
import { jsonReport, jsonReportPieces, type Report, reportOf, sarifReportPieces, textReportPieces } from '../validation/reports';

type Renderer = (report: Report, colors: boolean) => Iterable<string>;

const FORMATS = {
  text: textReportPieces,
  json: jsonReportPieces,
  sarif: (report: Report) => sarifReportPieces(report, libraryVersion()),
} satisfies { readonly [name: string]: Renderer };

export const CHECK_FORMATS = Object.keys(FORMATS);

export interface CheckOptions extends RuleChoice, AnswerOptions {
  readonly format: keyof typeof FORMATS;
}

/** @throws UsageError, WriteError */
export function check(paths: readonly string[], options: CheckOptions, io: Io): ExitCode {
  const render: Renderer = FORMATS[options.format];
  const rules = chosenRules(options);
  return answer(paths, options, io, ({ templates, failures }, progress) => {
    const beside = {
      failures: failures.map(({ message }) => message),
      onRule: ({ name }: { readonly name: string }) => progress.step(() => `Checking ${templates.length} templates: ${name}`),
    };
    const judged = (files: readonly TemplateFile[]) => reportOf(Posture.of(App.of(files.map(({ source }) => source))), rules, files, beside);
    const report = judged(templates);
    return {
      pieces: render(report, io.colors && options.output === undefined),
      problems: report.problems,
      duplicates: duplicateKeys(templates, (files) => jsonReport(judged(files))),
      code: report.summary.errors > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN,
    };
  });
}
