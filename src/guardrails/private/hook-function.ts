import * as fs from 'fs';
import * as path from 'path';
import { PACKAGE_DIRECTORY } from '../../library';

/** What `npx projen compile` has bundled. It is not loaded here: constructs and rules don't know of each other. */
const DIRECTORY = path.join(PACKAGE_DIRECTORY, 'lib', 'hook-function');

/** The folder with the function of an `EncryptionHook`, `index.js`, alone. */
export const HOOK_FUNCTION_DIRECTORY = path.join(DIRECTORY, 'bundle');

/** The names of the rules that the function knows. */
export function hookRuleNames(): readonly string[] {
  return JSON.parse(fs.readFileSync(path.join(DIRECTORY, 'rules.json'), 'utf8')) as string[];
}
