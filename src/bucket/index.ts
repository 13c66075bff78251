export * from './encrypted-bucket';
export * from './encrypted-bucket-props';
