import { cloudTrailBucketAccessLogging as rule } from '../../../../src/validation/rules/logs/cloud-trail-bucket-access-logging';
import { bucket } from '../support';
import { check, loadBalancer, trail } from './support';

test('compliant: the bucket of the trail has server access logs', () => {
  expect(check(rule, { Trail: trail(), Logs: bucket({ LoggingConfiguration: { DestinationBucketName: 'elsewhere' } }) })).toEqual([]);
});

test('violating: the bucket of the trail has none', () => {
  expect(check(rule, { Trail: trail(), Logs: bucket() })).toEqual([{
    on: 'Logs',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.LoggingConfiguration',
    message: 'The bucket receives CloudTrail logs of Trail and has no server access logs.',
  }]);
});

test('cannot tell: a configuration from a macro', () => {
  expect(check(rule, { Trail: trail(), Logs: bucket({ LoggingConfiguration: { 'Fn::Transform': { Name: 'Macro' } } }) })).toMatchObject([{
    on: 'Logs', status: 'unknown', severity: 'info',
  }]);
});

test.each([
  ['other logs', loadBalancer()],
  ['a bucket elsewhere', trail({ S3BucketName: 'elsewhere' })],
])('not applicable: %s', (_, Source) => {
  expect(check(rule, { Source, Logs: bucket() })).toEqual([]);
});
