import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../../cdk';

/** @throws if a number is known to be no percentage that can be reached */
export function assertPercent(scope: IConstruct, name: string, value: number): void {
  if (Token.isUnresolved(value) || (value > 0 && value <= 100)) { return; }
  throw refusal(scope, `${name} cannot be ${value}: it is a percentage`, 'specify a number above 0 and up to 100');
}
