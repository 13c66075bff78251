/**
 * Gives random and hostile inputs to everything that reads what strangers write.
 *
 * FUZZ_SEED begins with other inputs, FUZZ_RUNS is how many there are for each property, FUZZ_SIZE how long a text can get,
 * and FUZZ_ONLY a part of the name of the only property to try. A seed reproduces its inputs. Ends with 1 where something
 * does not hold.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as fc from 'fast-check';
import { PROPERTIES } from '../test/fuzz/properties';

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const RUNS = Number(process.env.FUZZ_RUNS ?? 1_000);
const SIZE = Number(process.env.FUZZ_SIZE ?? 20_000);
const ONLY = process.env.FUZZ_ONLY ?? '';

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fuzz-'));
/** What was tried last, for inputs that never end. */
const last = path.join(directory, 'last-input.json');

console.log(`FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS} FUZZ_SIZE=${SIZE}; the input of the moment: ${last}`);
let broken = 0;
for (const [what, property] of Object.entries(PROPERTIES)) {
  if (!what.includes(ONLY)) { continue; }
  const before = process.cpuUsage();
  const tried = property(SIZE, path.join(directory, 'files'), (input) => { fs.writeFileSync(last, JSON.stringify(input)); });
  const result = fc.check(tried, { seed: SEED, numRuns: RUNS, endOnFailure: process.env.FUZZ_SHRINK === undefined });
  const { user } = process.cpuUsage(before);
  console.log(`${result.failed ? 'BROKEN' : 'holds'}: ${what} (${result.numRuns} runs, ${(user / 1e6).toFixed(0)} s)`);
  if (!result.failed) { continue; }
  broken++;
  const file = path.join(directory, `broken-${broken}.json`);
  fs.writeFileSync(file, JSON.stringify(result.counterexample, undefined, 2));
  console.log(`  ${file}, path ${result.counterexamplePath}\n  ${String((result.errorInstance as Error | undefined)?.stack ?? result.errorInstance).slice(0, 3_000)}`);
}
if (broken === 0) { fs.rmSync(directory, { recursive: true }); }
process.exitCode = broken === 0 ? 0 : 1;
