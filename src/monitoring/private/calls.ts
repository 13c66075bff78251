import { aws_events as events } from 'aws-cdk-lib';
import { field } from './alerting-rules';

/** A change that an API call made: the same for every service, as CloudTrail reports it. Calls that failed changed nothing. */
export function madeBy(eventSource: string, eventNames: string[], detail: object): events.EventPattern {
  return {
    source: [`aws.${eventSource.split('.')[0]}`],
    detailType: ['AWS API Call via CloudTrail'],
    detail: { eventSource: [eventSource], eventName: eventNames, errorCode: events.Match.doesNotExist(), ...detail },
  };
}

/** Who called, and when. */
export const WHO_AND_WHEN = `by ${field('detail.userIdentity.arn')} from ${field('detail.sourceIPAddress')} at ${field('detail.eventTime')} `
  + `(account ${field('account')}, Region ${field('region')}, event ${field('detail.eventID')}).`;
