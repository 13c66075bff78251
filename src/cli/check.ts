import { ExitCode, type Io } from './io';
import { chosenRules, type RuleChoice } from './rule-sets';
import { deliver, templatesAt } from './templates';
import { UsageError } from './usage-error';
import { libraryVersion } from './version';
import { App } from '../template';
import { Posture } from '../validation/posture';
import { jsonReport, type Report, reportOf, sarifReport, textReport } from '../validation/reports';

type Renderer = (report: Report, colors: boolean) => string;

const FORMATS: { readonly [name: string]: Renderer } = {
  text: textReport,
  json: jsonReport,
  sarif: (report) => sarifReport(report, libraryVersion()),
};

export const FORMAT_NAMES = Object.keys(FORMATS);

export interface CheckOptions extends RuleChoice {
  readonly format: string;
  readonly output?: string;
}

/** @throws UsageError, InputError */
export function check(paths: readonly string[], options: CheckOptions, io: Io): ExitCode {
  const render = rendererOf(options.format);
  const rules = chosenRules(options);
  const templates = templatesAt(paths, io);
  const report = reportOf(Posture.of(App.of(templates.map(({ source }) => source))), rules, templates);
  deliver(render(report, io.colors && options.output === undefined), report.problems, options.output, io);
  return report.summary.errors > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN;
}

function rendererOf(format: string): Renderer {
  if (Object.hasOwn(FORMATS, format)) { return FORMATS[format]; }
  throw new UsageError(`there is no format ${JSON.stringify(format)} yet. There are ${FORMAT_NAMES.join(', ')}.`);
}
