import { isIP } from 'node:net';
import { type KeyFacts, ValueKind } from './key-facts';
import type { Test } from './tests';
import { instant } from '../instant';

/** Values of a key, one at least of each sort that some tests tell from others. */
export interface Candidates {
  readonly values: readonly string[];
  /** Whether there is no other sort: what holds for none of these holds for nothing. */
  readonly complete: boolean;
}

const ADDRESS = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/;

/** How many numbers a group of an IPv6 address can be. */
const GROUP = 65_536n;

/** Of a key that nothing is asked of but to be there. */
const SOME_NUMBER = 1;
const SOME_DATE = 1_893_456_000;

/** Documentation addresses, which no policy is likely to name. */
const SOME_ADDRESSES = ['203.0.113.7', '2001:db8::7'];

export function candidatesFor(tests: readonly Test[], facts: KeyFacts): Candidates {
  const constants = tests.flatMap((test) => test.constants);
  const byText = tests.filter((test) => test.text !== undefined);
  // Of texts that are compared as such the constants are all that is told apart, but for wildcards and other spellings.
  const isToldByText = byText.some(({ operator, text }) => operator.includes('like') || operator.startsWith('arn') || (text?.holed.size ?? 0) > 0);
  switch (facts.kind) {
    case ValueKind.BOOLEAN: return { values: ['true', 'false'], complete: true };
    case ValueKind.NUMBER: return { values: [...constants, ...between([...constants.flatMap(numberOf), SOME_NUMBER])], complete: !isToldByText };
    case ValueKind.DATE: {
      const points = [...constants.flatMap((text) => instant(text) ?? []), facts.least ?? SOME_DATE];
      const values = between(points).filter((text) => facts.least === undefined || Number(text) >= facts.least);
      return { values, complete: byText.length === 0 };
    }
    case ValueKind.ADDRESS: return { values: [...SOME_ADDRESSES, ...addresses(constants)], complete: !isToldByText };
    case ValueKind.TEXT: return {
      values: ['true', 'false', ...constants.map(withoutWildcards), ...between(constants.flatMap(numberOf)), ...addresses(constants)],
      complete: false,
    };
  }
}

function withoutWildcards(text: string): string {
  return text.replace(/[*?]/g, 'x');
}

function numberOf(text: string): number[] {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [];
}

/** The numbers themselves, one between each two of them, and one on either side. */
function between(numbers: readonly number[]): string[] {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  if (sorted.length === 0) { return []; }
  const result = [sorted[0] - 1];
  for (const [i, number] of sorted.entries()) {
    result.push(number, i + 1 < sorted.length ? (number + sorted[i + 1]) / 2 : number + 1);
  }
  return result.filter((number) => number >= 0).map((number) => String(Number(number.toFixed(6))));
}

/** The first address of each range and the first behind it: between two of these no range begins or ends. */
function addresses(ranges: readonly string[]): string[] {
  const result: string[] = [];
  for (const range of ranges) {
    const [, network, prefix] = ADDRESS.exec(range) ?? [];
    const version = network === undefined ? 0 : isIP(network);
    if (version === 0) { continue; }
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix);
    if (length > bits) { continue; }
    const size = 2n ** BigInt(bits - length);
    const first = (numberOfAddress(network, version) / size) * size;
    const behind = first + size;
    result.push(textOfAddress(first, version));
    if (behind < 2n ** BigInt(bits)) { result.push(textOfAddress(behind, version)); }
    result.push(textOfAddress(0n, version));
  }
  return result.filter((address) => isIP(address) !== 0);
}

function numberOfAddress(text: string, version: number): bigint {
  if (version === 4) { return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n); }
  const [head, tail] = text.includes('::') ? text.split('::') : [text, undefined];
  const groups = (part: string | undefined) => (part === undefined || part === '' ? [] : part.split(':').flatMap((group) => {
    if (!group.includes('.')) { return [BigInt(`0x${group}`)]; }
    const four = numberOfAddress(group, 4);
    return [four / GROUP, four % GROUP];
  }));
  const [left, right] = [groups(head), groups(tail)];
  const all = tail === undefined ? left : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0n), ...right];
  return all.reduce((sum, group) => sum * GROUP + group, 0n);
}

function textOfAddress(value: bigint, version: number): string {
  if (version === 4) { return [3n, 2n, 1n, 0n].map((place) => String((value / 256n ** place) % 256n)).join('.'); }
  return Array.from({ length: 8 }, (_, i) => ((value / GROUP ** BigInt(7 - i)) % GROUP).toString(16)).join(':');
}
