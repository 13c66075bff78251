import { readRights, writeRights } from '../../src/policy/object-access';

const ARN = 'arn:aws:s3:::data';
const LOCATE = { sid: 'LocateBucket', actions: ['s3:GetBucketLocation'], resources: [ARN] };
const READ = ['s3:GetObject', 's3:GetObjectAttributes', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAttributes', 's3:GetObjectVersionTagging'];
const WRITE = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectTagging'];

test('whoever reads everything lists everything', () => {
  expect(readRights(ARN, '*')).toEqual([
    { sid: 'ReadObjects', actions: READ, resources: [`${ARN}/*`] },
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: [ARN] },
    LOCATE,
  ]);
});

test('whoever reads a folder lists that folder', () => {
  expect(readRights(ARN, 'in/*')).toEqual([
    { sid: 'ReadObjects', actions: READ, resources: [`${ARN}/in/*`] },
    { sid: 'ListObjects', actions: ['s3:ListBucket'], resources: [ARN], conditions: { StringLike: { 's3:prefix': 'in/*' } } },
    LOCATE,
  ]);
});

test('whoever writes everything lists uploads, and nobody else', () => {
  expect(writeRights(ARN, '*')).toEqual([
    { sid: 'WriteObjects', actions: WRITE, resources: [`${ARN}/*`] },
    { sid: 'ListUploads', actions: ['s3:ListBucketMultipartUploads'], resources: [ARN] },
    LOCATE,
  ]);
  expect(writeRights(ARN, 'in/*')).toEqual([{ sid: 'WriteObjects', actions: WRITE, resources: [`${ARN}/in/*`] }, LOCATE]);
});
