import * as fs from 'fs';
import * as path from 'path';
import { type Assembly, readAssembly } from '../../scripts/consumers/jsii-assembly';

export * from '../../scripts/consumers/jsii-assembly';

const ROOT = path.join(__dirname, '..', '..');

/** What jsii knows of this library: what users of every language get. */
export function assembly(): Assembly {
  if (!fs.existsSync(path.join(ROOT, '.jsii'))) { throw new Error('There is no .jsii: run "npx projen compile" first.'); }
  return readAssembly(ROOT);
}
