export { seenInCases } from './private/seen-in-cases';
