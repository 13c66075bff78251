import * as fs from 'fs';
import * as path from 'path';
import { execute } from '../../scripts/consumers/processes';

const FOLDER = path.join(__dirname, '..', '..', 'test-reports', 'browser');

/** Packages that the tests of the browser need and nothing else does, or why they cannot be had. */
export type OnDemand = { readonly folder: string } | { readonly lacking: string };

/** The latest releases, installed by npm; without a network, those of an earlier run. */
export function packagesOnDemand(...names: readonly string[]): OnDemand {
  fs.mkdirSync(FOLDER, { recursive: true });
  fs.writeFileSync(path.join(FOLDER, 'package.json'), JSON.stringify({ name: 'browser-tests', version: '1.0.0', private: true }));
  const { output, status } = execute('npm', ['install', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts', ...names.map((name) => `${name}@latest`)], { cwd: FOLDER });
  const folder = path.join(FOLDER, 'node_modules');
  if (names.every((name) => fs.existsSync(path.join(folder, name, 'package.json')))) { return { folder }; }
  return { lacking: `npm cannot install ${names.join(' and ')} (exit code ${status}): ${output.trim().split('\n')[0]}` };
}
