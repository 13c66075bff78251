import { answer, type AnswerOptions } from './answer';
import { ExitCode, type Io } from './io';
import { App } from '../template';
import type { TemplateFile } from '../validation/assembly';
import { duplicateKeys } from '../validation/assembly/internal';
import { jsonPlan, type MigrationReport, migrationReportOf, textPlan } from '../validation/migration';
import { Posture } from '../validation/posture';
import { problemsOf } from '../validation/reports';

const FORMATS = { text: textPlan, json: jsonPlan } satisfies { readonly [name: string]: (report: MigrationReport, colors: boolean) => string };

export const MIGRATE_FORMATS = Object.keys(FORMATS);

export interface MigrateOptions extends AnswerOptions {
  readonly format: keyof typeof FORMATS;
}

/**
 * Prints how the bucket policies of templates move from denying uploads without an encryption header to default
 * encryption. Changes nothing.
 *
 * @throws UsageError, WriteError
 */
export function migrate(paths: readonly string[], options: MigrateOptions, io: Io): ExitCode {
  return answer(paths, options, io, ({ templates }) => {
    const postureOf = (files: readonly TemplateFile[]) => Posture.of(App.of(files.map(({ source }) => source)));
    const posture = postureOf(templates);
    const report = migrationReportOf(posture, templates);
    return {
      pieces: [FORMATS[options.format](report, io.colors && options.output === undefined)],
      problems: problemsOf(posture, templates),
      duplicates: duplicateKeys(templates, (files) => jsonPlan(migrationReportOf(postureOf(files), files))),
      code: report.migrations.length > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN,
    };
  });
}
