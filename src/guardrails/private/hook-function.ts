import * as fs from 'fs';
import * as path from 'path';
import { PACKAGE_DIRECTORY } from '../../library';

/** What `npx projen compile` has bundled. It is not loaded here: constructs and rules don't know of each other. */
const DIRECTORY = path.join(PACKAGE_DIRECTORY, 'lib', 'hook-function');

/** The folder with the function of an `EncryptionHook`, `index.js`, alone. */
export const HOOK_FUNCTION_DIRECTORY = path.join(DIRECTORY, 'bundle');

/** A rule that the function knows, by its name or by a former one. */
export interface HookRule {
  readonly name: string;
  readonly currentName: string;
  /** Whether it can be checked on a resource alone. */
  readonly isOfOneResource: boolean;
}

export interface HookRules {
  readonly rules: readonly HookRule[];
  /** By rule set, the rules that can be checked on a resource alone. */
  readonly rulesOfOneResource: { readonly [ruleSet: string]: readonly string[] };
}

export function hookRules(): HookRules {
  return JSON.parse(fs.readFileSync(path.join(DIRECTORY, 'rules.json'), 'utf8')) as HookRules;
}
