export * from './batch-job';
export * from './batch-job-role';
export * from './batch-job-status';
export * from './report-location';
