export * from './cross-account-access';
export * from './cross-account-grantee';
export * from './encrypted-bucket';
export * from './encrypted-bucket-origin';
export * from './encrypted-bucket-props';
export * from './queue-destination';
export * from './topic-destination';
