export { jsonReport } from './json-report';
export { printable } from './printable';
export { problemsOf, type Report, reportOf, type ReportedFinding, ReportedStatus } from './report';
export { sarifReport } from './sarif-report';
export { textReport } from './text-report';
export * from './validation-report';
