import type { IConstruct } from 'constructs';

/** The error with which a bucket refuses a key. */
export function keyRefusal(scope: IConstruct, value: string, why: string, fix: string): Error {
  return new Error(`${scope.node.path}: cannot encrypt with key ${value}: ${why}. Fix: ${fix}.`);
}
