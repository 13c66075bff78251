import * as fs from 'fs';
import * as path from 'path';
import { ExitCode, type Io } from './io';
import { chosenRules, type RuleChoice } from './rule-sets';
import { UsageError } from './usage-error';
import { libraryVersion } from './version';
import { writeOutput } from './write-output';
import { App } from '../template';
import { readInputs } from '../validation/assembly';
import { PLUGIN_NAME } from '../validation/plugin-name';
import { Posture } from '../validation/posture';
import { jsonReport, printable, type Report, reportOf, sarifReport, textReport } from '../validation/reports';

const DEFAULT_PATH = 'cdk.out';

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
  const templates = readInputs(paths.length > 0 ? paths : [defaultPath(io.cwd)], io.cwd, PLUGIN_NAME);
  const report = reportOf(Posture.of(App.of(templates.map(({ source }) => source))), rules, templates);
  for (const problem of report.problems) { io.stderr(`cdk-s3-encryption: ${printable(problem)}\n`); }
  const text = render(report, io.colors && options.output === undefined);
  if (options.output === undefined) { io.stdout(text); } else { writeOutput(options.output, text, io.cwd); }
  return report.summary.errors > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN;
}

function rendererOf(format: string): Renderer {
  if (Object.hasOwn(FORMATS, format)) { return FORMATS[format]; }
  throw new UsageError(`there is no format ${JSON.stringify(format)} yet. There are ${FORMAT_NAMES.join(', ')}.`);
}

function defaultPath(cwd: string): string {
  if (fs.existsSync(path.join(cwd, DEFAULT_PATH))) { return DEFAULT_PATH; }
  throw new UsageError(`there is no ${DEFAULT_PATH} here. Run "cdk synth" first, or give the path of a cloud assembly, a template or a folder of templates.`);
}
