import { ACTIONS, BUCKET, CALLERS, type Key, OBJECT_KEYS } from './universe';
import type { Random } from './random';
import type { AccessRequest, ContextKeys, ContextValue } from '../../../../src/policy-evaluation';

/** The requests of a small universe: all of them, or as many as asked for where there are more. */
export function requestsOf(random: Random, keys: readonly Key[], objects: boolean, most: number): AccessRequest[] {
  const objectKeys = objects ? OBJECT_KEYS : ['z'];
  const all: (() => AccessRequest | undefined)[] = [];
  const combinations = combinationsOf(keys);
  const size = CALLERS.length * ACTIONS.length * combinations.length;
  for (const { principal, context } of CALLERS) {
    for (const { name: action, onObjects } of ACTIONS) {
      for (const combination of combinations) {
        for (const key of onObjects ? objectKeys : [undefined]) {
          all.push(() => requestFor(principal, action, key === undefined ? BUCKET : `${BUCKET}/${key}`, context, keys, combination));
        }
      }
    }
  }
  const chosen = size * objectKeys.length <= most ? all : Array.from({ length: most }, () => random.one(all));
  return chosen.map((make) => make()).filter((one): one is AccessRequest => one !== undefined);
}

/** For each key the place of its value among those that the key can have. */
function combinationsOf(keys: readonly Key[]): readonly (readonly number[])[] {
  let result: number[][] = [[]];
  for (const key of keys) {
    const most = Math.max(...CALLERS.flatMap(({ principal }) => ACTIONS.map(({ name }) => key.values(principal.kind, name)?.length ?? 1)));
    result = result.flatMap((before) => Array.from({ length: most }, (_, i) => [...before, i]));
  }
  return result;
}

function requestFor(
  principal: AccessRequest['principal'], action: string, resource: string, context: ContextKeys, keys: readonly Key[], places: readonly number[],
): AccessRequest | undefined {
  const values: { [key: string]: ContextValue } = {};
  for (const [i, key] of keys.entries()) {
    const possible = key.values(principal.kind, action);
    if (possible === undefined) {
      if (places[i] > 0) { return undefined; }
      continue;
    }
    if (places[i] >= possible.length) { return undefined; }
    values[key.name] = possible[places[i]];
  }
  return { principal, action, resource, context: { ...context, ...values } };
}
