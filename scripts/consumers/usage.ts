import * as fs from 'fs';
import * as path from 'path';
import { ROOT } from './packages';
import type { Result } from './processes';
import type { Workspace } from './workspace';

/** What the programs in `usage/` check: what the example app does not use, in languages that call the library through jsii. */
export const USAGE = [
  'mixins',
  'mixins, with the method of the construct',
  'the plugin, called',
  'the plugin with a rule set',
  'the aspect',
  'a rule of one\'s own',
  'a mixin of one\'s own',
  'an aspect of one\'s own',
  'a grantee of one\'s own',
  'a value that is produced late',
  'an error about a construct',
  'an error about a value',
];

/** Copies the program of a language into a project. */
export function copyUsage(file: string, to: string): void {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(path.join(ROOT, 'scripts', 'consumers', 'usage', file), to);
}

/** Records what such a program has printed: "passed: NAME", or "failed: NAME: what is wrong". */
export function recordUsage(workspace: Workspace, { status, output }: Result): void {
  // Maven resets the colors of the terminal whether or not there are any.
  const printed = new Map([...output.replace(/\x1b\[\d*m/g, '').matchAll(/^(passed|failed): (.+)$/gm)].flatMap(([, result, text]) => {
    const name = USAGE.find((one) => text === one || text.startsWith(`${one}: `));
    return name === undefined ? [] : [[name, { result, text }] as const];
  }));
  for (const name of USAGE) {
    workspace.check(name, () => {
      const line = printed.get(name);
      if (line === undefined) { throw new Error(`The program exited with ${status} and said nothing of it:\n${output}`); }
      if (line.result !== 'passed') { throw new Error(line.text); }
    });
  }
}
