import { snippetsOfDocs, snippetsOfPackage } from './collect';
import { pythonProblems } from './python-syntax';
import type { TranslatedSnippet } from './rosetta';
import { translate, type Translation } from './translate';
import { wrongForms } from './wrong-forms';

export type { Translation } from './translate';

export interface Examples {
  /** All examples, each in every language. */
  readonly translations: Translation[];
  /** Those of the package, as the tablet of rosetta has them. */
  readonly ofPackage: TranslatedSnippet[];
  /** What doesn't compile in TypeScript, and what is known to be wrong in another language. */
  readonly problems: string[];
}

/** The code examples of README.md, docs/ and the docstrings. Docstrings and README are read from `.jsii`: compile before. */
export async function translatedExamples(): Promise<Examples> {
  const ofPackage = await snippetsOfPackage();
  const { translations, translated, problems } = translate([...ofPackage, ...snippetsOfDocs()]);
  return {
    translations,
    ofPackage: translated.slice(0, ofPackage.length),
    problems: [...problems, ...translations.flatMap(wrongForms), ...pythonProblems(translations)],
  };
}
