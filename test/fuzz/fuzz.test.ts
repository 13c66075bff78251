import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as fc from 'fast-check';
import { PROPERTIES } from './properties';

/** Always the same inputs, and small ones: `npm run fuzz` tries others. */
const RUN = { seed: 20_261_129, numRuns: 60, endOnFailure: true };
const LONGEST = 2_000;

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fuzz-'));
afterAll(() => { fs.rmSync(directory, { recursive: true, force: true }); });

test.each(Object.entries(PROPERTIES))('%s', (_, property) => {
  fc.assert(property(LONGEST, path.join(directory, 'files')), RUN);
});
