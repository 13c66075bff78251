import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import { buildSync } from 'esbuild';
import { bundleNotices } from '../bundle-notices';

const ROOT = path.join(__dirname, '..', '..');
const DIRECTORY = path.join(ROOT, 'lib', 'hook-function');

/** The function of `EncryptionHook`, alone in its folder, which is what AWS Lambda gets. */
export const HOOK_FUNCTION = path.join(DIRECTORY, 'bundle', 'index.js');

/** The names of the rules that it knows, and which of them it can check on a resource alone, for the construct. */
export const HOOK_RULES = path.join(DIRECTORY, 'rules.json');

/** What is bundled of others, and under which licence: copies carry the notices. */
const BUNDLED = ['yaml'];

// docs/decisions/0120
/** Bundles the function of `EncryptionHook`, with the rules, into one file. Writes nothing where the file is the same already. */
export function bundleHookFunction(): void {
  const { outputFiles: [{ text }] } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [path.join(ROOT, 'src', 'hook-function', 'lambda.ts')],
    bundle: true,
    minify: true,
    write: false,
    // Names of classes and functions are in messages of errors, and in stacks.
    keepNames: true,
    platform: 'node',
    format: 'cjs',
    // The oldest runtime that the construct can choose.
    target: 'node20',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: bundleNotices(BUNDLED) },
  });
  if (fs.existsSync(HOOK_RULES) && fs.existsSync(HOOK_FUNCTION) && fs.readFileSync(HOOK_FUNCTION, 'utf8') === text) { return; }
  write(HOOK_FUNCTION, text);
  const { rulesForTheConstruct } = createRequire(HOOK_FUNCTION)(HOOK_FUNCTION) as { rulesForTheConstruct(): object };
  write(HOOK_RULES, `${JSON.stringify(rulesForTheConstruct(), undefined, 2)}\n`);
}

/** At once: tests may read the file in other processes. */
function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, file);
}
