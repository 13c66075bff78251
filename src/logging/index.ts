export * from './access-log-delivery';
export * from './access-logs';
export * from './log-bucket';
export * from './log-bucket-props';
export * from './log-source';
export * from './log-source-options';
