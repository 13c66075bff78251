import type { Duration } from 'aws-cdk-lib';
import { refusal } from '../../cdk';

/** Throws if a time is not a number of whole days within bounds that AWS KMS accepts. */
export function assertDaysWithin(path: string, prop: string, time: Duration | undefined, least: number, most: number): void {
  if (time === undefined) { return; }
  const days = time.toDays({ integral: false });
  if (Number.isInteger(days) && days >= least && days <= most) { return; }
  throw refusal(path, `${prop} cannot be ${time.toHumanString()}: AWS KMS accepts whole days between ${least} and ${most}`,
    `pass a time such as Duration.days(${most})`);
}
