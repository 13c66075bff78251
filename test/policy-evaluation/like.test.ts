import { isLike } from '../../src/policy-evaluation';

test.each([
  ['orders', 'orders', true],
  ['orders-2026', 'orders-*', true],
  ['orders-7', 'orders-?', true],
  ['orders-17', 'orders-?', false],
  ['my.orders', '*.orders', true],
  // A dot is a dot.
  ['my-orders', 'my.orders', false],
  ['orders', '*', true],
  ['', '*', true],
  ['orders', 'order', false],
])('whether %s is like %s: %s', (text, pattern, expected) => {
  expect(isLike(text, pattern)).toBe(expected);
});

// docs/decisions/0078
test('a pattern of many stars does not take longer than others', () => {
  expect(isLike('a'.repeat(60), `${'*a'.repeat(30)}*b`)).toBe(false);
});
