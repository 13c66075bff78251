import type { App } from 'aws-cdk-lib';
import { Deployment, OPERATION_NAMES, succeeds } from '../support/deployment';
import { strictFindings } from '../support/strict';

// Examples import the library by its name, as users do.
jest.mock('cdk-s3-encryption', () => jest.requireActual<object>('../../src'), { virtual: true });

const { ownersApp } = jest.requireActual<{ ownersApp(): App }>('../../examples/typescript/cross-account/owner');
const { partnersApp } = jest.requireActual<{ partnersApp(bucketArn: string, keyArn: string): App }>('../../examples/typescript/cross-account/partner');

/** The owner deploys, and tells the partner the outputs; the partner deploys. */
function deployed() {
  const owner = ownersApp();
  const owners = new Deployment(owner);
  const { bucketArn, keyArn, ...target } = owners.target();
  const partners = new Deployment(partnersApp(bucketArn, keyArn!));
  return { owner, target: { bucketArn, keyArn, ...target }, application: partners.identity('exchange') };
}

test('the application of the partner reads from the outbox, writes to the inbox, and nothing else', () => {
  const { target, application } = deployed();
  const may = (objectKey: string) => OPERATION_NAMES.filter((operation) => succeeds(operation, objectKey, application, target));
  expect(may('outbox/report')).toEqual(['GET', 'HEAD']);
  expect(may('inbox/order')).toEqual(['PUT', 'multipart upload', 'COPY into']);
  expect(may('drafts/report')).toEqual([]);
});

test('no Sid repeats in the policy of the partner\'s application, to which two calls write', () => {
  const stack = partnersApp('arn:aws:s3:::exchange', 'arn:aws:kms:eu-west-1:111122223333:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000000');
  const statements = new Deployment(stack).the('AWS::IAM::Policy').resource.Properties!.PolicyDocument as unknown as { Statement: { Sid?: string }[] };
  const sids = statements.Statement.map(({ Sid }) => Sid).filter((sid) => sid !== undefined);
  expect(new Set(sids).size).toBe(sids.length);
});

test('the owner alone gives the partner nothing, nor does the partner alone', () => {
  const { target, application } = deployed();
  expect(succeeds('GET', 'outbox/report', { ...application, policies: [] }, target)).toBe(false);
  expect(succeeds('GET', 'outbox/report', application, { ...target, bucketPolicy: undefined })).toBe(false);
  expect(succeeds('GET', 'outbox/report', application, { ...target, keyPolicy: undefined })).toBe(false);
});

test('the owner\'s app passes the strict rules', () => {
  expect(strictFindings(deployed().owner)).toEqual([]);
});
