export { jsonReport, jsonReportPieces } from './json-report';
export { json, printable } from './printable';
export { problemsOf, type Report, reportOf, type ReportedFinding, ReportedStatus } from './report';
export { sarifReportPieces } from './sarif-report';
export { textReportPieces } from './text-report';
export * from './validation-report';
