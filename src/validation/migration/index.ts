export { jsonPlan } from './json-plan';
export { type MigrationReport, migrationReportOf } from './migration-report';
export { textPlan } from './text-plan';
