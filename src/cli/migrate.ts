import { duplicateKeys } from './duplicate-keys';
import { ExitCode, type Io } from './io';
import { deliver, templatesAt } from './templates';
import { App } from '../template';
import type { TemplateFile } from '../validation/assembly';
import { jsonPlan, type MigrationReport, migrationReportOf, textPlan } from '../validation/migration';
import { Posture } from '../validation/posture';
import { problemsOf } from '../validation/reports';

const FORMATS = { text: textPlan, json: jsonPlan } satisfies { readonly [name: string]: (report: MigrationReport, colors: boolean) => string };

export const MIGRATE_FORMATS = Object.keys(FORMATS);

export interface MigrateOptions {
  readonly format: keyof typeof FORMATS;
  readonly output?: string;
}

/**
 * Prints how the bucket policies of templates move from denying uploads without an encryption header to default
 * encryption. Changes nothing.
 *
 * @throws UsageError, InputError, WriteError
 */
export function migrate(paths: readonly string[], { format, output }: MigrateOptions, io: Io): ExitCode {
  const templates = templatesAt(paths, io);
  const postureOf = (files: readonly TemplateFile[]) => Posture.of(App.of(files.map(({ source }) => source)));
  const posture = postureOf(templates);
  const report = migrationReportOf(posture, templates);
  const duplicates = duplicateKeys(templates, (files) => jsonPlan(migrationReportOf(postureOf(files), files)));
  deliver(FORMATS[format](report, io.colors && output === undefined), [...problemsOf(posture, templates), ...duplicates.problems], output, io);
  if (duplicates.matter) { return ExitCode.FAILURE; }
  return report.migrations.length > 0 ? ExitCode.FINDINGS : ExitCode.CLEAN;
}
