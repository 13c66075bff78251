import { App } from 'aws-cdk-lib';
import { type Action, everyAction } from './actions';
import { Attack } from './attack';
import { Estate } from './estate';
import type { Promised } from './promise';
import { PROMISES, unpromised } from './promises';
import { report } from './report';
import { CATALOGUE, Places } from '../catalogue';

// docs/decisions/0047
/**
 * Every construct in every mode, against whoever should not get in: strangers, services that a stranger makes ask, other
 * accounts, own roles without rights, own roles through another bucket, Region or service, own administrators. Whatever
 * any of them is allowed has to be promised.
 */
let actions: readonly Action[];
let tried = 0;
const kept = new Set<Promised>();
const attacked = new Set<string>();

beforeAll(async () => { actions = await everyAction(); });

test.each(Object.keys(CATALOGUE))('%s', (title) => {
  const app = new App();
  CATALOGUE[title](new Places(app));
  const estate = new Estate(app);
  expect(estate.unread).toEqual([]);
  expect(estate.openedByAcl.filter(() => !/cloudFrontLegacy/.test(title))).toEqual([]);
  const attack = new Attack(title, estate, actions);
  attacked.add(title);
  tried += attack.tried;
  const faults = report(unpromised(attack.findings, kept));
  if (faults.length > 0) { throw new Error(`not promised to anybody:\n\n${faults.join('\n\n')}`); }
});

describe('when all have been attacked', () => {
  const all = () => attacked.size === Object.keys(CATALOGUE).length;

  test('every promise is one that something needs', () => {
    expect(all() ? PROMISES.filter((promise) => !kept.has(promise)).map(({ why, specimens, actions: names }) => `${why} (${String(specimens)}: ${names.join(', ')})`) : []).toEqual([]);
  });

  test('there were many requests', () => {
    expect(all() ? tried : Infinity).toBeGreaterThan(400_000);
  });
});
