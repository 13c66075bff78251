import { logDestinationNotSelf as rule } from '../../../../src/validation/rules/logs/log-destination-not-self';
import { bucket, IF, when } from '../support';
import { check, logging } from './support';

const OWN = 'Properties.LoggingConfiguration.DestinationBucketName';

test('compliant: another bucket', () => {
  expect(check(rule, { Source: logging(), Logs: bucket() })).toEqual([]);
});

test.each<[string, object, string, string?]>([
  ['its own name', logging(), OWN],
  ['its own name in one branch of a condition', logging({ DestinationBucketName: IF('elsewhere', { Ref: 'Logs' }) }), OWN, 'Condition is false'],
  ['its literal name', bucket({ BucketName: 'logs', LoggingConfiguration: { DestinationBucketName: 'logs' } }), OWN],
  ['a prefix alone', bucket({ LoggingConfiguration: { LogFilePrefix: 'own/' } }), 'Properties.LoggingConfiguration'],
])('violating: %s', (_, Logs, property, words = '') => {
  expect(check(rule, { Logs })).toEqual([{
    on: 'Logs', status: 'violation', severity: 'warning', property, message: `The bucket delivers its server access logs to itself.${when(words)}`,
  }]);
});

test('cannot tell: a name that is imported from elsewhere', () => {
  expect(check(rule, { Logs: logging({ DestinationBucketName: { 'Fn::ImportValue': 'elsewhere' } }) })).toMatchObject([{
    on: 'Logs', status: 'unknown', severity: 'info', message: expect.stringMatching(/^It cannot be determined whether the bucket delivers .* to itself: .+\.$/),
  }]);
});

test('not applicable: no server access logs', () => {
  expect(check(rule, { Logs: bucket() })).toEqual([]);
});
