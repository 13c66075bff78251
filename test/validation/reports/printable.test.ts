import * as fc from 'fast-check';
import { json, jsonPieces, printable } from '../../../src/validation/reports/printable';

/** Control characters, line and paragraph separators, and Bidi_Control of Unicode. */
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((char) => UNSHOWN.test(char));

test('control and direction characters are written out, and no others', () => {
  expect(all.length).toBe(65 + 2 + 12);
  for (const char of all) { expect(printable(`a${char}b`)).toBe(`a\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}b`); }
  const others = Array.from({ length: 0xd800 }, (_, code) => String.fromCharCode(code)).filter((char) => !UNSHOWN.test(char)).join('');
  expect(printable(others)).toBe(others);
});

test('in JSON they are escapes of JSON', () => {
  const value = { [all.join('')]: all };
  expect(json(value).replace(/\n/g, '')).not.toMatch(UNSHOWN);
  expect(JSON.parse(json(value))).toEqual(value);
});

function* each<T>(list: readonly T[]): Generator<T> { yield* list; }

test('pieces are what JSON.stringify writes', () => {
  const safe = (text: string) => text.split('\n').map(printable).join('\n');
  fc.assert(fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), (list, value) => {
    const expected = JSON.stringify({ version: 1, none: undefined, list, value, deep: [{ list }] }, undefined, 2);
    const lazy = { version: 1, none: undefined, list: each(list), value, deep: [{ list: each(list) }] };
    expect([...jsonPieces(lazy)].join('')).toBe(safe(expected));
  }));
});
