import { instant } from '../../src/policy-evaluation/instant';
import { ipAddressMatcher } from '../../src/policy-evaluation/ip-address';

describe('a point in time', () => {
  const DAY = 86_400;
  test.each<[string, number | undefined]>([
    ['1970', 0],
    ['1971', 365 * DAY],
    ['1970-02', 31 * DAY],
    ['1970-01-02', DAY],
    ['1970-01-01T00:01', 60],
    ['1970-01-01T00:01Z', 60],
    ['1970-01-01T00:00:01', 1],
    ['1970-01-01T00:00:01Z', 1],
    ['1970-01-01T00:00:00.5Z', 0.5],
    ['1970-01-01T01:00:00+01:00', 0],
    ['1970-01-01T00:00:00-01:30', 5400],
    ['12345', 12_345],
    ['123', 123],
    ['1.5', 1.5],
    ['', undefined],
    ['x1970', undefined],
    ['1970x', undefined],
    ['1.', undefined],
    ['.5', undefined],
    ['-5', undefined],
    ['5x', undefined],
    ['1970-1-1', undefined],
    ['1970-13-01', undefined],
    ['1970-01-01Z', undefined],
    ['1970-01-01T00Z', undefined],
    ['1970-01-01T00:00:00.Z', undefined],
    ['1970-01-01 00:00', undefined],
    ['1970-01-01T25:00Z', undefined],
  ])('%s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });
});

describe('a range of addresses', () => {
  test.each<[string, string, boolean]>([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.0/32', '10.0.0.0', true],
    ['10.0.0.0/32', '10.0.0.1', false],
    ['10.0.0.0', '10.0.0.0', true],
    ['10.0.0.0', '10.0.0.1', false],
    ['0.0.0.0/0', '203.0.113.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '203.0.113.1', false],
    ['::/0', '2001:db8::1', true],
    ['2001:DB8::/32', '2001:db8:1::1', true],
    ['2001:db8::/128', '2001:db8::1', false],
    ['2001:db8::', '2001:db8::', true],
    ['2001:db8::', '2001:db8::1', false],
    ['10.0.0.0/8', 'x', false],
    ['10.0.0.0/8', '', false],
  ])('%s has %s: %s', (range, address, expected) => {
    expect(ipAddressMatcher(range)!(address)).toBe(expected);
  });

  test.each(['', 'x', '10.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/1234', '10.0.0.0/-1', '2001:db8::/129', ' 10.0.0.0', '10.0.0.0 ', '10.0.0.0/8x', '*', '10.0.0.256'])('%j is none', (range) => {
    expect(ipAddressMatcher(range)).toBeUndefined();
  });
});
