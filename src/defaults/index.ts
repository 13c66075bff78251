export * from './bucket-defaults-change';
export * from './encrypted-bucket-defaults';
export * from './encrypted-bucket-defaults-props';
