export { jsonReport, jsonReportPieces } from './json-report';
export { json, printable } from './printable';
export { problemsOf, type Report, reportOf, type ReportedFinding, ReportedStatus } from './report';
export { sarifReport, sarifReportPieces } from './sarif-report';
export { textReport, textReportPieces } from './text-report';
export * from './validation-report';
