/**
 * Uses the npm package with each supported version of Node.js, and the oldest and the newest `aws-cdk-lib` and `cdk-nag`, in every
 * combination, and prints a table of what came of them.
 *
 * `npm run test:matrix -- --node 22 --aws-cdk-lib oldest --cdk-nag newest` tries these cells only. What cannot be had, and a combination
 * that npm refuses, is skipped with its reason, and never counted as passed.
 */
// docs/decisions/0096
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { parseArgs } from 'util';
import { ROOT } from './consumers/packages';
import { must } from './consumers/processes';
import { AGES, cells, type Cell } from './matrix/cells';
import { tryCell } from './matrix/checks';
import { Nodes } from './matrix/nodes';
import { table, totals, type Result } from './matrix/table';
import { NODE_VERSIONS } from '../projenrc/node-versions';

const CHOICES = { 'node': NODE_VERSIONS, 'aws-cdk-lib': AGES, 'cdk-nag': AGES };

function main(): number {
  const { values } = parseArgs({
    options: { 'node': { type: 'string' }, 'aws-cdk-lib': { type: 'string' }, 'cdk-nag': { type: 'string' }, 'keep': { type: 'boolean' } },
  });
  for (const [option, choices] of Object.entries(CHOICES)) {
    const asked = values[option as keyof typeof CHOICES];
    if (asked !== undefined && !choices.some((choice) => choice === asked)) {
      console.error(`--${option} is ${asked}. Fix: choose from ${choices.join(', ')}.`);
      return 1;
    }
  }

  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'matrix-'));
  try {
    must('npm', ['pack', '--ignore-scripts', '--pack-destination', directory], { cwd: ROOT });
    const tarball = path.join(directory, fs.readdirSync(directory).find((file) => file.endsWith('.tgz'))!);
    const nodes = new Nodes(path.join(directory, 'node'));
    const asked = (cell: Cell) => [[values.node, cell.node], [values['aws-cdk-lib'], cell.cdk.age], [values['cdk-nag'], cell.nag.age]]
      .every(([wanted, has]) => wanted === undefined || wanted === has);
    const results = cells(NODE_VERSIONS).filter(asked).map((cell, index): Result => {
      const outcome = tryCell(cell, { tarball, nodes, directory: path.join(directory, String(index)), keep: values.keep });
      return { cell, ...outcome };
    });
    console.log(`\n${table(results)}\n\n${totals(results)}`);
    return results.some(({ outcome }) => outcome === 'failed') || !results.some(({ outcome }) => outcome === 'passed') ? 1 : 0;
  } finally {
    if (values.keep) { console.log(`Kept: ${directory}`); } else { fs.rmSync(directory, { recursive: true, force: true }); }
  }
}

process.exitCode = main();
