import type { SavedQuery } from './saved-query';

export const PLAIN_HTTP_CALLERS: SavedQuery = {
  id: 'PlainHttpCallers',
  name: 'Requests over plain HTTP by caller',
  filters: ['eventSource = "s3.amazonaws.com"', 'eventCategory = "Data"', 'not ispresent(tlsDetails.tlsVersion)', 'not ispresent(userIdentity.invokedBy)'],
  by: ['requestParameters.bucketName', 'eventName', 'userIdentity.arn', 'userAgent', 'sourceIPAddress'],
};
