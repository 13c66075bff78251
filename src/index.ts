// The root never names a type of a submodule: Go packages would import each other in a circle.
export * from './bucket';
export * from './bucket-kinds';
export * from './defaults';
export * from './encryption';
export * from './existing-objects';
export * from './guardrails';
export * from './keys';
export * from './logging';
export * as mixins from './mixins';
export * from './monitoring';
export * from './replication';
export * from './validation';
