export * from './construct-state';
export * from './library-copy';
