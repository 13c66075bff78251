import { logDestinationSameRegionAndAccount as rule } from '../../../../src/validation/rules/logs/log-destination-same-region-and-account';
import { bucket, judged } from '../support';
import { ENVIRONMENT, logging } from './support';

/** A source and its log bucket in two stacks. */
function across(here: object | undefined, there: object | undefined, Source: object = logging({ DestinationBucketName: 'logs' })) {
  return judged(rule, [
    { name: 'Here', json: { Resources: { Source } }, environment: here },
    { name: 'There', json: { Resources: { Logs: bucket({ BucketName: 'logs' }) } }, environment: there },
  ]);
}

test.each<[string, object | undefined, object | undefined]>([
  ['the same place', ENVIRONMENT, ENVIRONMENT],
  ['stacks that do not say where they are', undefined, undefined],
])('compliant: %s', (_, here, there) => {
  expect(across(here, there)).toEqual([]);
});

test('compliant: one stack', () => {
  expect(judged(rule, [{ name: 'Here', json: { Resources: { Source: logging(), Logs: bucket() } } }])).toEqual([]);
});

test.each([
  ['another Region', { ...ENVIRONMENT, region: 'us-east-1' }, 'Region us-east-1 instead of eu-west-1'],
  ['another account', { ...ENVIRONMENT, account: '444455556666' }, 'account 444455556666 instead of 111122223333'],
  ['both', { region: 'us-east-1', account: '444455556666' }, 'Region us-east-1 instead of eu-west-1 and account 444455556666 instead of 111122223333'],
])('violating: %s', (_, there, difference) => {
  expect(across(ENVIRONMENT, there)).toEqual([{
    on: 'Source',
    status: 'violation',
    severity: 'error',
    property: 'Properties.LoggingConfiguration.DestinationBucketName',
    message: `The bucket delivers its server access logs to Logs in ${difference}.`,
  }]);
});

test('cannot tell: one of the stacks does not say where it is', () => {
  expect(across(ENVIRONMENT, undefined)).toMatchObject([{
    on: 'Source', status: 'unknown', severity: 'warning', message: expect.stringContaining('the template There does not say where it is deployed'),
  }]);
});

test.each([
  ['no logs', bucket()],
  ['a bucket outside the app', logging({ DestinationBucketName: 'elsewhere' })],
])('not applicable: %s', (_, Source) => {
  expect(across(ENVIRONMENT, { ...ENVIRONMENT, region: 'us-east-1' }, Source)).toEqual([]);
});
