export * from './l2-internals';
export * from './refusal';
