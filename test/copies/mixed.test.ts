import { App } from 'aws-cdk-lib';
import { outcomeOf } from './outcome';
import * as first from '../../src';
import type * as catalogue from '../catalogue';
import { type Library, secondCopy, withLibrary } from '../support/second-copy';

/** Which exports of a library come from the second copy, by their place among them: neighbours, and those further apart. */
const MIXES: [string, (place: number) => boolean][] = [
  ['every second export', (place) => place % 2 === 1],
  ['two of four', (place) => place % 4 > 1],
  ['four of eight', (place) => place % 8 > 3],
];

const second = secondCopy();
const { CATALOGUE, Places } = withLibrary<typeof catalogue>('../catalogue', first);
const SPECIMENS = Object.keys(CATALOGUE);

function mixed(ofSecond: (place: number) => boolean): Library {
  const mix = <Module extends object>(one: Module, other: Module): Module =>
    Object.fromEntries(Object.keys(one).sort().map((name, place) => [name, (ofSecond(place) ? other : one)[name as keyof Module]])) as Module;
  return { ...mix(first, second), mixins: mix(first.mixins, second.mixins) };
}

const expected = new Map(SPECIMENS.map((title) => [title, outcome(CATALOGUE, title)]));

function outcome(specimens: catalogue.Specimens, title: string) {
  const app = new App();
  return outcomeOf(app, () => specimens[title](new Places(app)));
}

test('there are two copies', () => {
  const names = Object.keys(first).filter((name) => name !== 'mixins') as (keyof Library)[];
  expect(names.filter((name) => first[name] === second[name])).toEqual([]);
  expect(SPECIMENS.length).toBeGreaterThan(50);
});

describe.each(MIXES)('classes and enums of two copies are used together as those of one: %s', (_, ofSecond) => {
  const specimens = withLibrary<typeof catalogue>('../catalogue', mixed(ofSecond)).CATALOGUE;

  test.each(SPECIMENS)('%s', (title) => {
    expect(outcome(specimens, title)).toEqual(expected.get(title));
  });
});
