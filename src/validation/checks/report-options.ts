import type { ReportFormat } from './report-format';

/**
 * Report files that are written when an app is synthesized.
 */
export interface ReportOptions {
  /**
   * The formats, each in a file of its own.
   */
  readonly formats: ReportFormat[];

  /**
   * The directory of the files. It is created if it doesn't exist. A relative path starts at the working directory.
   *
   * It can't be in the cloud assembly (`cdk.out`), whose files plugins aren't allowed to change.
   */
  readonly directory: string;
}
