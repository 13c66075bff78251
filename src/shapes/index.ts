export * from './assert-shape';
export * from './cdk';
export * from './formats';
export * from './shape';
export * from './words';
