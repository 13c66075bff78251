export * from './l2-internals';
export * from './refusal';
export * from './policy-size';
export * from './same';
export { filledIn } from './private/fewest-characters';
export * from './marked-references';
