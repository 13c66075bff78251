import type { SavedQuery } from './saved-query';

export const NOT_BY_DEFAULT: SavedQuery = {
  id: 'NotByDefault',
  name: 'Uploads that specify an encryption, by caller',
  filters: [
    'eventSource = "s3.amazonaws.com"', 'eventName not like /^(Get|Head|List)/', 'ispresent(additionalEventData.SSEApplied)', 'additionalEventData.SSEApplied not like /^Default_/',
  ],
  by: ['requestParameters.bucketName', 'additionalEventData.SSEApplied', 'userIdentity.arn', 'userAgent'],
};
