import { accessLoggingEnabled as rule } from '../../../../src/validation/rules/logs/access-logging-enabled';
import { bucket, IF, when } from '../support';
import { check, logging } from './support';

test.each<[string, { [id: string]: object }]>([
  ['logs to another bucket, which is exempt', { Data: logging(), Logs: bucket() }],
  ['logs to a bucket outside the app', { Data: logging({ DestinationBucketName: 'elsewhere' }) }],
  ['logs to a bucket from a parameter', { Data: logging({ DestinationBucketName: { Ref: 'Parameter' } }) }],
  ['logs through CloudWatch Logs', {
    Data: bucket(),
    Delivery: { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'data', LogType: 'S3_SERVER_ACCESS_LOGS', ResourceArn: { 'Fn::GetAtt': ['Data', 'Arn'] } } },
  }],
])('compliant: %s', (_, resources) => {
  expect(check(rule, resources)).toEqual([]);
});

test.each<[string, object, string?]>([
  ['no logs', bucket()],
  ['no logs in one branch of a condition', bucket({ LoggingConfiguration: IF({ DestinationBucketName: 'elsewhere' }, { Ref: 'AWS::NoValue' }) }), 'Condition is false'],
])('violating: %s', (_, Data, words = '') => {
  expect(check(rule, { Data })).toEqual([{
    on: 'Data',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.LoggingConfiguration',
    message: `The bucket has no server access logs.${when(words)}`,
  }]);
});

test.each([
  ['other logs', { LogType: 'S3_EXPRESS_ACCESS_LOGS', ResourceArn: { 'Fn::GetAtt': ['Data', 'Arn'] } }],
  ['logs of another bucket', { LogType: 'S3_SERVER_ACCESS_LOGS', ResourceArn: 'arn:aws:s3:::elsewhere' }],
])('violating: %s through CloudWatch Logs', (_, properties) => {
  const Delivery = { Type: 'AWS::Logs::DeliverySource', Properties: { Name: 'data', ...properties } };
  expect(check(rule, { Data: bucket(), Delivery })).toMatchObject([{ on: 'Data', status: 'violation' }]);
});

test('cannot tell: a configuration from a macro', () => {
  expect(check(rule, { Data: bucket({ LoggingConfiguration: { 'Fn::Transform': { Name: 'Macro' } } }) })).toMatchObject([{
    on: 'Data', status: 'unknown', severity: 'info',
  }]);
});

test('not applicable: no bucket', () => {
  expect(check(rule, { Topic: { Type: 'AWS::SNS::Topic' } })).toEqual([]);
});
