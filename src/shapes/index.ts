export * from './assert-shape';
export * from './cdk';
export * from './shape';
export * from './words';
