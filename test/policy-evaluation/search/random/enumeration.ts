import type { Random } from './random';
import { ACTIONS, BUCKET, CALLERS, type Key, OBJECT_KEYS } from './universe';
import type { AccessRequest, ContextKeys, ContextValue } from '../../../../src/policy-evaluation';
import { PrincipalKind } from '../../../../src/policy-evaluation/principal';

/** The requests of a small universe: all of them, or as many as asked for where there are more. */
export function* requestsOf(random: Random, keys: readonly Key[], objects: boolean, most: number): Generator<AccessRequest> {
  const objectKeys = objects ? OBJECT_KEYS : ['z'];
  const combinations = combinationsOf(keys);
  const sizes = [CALLERS.length, ACTIONS.length, combinations.length, objectKeys.length];
  const size = sizes.reduce((product, one) => product * one);
  for (let i = 0; i < Math.min(size, most); i++) {
    let place = size <= most ? i : random.below(size);
    const [caller, action, combination, object] = sizes.map((one) => {
      const at = place % one;
      place = Math.floor(place / one);
      return at;
    });
    const { principal, context } = CALLERS[caller];
    const { name, onObjects } = ACTIONS[action];
    const request = requestFor(principal, name, onObjects ? `${BUCKET}/${objectKeys[object]}` : BUCKET, context, keys, combinations[combination]);
    if (request !== undefined) { yield request; }
  }
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
  // Requests come through a VPC endpoint or from an address.
  const [address, vpc] = [values['aws:SourceIp'], values['aws:SourceVpc']];
  if (principal.kind !== PrincipalKind.SERVICE && address !== undefined && vpc !== undefined && (address === null) === (vpc === null)) {
    return undefined;
  }
  return { principal, action, resource, context: { ...context, ...values } };
}
