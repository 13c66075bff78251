import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { ROOT } from './collect';
import type { Translation } from './translate';

interface Form {
  readonly pattern: RegExp;
  readonly why: string;
}

type Language = Exclude<keyof Translation, 'place' | 'typescript'>;

/** What rosetta makes of TypeScript that it doesn't understand. */
const WRONG: { readonly [language in Language]: readonly Form[] } = {
  python: [
    { pattern: /\.with\(/, why: '`with` is a keyword of Python: use Mixins.of(bucket).apply()' },
    { pattern: /\blambda\b|\?\?\?/, why: 'Python has no such function' },
  ],
  java: [
    { pattern: /\?\?\?|\bObject\b/, why: 'the type is not known' },
    { pattern: /(?<![.\w])(?!String\.|Map\.|List\.)[a-z]\w*\((?!.*->)/, why: 'a method is called on nothing' },
    { pattern: /(?<![.\w"])[a-z]\w*\.[a-z]\w*\.[a-z]\w*\(/, why: 'a property is read without its getter' },
  ],
  csharp: [
    { pattern: /\?\?\?|\bvoid\b|\bfor \(var\b/, why: 'C# has no such form' },
    { pattern: /(?<![.\w])(?<!new )[A-Z]\w*\(/, why: 'a method is called on nothing' },
  ],
  go: [
    { pattern: /_\*|\.\*|\?\?\?|#error#/, why: 'a pointer stands in a name' },
    { pattern: /[\w)]\.[a-z]\w*/, why: 'what a package exports begins with a capital letter' },
    { pattern: /&(?!map\b)[A-Z]\w*\{|\[\](?!\*|interface\b)[A-Z]\w*\{/, why: 'a type has no package' },
  ],
};

/** TypeScript of which rosetta makes something else. */
const UNTRANSLATABLE: readonly [(node: ts.Node) => boolean, string][] = [
  [ts.isClassLike, 'a class: constructors and properties are translated wrongly'],
  [(node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node), 'a function'],
  [(node) => ts.isSpreadAssignment(node) || ts.isSpreadElement(node), 'a spread'],
  [(node) => ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node), 'destructuring'],
  [(node) => ts.isConditionalExpression(node), 'a conditional expression'],
  [(node) => ts.isElementAccessExpression(node), 'access by an index'],
  [(node) => ts.isExpressionStatement(node) && !ts.isCallExpression(node.expression) && !ts.isNewExpression(node.expression), 'an expression that does nothing'],
];

/** The names of modules in the fixture: Java leaves them out wherever they stand before a dot. */
const MODULES = new Set(Array.from(fs.readFileSync(path.join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8').matchAll(/^import \* as (\w+)/gm), ([, name]) => name));

/** What is wrong with the translations of a snippet, as far as it can be seen without a compiler. */
export function wrongForms(translation: Translation): string[] {
  const found = [...untranslatable(translation.typescript)];
  for (const language of Object.keys(WRONG) as Language[]) {
    const code = withoutTexts(translation[language], language);
    for (const { pattern, why } of WRONG[language]) {
      const [match] = pattern.exec(code) ?? [];
      if (match !== undefined) { found.push(`${language}: ${JSON.stringify(match)}: ${why}.\n${translation[language]}`); }
    }
    for (const comment of commentsOf(translation.typescript)) {
      if (!translation[language].includes(comment)) { found.push(`${language} loses the comment ${JSON.stringify(comment)}: put it on a line of its own, before a statement or property.`); }
    }
  }
  return found.map((problem) => `${translation.place}: ${problem}`);
}

function* untranslatable(source: string): Generator<string> {
  const file = ts.createSourceFile('snippet.ts', source, ts.ScriptTarget.ES2022, true);
  const nodes: ts.Node[] = [file];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    for (const [is, what] of UNTRANSLATABLE) {
      if (is(node)) { yield `typescript: ${what} cannot be translated to all languages: ${node.getText().split('\n')[0]}`; }
    }
    if (ts.isVariableDeclaration(node) && MODULES.has(node.name.getText())) {
      yield `typescript: the variable ${node.name.getText()} has the name of a module of rosetta/default.ts-fixture, which Java leaves out. Call it otherwise.`;
    }
    node.forEachChild((child) => { nodes.push(child); });
  }
}

function commentsOf(source: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, source);
  const comments: string[] = [];
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (token === ts.SyntaxKind.SingleLineCommentTrivia) { comments.push(scanner.getTokenText().replace(/^\/\/\s*/, '')); }
  }
  return comments;
}

/** Without texts and comments, in which anything may stand. */
function withoutTexts(source: string, language: Language): string {
  const comment = language === 'python' ? /#.*$/gm : /\/\/.*$/gm;
  return source.replace(/"(?:[^"\\\n]|\\.)*"/g, '""').replace(comment, '');
}
