import { csvReportPieces } from './csv-report';
import type { Reported } from './html/data-of-report';
import { htmlReportPieces } from './html/html-report';
import { jsonReportPieces } from './json-report';
import { junitReportPieces } from './junit-report';
import { markdownReportPieces } from './markdown-report';
import type { Report } from './report';
import { sarifReportPieces } from './sarif-report';
import { textReportPieces } from './text-report';
import type { Severity } from '../rules';

/** What a report is written with. */
export interface Appearance {
  readonly colors: boolean;
  readonly toolVersion: string;
  /** From which severity on findings are failures; errors alone, if nothing is said. */
  readonly failsOn?: Severity;
  /** What a page shows beside the findings, read while the templates are there. */
  reported(): Reported;
}

type Renderer = (report: Report, appearance: Appearance) => Iterable<string>;

/** Every form of reports, by its name. */
export const RENDERERS = {
  text: (report, { colors }) => textReportPieces(report, colors),
  json: (report) => jsonReportPieces(report),
  markdown: (report) => markdownReportPieces(report),
  csv: (report) => csvReportPieces(report),
  junit: (report, { failsOn }) => junitReportPieces(report, failsOn),
  sarif: (report, { toolVersion }) => sarifReportPieces(report, toolVersion),
  html: (report, { reported }) => htmlReportPieces(report, reported()),
} satisfies { readonly [name: string]: Renderer };

export type ReportForm = keyof typeof RENDERERS;

export function rendered(form: ReportForm, report: Report, appearance: Appearance): Iterable<string> {
  return (RENDERERS[form] as Renderer)(report, appearance);
}
