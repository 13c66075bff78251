import type { ReportFormat } from './report-format';

/**
 * Options for the report files that are written when an app is synthesized.
 */
export interface ReportOptions {
  /**
   * The formats of the report. Each format is written to its own file.
   */
  readonly formats: ReportFormat[];

  /**
   * The directory of the report files. It is created if it doesn't exist. A relative path is resolved against the working directory.
   *
   * It can't be in the cloud assembly (`cdk.out`), because plugins must not change the files there.
   */
  readonly directory: string;
}
