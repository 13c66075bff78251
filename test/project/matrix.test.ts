import * as fs from 'fs';
import * as path from 'path';
import { NODE_VERSIONS } from '../../projenrc/node-versions';
import type { Cell } from '../../scripts/matrix/cells';
import { refusalOf } from '../../scripts/matrix/checks';
import { table, totals, type Result } from '../../scripts/matrix/table';
import { newestOf, oldestVersion, rangeOf } from '../../scripts/matrix/versions';

const { engines, peerDependencies } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
  engines: { node: string }; peerDependencies: { [name: string]: string };
};

const CELL: Cell = {
  node: '22', cdk: { age: 'oldest', version: '2.271.0', constructs: '10.5.1' }, nag: { age: 'newest', version: '3.0.2' },
};

test('the oldest Node.js is the one that the package accepts', () => {
  expect(engines.node).toBe(`>= ${NODE_VERSIONS[0]}.0.0`);
});

test('the oldest peers are those that the package accepts', () => {
  for (const [name, range] of Object.entries(peerDependencies)) {
    expect(rangeOf(name)).toBe(range);
    expect(`^${oldestVersion(name)}`).toBe(range);
  }
  expect(oldestVersion('cdk-nag')).toMatch(/^3\./);
  expect(() => rangeOf('aws-cdk')).not.toThrow();
  expect(() => rangeOf('nothing')).toThrow('package.json asks for nothing undefined. Fix: write ^ and the oldest version that works.');
});

test.each([
  [['20.9.0', '20.20.2', '20.10.0'], '20.20.2'],
  [['2.9.1', '2.10.0', '2.10.0-rc.1'], '2.10.0'],
  [['3.0.0'], '3.0.0'],
  [['9.9.9', '10.0.0', '10.0.1'], '10.0.1'],
])('of %j the newest is %s', (versions, newest) => {
  expect(newestOf(versions)).toBe(newest);
  expect(newestOf([...versions].reverse())).toBe(newest);
});

test('without a release there is no newest', () => {
  expect(() => newestOf(['1.0.0-alpha'])).toThrow('There is no release among 1.0.0-alpha.');
});

describe('what npm cannot install', () => {
  const conflict = (from: string) => `npm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree\nnpm error peer aws-cdk-lib@"^2.300.0" from ${from}\n`;

  test('is our failure if our package asks for something else', () => {
    expect(refusalOf(conflict('cdk-s3-encryption@0.0.0'))).toEqual({ outcome: 'failed', reason: 'npm cannot install it: ERESOLVE unable to resolve dependency tree' });
    expect(refusalOf(conflict('cdk-nag@3.1.0') + conflict('cdk-s3-encryption@0.0.0'))).toMatchObject({ outcome: 'failed' });
  });

  test('is skipped if cdk-nag does', () => {
    expect(refusalOf(conflict('cdk-nag@3.1.0'))).toEqual({ outcome: 'skipped', reason: 'npm cannot install it: cdk-nag asks for another aws-cdk-lib' });
  });

  test('is skipped if the registry does not answer', () => {
    expect(refusalOf('npm error code ENOTFOUND\nnpm error request to the registry failed\n'))
      .toEqual({ outcome: 'skipped', reason: 'npm cannot install it: request to the registry failed' });
  });

  test('is our failure in every other case', () => {
    expect(refusalOf('npm error code EINVALIDPACKAGENAME\nnpm error no such name\n')).toMatchObject({ outcome: 'failed' });
  });
});

test('the table has a line for each cell, and the sum counts nothing as passed that was skipped', () => {
  const results: Result[] = [
    { cell: CELL, outcome: 'passed', reason: '6 checks', version: '22.23.3' },
    { cell: { ...CELL, node: '24' }, outcome: 'skipped', reason: 'npm cannot install node@24: no' },
  ];
  expect(table(results).split('\n')).toEqual([
    'Node.js  aws-cdk-lib       cdk-nag         Result',
    '22.23.3  2.271.0 (oldest)  3.0.2 (newest)  passed   6 checks',
    '24       2.271.0 (oldest)  3.0.2 (newest)  skipped  npm cannot install node@24: no',
  ]);
  expect(totals(results)).toBe('1 passed, 0 failed, 1 skipped');
});
