import { matchesEventPattern } from './event-pattern';

/** The examples of EventBridge's user guide, and what is next to them. */
const EVENT = {
  'version': '0',
  'detail-type': 'EC2 Instance State-change Notification',
  'source': 'aws.ec2',
  'region': 'us-west-1',
  'resources': ['arn:aws:ec2:us-west-1:123456789012:instance/i-abcd1111', 'arn:aws:ec2:us-west-1:123456789012:instance/i-abcd2222'],
  'detail': {
    'instance-id': 'i-abcd1111',
    'state': 'initializing',
    'c-count': 5,
    'd-count': 3,
    'x-limit': 3.018e2,
    'empty': '',
    'nothing': null,
    'FileName': 'lib/image.png',
    'tags': [{ key: 'a', value: '1' }, { key: 'b', value: '2' }],
  },
};

test.each<[string, object, boolean]>([
  ['an equal value', { source: ['aws.ec2'] }, true],
  ['another value', { source: ['aws.s3'] }, false],
  ['one of several values', { source: ['aws.s3', 'aws.ec2'] }, true],
  ['case', { source: ['AWS.EC2'] }, false],
  ['all fields', { 'source': ['aws.ec2'], 'detail-type': ['another'] }, false],
  ['a field that is not there', { account: ['123456789012'] }, false],
  ['a value in an array of the event', { resources: ['arn:aws:ec2:us-west-1:123456789012:instance/i-abcd2222'] }, true],
  ['no value in an array of the event', { resources: ['arn:aws:ec2:us-west-1:123456789012:instance/i-other'] }, false],
  ['a field of objects in an array', { detail: { tags: { key: ['b'] } } }, true],
  ['fields of one object in an array', { detail: { tags: { key: ['b'], value: ['2'] } } }, true],
  ['fields of different objects in an array', { detail: { tags: { key: ['a'], value: ['2'] } } }, false],
  ['prefix', { region: [{ prefix: 'us-' }] }, true],
  ['another prefix', { region: [{ prefix: 'eu-' }] }, false],
  ['suffix', { detail: { FileName: [{ suffix: '.png' }] } }, true],
  ['ignoring case', { source: [{ 'equals-ignore-case': 'AWS.EC2' }] }, true],
  ['anything but', { detail: { state: [{ 'anything-but': 'terminated' }] } }, true],
  ['anything but this', { detail: { state: [{ 'anything-but': ['terminated', 'initializing'] }] } }, false],
  ['anything but a prefix', { detail: { state: [{ 'anything-but': { prefix: 'init' } }] } }, false],
  ['anything but, where nothing is', { detail: { other: [{ 'anything-but': 'x' }] } }, false],
  ['numbers in a range', { detail: { 'c-count': [{ numeric: ['>', 0, '<=', 5] }] } }, true],
  ['numbers out of it', { detail: { 'c-count': [{ numeric: ['>', 0, '<', 5] }] } }, false],
  ['equal numbers', { detail: { 'x-limit': [{ numeric: ['=', 301.8] }] } }, true],
  ['existing', { detail: { state: [{ exists: true }] } }, true],
  ['not existing', { detail: { errorCode: [{ exists: false }] } }, true],
  ['not existing, but it does', { detail: { state: [{ exists: false }] } }, false],
  ['not existing below what does not exist', { detail: { none: { at: { all: [{ exists: false }] } } } }, true],
  ['null', { detail: { nothing: [null] } }, true],
  ['the empty text', { detail: { empty: [''] } }, true],
  ['wildcard', { detail: { FileName: [{ wildcard: 'lib/*.png' }] } }, true],
  ['another wildcard', { detail: { FileName: [{ wildcard: 'bin/*' }] } }, false],
  ['one alternative', { $or: [{ source: ['aws.s3'] }, { region: ['us-west-1'] }] }, true],
  ['no alternative', { $or: [{ source: ['aws.s3'] }, { region: ['eu-west-1'] }] }, false],
])('%s', (_, pattern, matches) => {
  expect(matchesEventPattern(pattern, EVENT)).toBe(matches);
});

test('what is not understood is no match in silence', () => {
  expect(() => matchesEventPattern({ source: [{ cidr: '10.0.0.0/24' }] }, EVENT)).toThrow(/cidr/);
  expect(() => matchesEventPattern({ source: 'aws.ec2' }, EVENT)).toThrow(/a list or an object/);
});
