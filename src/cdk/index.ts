export * from './l2-internals';
