import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { splitIntoLists } from '../private/split';

/** A widget shows a hundred alarms. */
const MOST_ALARMS = 100;
const IN_A_ROW = 4;

/** The alarms and their state. */
export function alarmSection(alarms: readonly cloudwatch.IAlarm[]): cloudwatch.IWidget[][] {
  return splitIntoLists(MOST_ALARMS, alarms).map((some) => [new cloudwatch.AlarmStatusWidget({
    title: 'Alarms', alarms: some, width: 24, height: 1 + Math.ceil(some.length / IN_A_ROW),
  })]);
}
