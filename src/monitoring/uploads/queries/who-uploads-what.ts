import type { SavedQuery } from './saved-query';

export const WHO_UPLOADS_WHAT: SavedQuery = {
  id: 'WhoUploadsWhat',
  name: 'Uploads by encryption and caller',
  filters: ['eventSource = "s3.amazonaws.com"', 'eventName not like /^(Get|Head|List)/', 'ispresent(additionalEventData.SSEApplied)', 'not ispresent(errorCode)'],
  by: ['requestParameters.bucketName', 'additionalEventData.SSEApplied', 'userIdentity.arn', 'userAgent'],
};
