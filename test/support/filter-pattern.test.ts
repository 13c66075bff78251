import { matchesFilterPattern } from './filter-pattern';

/** The event with which CloudWatch Logs' user guide explains its patterns. */
const EVENT = {
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [{ name: 'a', id: 1 }, { name: 'b', id: 2 }],
  SomeObject: null,
  cluster: { name: 'c' },
  bandwidth: 75,
  readOnly: false,
  ManagementEvent: true,
};

test.each<[string, boolean]>([
  ['{ $.eventType = "UpdateTrail" }', true],
  ['{ $.eventType = UpdateTrail }', true],
  ['{ $.eventType = "Update*" }', true],
  ['{ $.eventType = "*" }', true],
  ['{ $.missing = "*" }', false],
  ['{ $.sourceIPAddress != 123.123.* }', true],
  ['{ $.sourceIPAddress != 111.111.* }', false],
  ['{ $.missing != "x" }', false],
  ['{ $.arrayKey[0] = "value" }', true],
  ['{ $.objectList[1].id = 2 }', true],
  ['{ $.bandwidth > 50 }', true],
  ['{ $.bandwidth <= 50 }', false],
  ['{ $.SomeObject IS NULL }', true],
  ['{ $.eventType IS NULL }', false],
  ['{ $.SomeOtherObject NOT EXISTS }', true],
  ['{ $.cluster.name NOT EXISTS }', false],
  ['{ $.readOnly IS FALSE }', true],
  ['{ $.ManagementEvent IS TRUE }', true],
  ['{ $.ManagementEvent IS FALSE }', false],
  ['{ ($.eventType = "UpdateTrail") && ($.bandwidth = 75) }', true],
  ['{ ($.eventType = "UpdateTrail") && ($.bandwidth = 76) }', false],
  ['{ ($.eventType = "Other") || ($.bandwidth = 75) }', true],
  ['{ ($.eventType = "UpdateTrail") || ($.bandwidth = 75) && ($.readOnly IS TRUE) }', true],
  ['{ (($.eventType = "UpdateTrail") || ($.bandwidth = 75)) && ($.readOnly IS TRUE) }', false],
])('%s', (pattern, matches) => {
  expect(matchesFilterPattern(pattern, EVENT)).toBe(matches);
});

test.each(['ERROR', '{ eventType = "x" }', '{ $.a ~ "x" }', '{ ($.a = 1 }', '{ $.a = 1 $.b = 2 }', '{ $.a IS SOMETHING }'])('%s is not understood', (pattern) => {
  expect(() => matchesFilterPattern(pattern, EVENT)).toThrow();
});
