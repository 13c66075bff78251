/**
 * Events in the shape in which AWS documents them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-schedule-key-deletion.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-updatealias.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-retire-grant.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-update-primary-region.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-event-bridge-cloud-trail.html
 */
const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';

export const ALICE = { type: 'IAMUser', principalId: 'EX_PRINCIPAL_ID', arn: `arn:aws:iam::${ACCOUNT}:user/Alice`, accountId: ACCOUNT, userName: 'Alice' };

/** What all events on the bus have. */
function onTheBus(source: string, detailType: string, detail: object, resources: string[] = []) {
  return {
    'version': '0',
    'id': '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    'detail-type': detailType,
    'source': source,
    'account': ACCOUNT,
    'time': '2026-03-23T18:58:30Z',
    'region': REGION,
    resources,
    'detail': detail,
  };
}

/** A call that changes a bucket. */
export function bucketCall(eventName: string, bucketName: string, more: object = {}) {
  return onTheBus('aws.s3', 'AWS API Call via CloudTrail', {
    eventVersion: '1.09',
    userIdentity: ALICE,
    eventTime: '2026-03-23T18:58:30Z',
    eventSource: 's3.amazonaws.com',
    eventName,
    awsRegion: REGION,
    sourceIPAddress: '192.0.2.0',
    userAgent: '[aws-cli/2.18.5]',
    requestParameters: { bucketName, Host: `s3.${REGION}.amazonaws.com`, encryption: '' },
    responseElements: null,
    additionalEventData: { SignatureVersion: 'SigV4', CipherSuite: 'TLS_AES_128_GCM_SHA256', AuthenticationMethod: 'AuthHeader' },
    requestID: '47B8E8D397DCE7A6',
    eventID: '3c4226b0-1e81-48a8-a333-7fa5f3cbd118',
    readOnly: false,
    resources: [{ accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` }],
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `s3.${REGION}.amazonaws.com` },
    ...more,
  });
}

/** A call that changes a key. The caller names the key by its bare id. */
export function keyCall(eventName: string, keyArn: string, more: object = {}) {
  return onTheBus('aws.kms', 'AWS API Call via CloudTrail', {
    eventVersion: '1.08',
    userIdentity: ALICE,
    eventTime: '2026-03-23T18:58:30Z',
    eventSource: 'kms.amazonaws.com',
    eventName,
    awsRegion: REGION,
    sourceIPAddress: '192.0.2.0',
    userAgent: 'AWS Internal',
    requestParameters: { keyId: keyArn.split('/')[1] },
    responseElements: { keyId: keyArn },
    requestID: 'ee408f36-ea01-422b-ac14-b0f147c68334',
    eventID: '3c4226b0-1e81-48a8-a333-7fa5f3cbd118',
    readOnly: false,
    resources: [{ accountId: ACCOUNT, type: 'AWS::KMS::Key', ARN: keyArn }],
    eventType: 'AwsApiCall',
    recipientAccountId: ACCOUNT,
    ...more,
  });
}

/** A call that changes an alias, which is all that the caller names. */
export function aliasCall(eventName: string, keyArn: string) {
  const aliasName = 'alias/my_alias';
  const [alias, key] = [keyArn.replace(/key\/.*$/, aliasName), keyArn].map((ARN) => ({ accountId: ACCOUNT, type: 'AWS::KMS::Key', ARN }));
  return keyCall(eventName, keyArn, {
    requestParameters: { aliasName, ...eventName === 'DeleteAlias' ? {} : { targetKeyId: keyArn.split('/')[1] } },
    // In the order in which AWS shows them.
    resources: eventName === 'CreateAlias' ? [key, alias] : [alias, key],
  });
}

/** A call with a grant token, which names no key. */
export function retirementOfGrant(keyArn: string) {
  return keyCall('RetireGrant', keyArn, { requestParameters: null, responseElements: null, additionalEventData: { grantId: 'abcde1237f76e4ba7987489ac329fbfb' } });
}

/** What the Region of a replica logs when the replica becomes the primary key: there are no resources. */
export function newPrimary(keyArn: string) {
  return keyCall('UpdatePrimaryRegion', keyArn, {
    userIdentity: { ...ALICE, invokedBy: 'kms.amazonaws.com' },
    requestParameters: { keyId: keyArn, primaryRegion: REGION },
    resources: undefined,
  });
}

/** What AWS KMS sends of itself. */
export function keyEvent(detailType: string, keyArn: string) {
  return onTheBus('aws.kms', detailType, { 'key-id': keyArn.split('/')[1] }, [keyArn]);
}

/** What S3 Batch Operations tells of a job. */
export function jobEvent(status: string, eventName = 'JobStatusChanged') {
  return onTheBus('aws.s3', 'AWS Service Event via CloudTrail', {
    eventVersion: '1.05',
    userIdentity: { accountId: ACCOUNT, invokedBy: 's3.amazonaws.com' },
    eventTime: '2026-02-05T18:25:30Z',
    eventSource: 's3.amazonaws.com',
    eventName,
    awsRegion: REGION,
    sourceIPAddress: 's3.amazonaws.com',
    userAgent: 's3.amazonaws.com',
    requestParameters: null,
    responseElements: null,
    eventID: 'f907577b-bf3d-4c53-b9ed-8a83a118a554',
    readOnly: false,
    eventType: 'AwsServiceEvent',
    recipientAccountId: ACCOUNT,
    serviceEventDetails: {
      jobId: 'd6e58ec4-897a-4b6d-975f-10d7f0fb63ce',
      jobArn: `arn:aws:s3:${REGION}:${ACCOUNT}:job/d6e58ec4-897a-4b6d-975f-10d7f0fb63ce`,
      status,
      jobEventId: 'b268784cf0a66749f1a05bce259804f5',
      failureCodes: [],
      statusChangeReason: [],
    },
  });
}

/** A data event, as CloudTrail writes it to a log group. */
export function objectCall(eventName: string, bucketName: string, sseApplied?: string, more: object = {}) {
  return {
    eventVersion: '1.11',
    userIdentity: ALICE,
    eventTime: '2026-03-23T18:58:30Z',
    eventSource: 's3.amazonaws.com',
    eventName,
    awsRegion: REGION,
    sourceIPAddress: '192.0.2.0',
    userAgent: '[aws-cli/2.18.5]',
    requestParameters: { bucketName, Host: `${bucketName}.s3.${REGION}.amazonaws.com`, key: 'reports/2026.csv' },
    responseElements: { 'x-amz-server-side-encryption': 'aws:kms' },
    additionalEventData: {
      'SignatureVersion': 'SigV4',
      'CipherSuite': 'TLS_AES_128_GCM_SHA256',
      'bytesTransferredIn': 1024,
      'bytesTransferredOut': 0,
      'AuthenticationMethod': 'AuthHeader',
      'x-amz-id-2': 'q6xhNJYmhg',
      ...sseApplied === undefined ? {} : { SSEApplied: sseApplied },
    },
    requestID: '07D681123BD12AED',
    eventID: 'f2b287f3-0df1-1234-a2f4-c4bdfed47657',
    readOnly: /^(Get|Head|List)/.test(eventName),
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/reports/2026.csv` },
      { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
    ],
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Data',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `${bucketName}.s3.${REGION}.amazonaws.com` },
    ...more,
  };
}
