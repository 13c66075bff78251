export * from './batch-job';
export * from './batch-job-role';
export * from './report-location';
