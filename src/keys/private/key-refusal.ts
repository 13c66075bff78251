import type { IConstruct } from 'constructs';
import { refusal } from '../../cdk';

/** The error with which a bucket refuses a key. */
export function keyRefusal(scope: IConstruct, value: string, why: string, fix: string): Error {
  return refusal(scope, `cannot encrypt with key ${value}: ${why}`, fix);
}
