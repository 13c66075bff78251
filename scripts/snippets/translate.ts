import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as ts from 'typescript';
import { placeOf, ROOT } from './collect';
import { CSharp } from './languages/csharp';
import { Go } from './languages/go';
import { asJavaNames, Java } from './languages/java';
import { Python } from './languages/python';
import {
  BatchSnippetTranslator, completeSource, CSharpVisitor, GoVisitor, JavaVisitor, loadAssemblies, PythonVisitor, TargetLanguage,
  TranslatedSnippet, TypeFingerprinter, type TypeScriptSnippet,
} from './rosetta';

/** One snippet in the languages that it is translated to. */
export interface Translation {
  /** Where the snippet stands. */
  readonly place: string;
  readonly typescript: string;
  readonly python: string;
  readonly java: string;
  readonly csharp: string;
  readonly go: string;
}

export interface Translated {
  readonly translations: Translation[];
  /** As the tablet of rosetta has them. */
  readonly translated: TranslatedSnippet[];
  /** What doesn't compile, or cannot be translated. */
  readonly problems: string[];
}

// docs/decisions/0091
/** Compiles snippets, all in one program, and translates them. */
export function translate(snippets: readonly TypeScriptSnippet[]): Translated {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'snippets-'));
  try {
    linkPackages(path.join(directory, 'node_modules'));
    const translator = new BatchSnippetTranslator([...snippets], { includeCompilerDiagnostics: true, compilationDirectory: directory });
    const all = Array.from(translator, ([snippet, one]) => {
      const translation = {
        place: placeOf(snippet),
        typescript: snippet.visibleSource,
        python: one.renderUsing(new Python()),
        java: asJavaNames(withoutRepeatedComments(one.renderUsing(new Java()))),
        csharp: withoutRepeatedComments(one.renderUsing(new CSharp())),
        go: withoutRepeatedComments(one.renderUsing(new Go())),
      };
      const problems = one.diagnostics.map(({ messageText }) => `${translation.place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}\n${snippet.visibleSource}`);
      const translated = TranslatedSnippet.fromSchema({
        translations: {
          $: { source: snippet.visibleSource, version: '0' },
          [TargetLanguage.PYTHON]: { source: translation.python, version: PythonVisitor.VERSION },
          [TargetLanguage.JAVA]: { source: translation.java, version: JavaVisitor.VERSION },
          [TargetLanguage.CSHARP]: { source: translation.csharp, version: CSharpVisitor.VERSION },
          [TargetLanguage.GO]: { source: translation.go, version: GoVisitor.VERSION },
        },
        location: snippet.location,
        didCompile: one.didSuccessfullyCompile,
        fqnsReferenced: one.fqnsReferenced(),
        fullSource: completeSource(snippet),
        syntaxKindCounter: one.syntaxKindCounter(),
      });
      return { translation, problems, translated };
    });
    return {
      translations: all.map(({ translation }) => translation),
      translated: all.map(({ translated }) => translated),
      problems: all.flatMap(({ problems }) => problems),
    };
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

/** With what tells rosetta whether the types that a snippet names have changed since. */
export function fingerprinted(snippets: readonly TranslatedSnippet[]): TranslatedSnippet[] {
  const fingerprinter = new TypeFingerprinter([loadAssemblies([ROOT], false)[0].assembly]);
  return snippets.map((snippet) => snippet.withFingerprint(fingerprinter.fingerprintAll(snippet.fqnsReferenced())));
}

/** Packages import themselves by their name nowhere but here. */
function linkPackages(directory: string): void {
  fs.mkdirSync(directory);
  fs.symlinkSync(ROOT, path.join(directory, 'cdk-s3-encryption'));
  for (const name of ['aws-cdk-lib', 'constructs']) { fs.symlinkSync(fs.realpathSync(path.join(ROOT, 'node_modules', name)), path.join(directory, name)); }
}

/** Rosetta writes the comment before a `new` expression twice. */
function withoutRepeatedComments(source: string): string {
  const lines: string[] = [];
  for (const line of source.split('\n')) {
    lines.push(line);
    const length = trailingComments(lines) / 2;
    for (let n = 1; n <= length; n++) {
      if (lines.slice(-n).join('\n') === lines.slice(-2 * n, -n).join('\n')) {
        lines.length -= n;
        break;
      }
    }
  }
  return lines.join('\n');
}

function trailingComments(lines: readonly string[]): number {
  let count = 0;
  while (count < lines.length && /^\s*\/\//.test(lines[lines.length - 1 - count])) { count++; }
  return count;
}
