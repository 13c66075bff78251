import type { SavedQuery } from './saved-query';

export const SIGNATURE_VERSION_2_CALLERS: SavedQuery = {
  id: 'SignatureVersion2Callers',
  name: 'Requests with Signature Version 2 by caller',
  filters: ['eventSource = "s3.amazonaws.com"', 'additionalEventData.SignatureVersion = "SigV2"'],
  by: ['requestParameters.bucketName', 'eventName', 'userIdentity.arn', 'userAgent', 'sourceIPAddress'],
};
