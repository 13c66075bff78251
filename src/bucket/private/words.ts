// What the generated props speak of: the struct builder knows a single place for all names of this library.
export * from '../../encryption';
export * from '../../keys';
export type { AccessLogsOptions } from '../../logging';
