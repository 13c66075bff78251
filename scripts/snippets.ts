/**
 * Compiles the code examples of README.md, docs/ and the docstrings, translates them to the languages of jsii, and writes the
 * tablet from which jsii-pacmak and documentation sites take the translations.
 *
 * Fails where an example doesn't compile, or a translation is known to be wrong. Options:
 *
 * - `--python PYTHON`: runs the translations with the Python of a virtual environment that has the package; `--types` asks mypy, too
 * - `--go FILE`, `--java FILE`: writes the translations as one program, to be compiled where the package is
 * - `--json FILE`: writes all translations, for `npm run test:consumers`
 */
import * as fs from 'fs';
import * as path from 'path';
import { parseArgs } from 'util';
import { goProgram } from './consumers/go-snippets';
import { javaProgram } from './consumers/java-snippets';
import { runPythonSnippets } from './consumers/python-snippets';
import { ROOT } from './snippets/collect';
import { type Translation, translatedExamples } from './snippets/examples';
import { LanguageTablet } from './snippets/rosetta';
import { fingerprinted } from './snippets/translate';

const { values: options } = parseArgs({
  options: { python: { type: 'string' }, types: { type: 'boolean' }, go: { type: 'string' }, java: { type: 'string' }, json: { type: 'string' } },
});

async function main(): Promise<void> {
  const { translations, ofPackage, problems } = await translatedExamples();
  const tablet = new LanguageTablet();
  tablet.addSnippets(...fingerprinted(ofPackage));
  await tablet.save(path.join(ROOT, '.jsii.tabl.json'));
  if (options.go !== undefined) { fs.writeFileSync(options.go, goProgram(translations)); }
  if (options.java !== undefined) { fs.writeFileSync(options.java, javaProgram(translations)); }
  if (options.json !== undefined) { fs.writeFileSync(options.json, JSON.stringify(translations)); }

  const all = [...problems, ...inPython(translations)];
  for (const problem of all) { console.error(`${problem}\n`); }
  console.log(`${translations.length} code examples, ${all.length} problems`);
  process.exitCode = all.length > 0 ? 1 : 0;
}

function inPython(translations: readonly Translation[]): string[] {
  if (options.python === undefined) { return []; }
  const { ran, problems } = runPythonSnippets(translations, { python: options.python, types: options.types });
  console.log(`${ran} code examples were run in Python`);
  return problems;
}

void main();
