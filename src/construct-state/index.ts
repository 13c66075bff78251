export * from './construct-state';
export * from './library-copy';
export * from './path-pattern';
