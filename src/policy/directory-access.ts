import type { Right } from './object-access';

/**
 * What it takes to open sessions in a directory bucket that only read.
 *
 * Policies are asked about sessions, not about objects: all requests for objects, those for copies included, are authorized by
 * `s3express:CreateSession`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html
 */
export function directoryReadRights(bucketArn: string): Right[] {
  return [{
    sid: 'ReadSessions',
    actions: ['s3express:CreateSession'],
    resources: [bucketArn],
    conditions: { StringEquals: { 's3express:SessionMode': 'ReadOnly' } },
  }];
}

/** What it takes to open sessions in a directory bucket of either mode: there is none that only writes. */
export function directoryReadWriteRights(bucketArn: string): Right[] {
  return [{ sid: 'ReadWriteSessions', actions: ['s3express:CreateSession'], resources: [bucketArn] }];
}
