/**
 * Compiles the code examples of README.md, docs/ and the docstrings, translates them to the languages of jsii, and writes the
 * tablet from which jsii-pacmak and documentation sites take the translations.
 *
 * Fails where an example doesn't compile, or a translation is known to be wrong.
 */
import * as path from 'path';
import { ROOT, snippetsOfDocs, snippetsOfPackage } from './snippets/collect';
import { pythonProblems } from './snippets/python-syntax';
import { LanguageTablet } from './snippets/rosetta';
import { fingerprinted, translate } from './snippets/translate';
import { wrongForms } from './snippets/wrong-forms';

async function main(): Promise<void> {
  const ofPackage = await snippetsOfPackage();
  const ofDocs = snippetsOfDocs();
  const { translations, translated, problems } = translate([...ofPackage, ...ofDocs]);
  const all = [...problems, ...translations.flatMap(wrongForms), ...pythonProblems(translations)];

  const tablet = new LanguageTablet();
  tablet.addSnippets(...fingerprinted(translated.slice(0, ofPackage.length)));
  await tablet.save(path.join(ROOT, '.jsii.tabl.json'));

  for (const problem of all) { console.error(`${problem}\n`); }
  console.log(`${translations.length} code examples, ${all.length} problems`);
  process.exitCode = all.length > 0 ? 1 : 0;
}

void main();
