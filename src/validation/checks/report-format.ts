/**
 * The format of a report file.
 */
export enum ReportFormat {
  /** Plain text, as the CLI prints it. The file is `s3-encryption.txt`. */
  TEXT = 'text',
  /** JSON, which can be used as a baseline. The file is `s3-encryption.json`. */
  JSON = 'json',
  /** SARIF 2.1.0, for code scanning. The file is `s3-encryption.sarif`. */
  SARIF = 'sarif',
  /** Markdown, for pull request comments. The file is `s3-encryption.md`. */
  MARKDOWN = 'markdown',
  /** CSV with the compliance controls of each framework, for audits. The file is `s3-encryption.csv`. */
  CSV = 'csv',
  /** JUnit XML, for CI systems that show test results. The file is `s3-encryption.xml`. */
  JUNIT = 'junit',
  /** A self-contained HTML page with the encryption map. The file is `s3-encryption.html`. */
  HTML = 'html',
}
