export * from './framework';
export * from './plugin-name';
export * from './rule-set';
