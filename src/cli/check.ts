import { answer, type AnswerOptions } from './answer';
import { type BaselineOptions, baselineOf, writeBaseline } from './baselines';
import { ExitCode, type Io } from './io';
import type { ReportToWrite } from './report-option';
import { chosenRules, type RuleChoice } from './rule-sets';
import { writeOutput } from './write-output';
import { libraryVersion } from '../library';
import { App } from '../template';
import type { TemplateFile } from '../validation/assembly';
import { duplicateKeys } from '../validation/assembly/internal';
import { Posture } from '../validation/posture';
import { jsonReport, rendered, RENDERERS, reportedOf, type Report, ReportedStatus, type ReportForm, reportOf } from '../validation/reports';
import { Severity } from '../validation/rules';

export const CHECK_FORMATS = Object.keys(RENDERERS);

export interface CheckOptions extends RuleChoice, AnswerOptions, BaselineOptions {
  readonly format: ReportForm;
  /** From which severity on findings are a failure. */
  readonly failOn: Severity.ERROR | Severity.WARNING;
  /** Reports that are written beside the one that is printed. */
  readonly report: readonly ReportToWrite[];
}

/** @throws UsageError, WriteError */
export function check(paths: readonly string[], options: CheckOptions, io: Io): ExitCode {
  const rules = chosenRules(options);
  const baseline = baselineOf(options, io.cwd);
  return answer(paths, options, io, ({ templates, failures }, progress) => {
    const beside = {
      failures: failures.map(({ message }) => message),
      hasMap: [options.format, ...options.report.map(({ form }) => form)].includes('markdown'),
      onRule: ({ name }: { readonly name: string }) => {
        io.garbage?.collectGrowth();
        progress.step(() => `Checking ${templates.length} templates: ${name}`);
      },
    };
    const postureOf = (files: readonly TemplateFile[]) => Posture.of(App.of(files.map(({ source }) => source)));
    const judged = (files: readonly TemplateFile[], posture = postureOf(files)) => (
      reportOf(posture, rules, files, { ...beside, baseline: baseline?.compared() })
    );
    const posture = postureOf(templates);
    const report = judged(templates, posture);
    const duplicates = duplicateKeys(templates, (files) => jsonReport(judged(files)));
    // What was not read would be new the next time.
    if (options.baseline !== undefined && options.updateBaseline && failures.length === 0 && !duplicates.matter) {
      writeBaseline(options.baseline, report, io.cwd);
    }
    const appearance = {
      colors: false, toolVersion: libraryVersion(), failsOn: options.failOn, reported: () => reportedOf(posture, templates),
    };
    for (const { form, file } of options.report) { writeOutput(file, rendered(form, report, appearance), io.cwd); }
    return {
      pieces: rendered(options.format, report, { ...appearance, colors: io.colors && options.output === undefined }),
      problems: report.problems,
      duplicates,
      code: isFailure(report, options) ? ExitCode.FINDINGS : ExitCode.CLEAN,
    };
  });
}

/** Of what is neither known nor acknowledged, severities count, as they do for the CDK: what cannot be determined may be a warning. */
function isFailure({ findings }: Report, { failOn, updateBaseline: isAccepted = false }: CheckOptions): boolean {
  return !isAccepted && findings.some(({ status, severity, isKnown }) => (
    status !== ReportedStatus.ACKNOWLEDGED && !isKnown && (severity === Severity.ERROR || severity === failOn)
  ));
}
