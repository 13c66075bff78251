import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { STRANGER } from './sources';
import { DefaultEncryption, EncryptedBucket, LogBucket, LogSource, type LogSourceOptions } from '../../src';
import { LOG_SERVICES } from '../../src/services';
import { ACCOUNT, REGION } from '../support/concrete';
import { bucketPolicyStatements, type StatementJson } from '../support/stacks';

const ENVIRONMENT = { account: ACCOUNT, region: REGION };

type Kind = 'RedshiftAuditLogs' | 'GuardDutyFindings';
const KINDS: [Kind, string, (options?: LogSourceOptions) => LogSource][] = [
  ['RedshiftAuditLogs', 'redshift', (options) => LogSource.redshift(options)],
  ['GuardDutyFindings', 'guardduty', (options) => LogSource.guardDuty(options)],
];

test('all of them are tried here', () => {
  expect(LOG_SERVICES.filter(({ principalInOptInRegions }) => principalInOptInRegions).map(({ id }) => id).sort())
    .toEqual(KINDS.map(([kind]) => kind as string).sort());
});

const accepting = (kind: Kind, env: object | undefined, ...sources: LogSource[]) => {
  const stack = new Stack(new App(), 'Stack', { env });
  const bucket = new EncryptedBucket(stack, 'Logs', { defaultEncryption: kind === 'RedshiftAuditLogs' ? DefaultEncryption.sseS3() : undefined });
  for (const source of sources) { bucket.acceptLogsFrom(source); }
  const warnings = Annotations.fromStack(stack).findWarning('/Stack/Logs', Match.stringLikeRegexp('principalMayDiffer'));
  return { principal: bucketPolicyStatements(stack)[`Allow${kind}`].Principal, warnings: warnings.map(({ entry }) => String(entry.data)) };
};

test.each(KINDS)('%s: a warning tells which name was taken where the Region is not known, once for each bucket', (kind, service, source) => {
  const { principal, warnings } = accepting(kind, undefined, source(), source({ prefix: 'more' }), source({ account: STRANGER }));
  expect(principal).toEqual({ Service: `${service}.amazonaws.com` });
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(`so the policies allow ${service}.amazonaws.com.`);
  expect(warnings[0]).toContain(`${service}.<region>.amazonaws.com, for example ${service}.me-south-1.amazonaws.com`);
  expect(warnings[0]).toContain(`Fix: set env.region of the stack, or the region option of the log source. [ack: cdk-s3-encryption:principalMayDiffer${kind}]`);
});

test.each(KINDS)('%s: none where it is known', (kind, service, source) => {
  expect(accepting(kind, ENVIRONMENT, source())).toEqual({ principal: { Service: `${service}.amazonaws.com` }, warnings: [] });
  expect(accepting(kind, undefined, source({ region: 'me-south-1' }))).toEqual({ principal: { Service: `${service}.me-south-1.amazonaws.com` }, warnings: [] });
});

test.each(KINDS)('%s: a Region that is newer than aws-cdk-lib is taken for one, and told', (kind, service, source) => {
  const { principal, warnings } = accepting(kind, undefined, source({ region: 'eu-nowhere-1' }));
  expect(principal).toEqual({ Service: `${service}.eu-nowhere-1.amazonaws.com` });
  expect(warnings[0]).toContain(`(eu-nowhere-1) is not known to this version of aws-cdk-lib, so the policies allow ${service}.eu-nowhere-1.amazonaws.com.`);
});

test('CloudWatch Logs needs no warning: its name is made where it is deployed', () => {
  const stack = new Stack(new App(), 'Stack');
  const logs = new LogBucket(stack, 'Logs');
  logs.acceptLogsFrom(LogSource.cloudWatchLogsExport());
  const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::S3::BucketPolicy'));
  const { Principal: principal } = policy.Properties.PolicyDocument.Statement.find(({ Sid }: StatementJson) => Sid === 'AllowCloudWatchLogsExport');
  expect(principal).toEqual({ Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] } });
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
});

test('whatever is denied to a service among the folders of accounts is denied to it under each of its names', () => {
  const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
  const bucket = new LogBucket(stack, 'Logs');
  // Before there is the statement, with it, and afterwards one by one.
  bucket.acceptLogsFrom(LogSource.redshift());
  for (const [account, region] of [[STRANGER, 'me-south-1'], ['444455556666', 'af-south-1'], ['444455557777', 'ap-east-1'], ['444455558888', 'me-south-1']]) {
    bucket.acceptLogsFrom(LogSource.redshift({ account, region }));
  }
  const { AllowRedshiftAuditLogs: allow, DenyNestedRedshiftAuditLogs: deny } = bucketPolicyStatements(stack);
  const names = ['redshift', 'redshift.me-south-1', 'redshift.af-south-1', 'redshift.ap-east-1'].map((name) => `${name}.amazonaws.com`);
  expect(allow.Principal).toEqual({ Service: names });
  expect(deny.Principal).toEqual({ Service: names });
});
