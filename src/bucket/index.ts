export * from './encrypted-bucket';
export * from './encrypted-bucket-props';
export * from './object-operation';
export * from './upload-request';
