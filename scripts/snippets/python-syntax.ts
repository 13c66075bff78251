import { spawnSync } from 'child_process';
import type { Translation } from './translate';

const COMPILE = `
import json, sys
for snippet in json.load(sys.stdin):
    try:
        compile(snippet["python"], snippet["place"], "exec")
    except SyntaxError as error:
        print(f"{snippet['place']}: python: {error}\\n{snippet['python']}", end="\\0")
`;

/** What Python cannot parse. Nothing where there is no Python, which is said. */
export function pythonProblems(translations: readonly Translation[]): string[] {
  const { error, status, stdout, stderr } = spawnSync('python3', ['-c', COMPILE], { input: JSON.stringify(translations), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (error) {
    console.warn('SKIPPED: the translations to Python are not parsed, because this machine has no python3.');
    return [];
  }
  if (status !== 0) { throw new Error(`python3 exited with ${status}:\n${stderr}`); }
  return stdout.split('\0').filter((problem) => problem !== '');
}
