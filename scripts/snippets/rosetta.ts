/** What jsii-rosetta keeps inside: its package exports neither the snippets of an assembly nor the trees that visitors render. */
export { fixturize } from '../../node_modules/jsii-rosetta/lib/fixtures';
export { allTypeScriptSnippets, loadAssemblies } from '../../node_modules/jsii-rosetta/lib/jsii/assemblies';
export { type JsiiSymbol, lookupJsiiSymbol, lookupJsiiSymbolFromNode, resolveJsiiSymbolType } from '../../node_modules/jsii-rosetta/lib/jsii/jsii-utils';
export { analyzeObjectLiteral, determineJsiiType, type JsiiType, type ObjectLiteralStruct } from '../../node_modules/jsii-rosetta/lib/jsii/jsii-types';
export { CSharpVisitor } from '../../node_modules/jsii-rosetta/lib/languages/csharp';
export { GoVisitor } from '../../node_modules/jsii-rosetta/lib/languages/go';
export { JavaVisitor } from '../../node_modules/jsii-rosetta/lib/languages/java';
export { PythonVisitor } from '../../node_modules/jsii-rosetta/lib/languages/python';
export { TargetLanguage } from '../../node_modules/jsii-rosetta/lib/languages/target-language';
export { extractTypescriptSnippetsFromMarkdown } from '../../node_modules/jsii-rosetta/lib/markdown/extract-snippets';
export { OTree } from '../../node_modules/jsii-rosetta/lib/o-tree';
export type { AstRenderer } from '../../node_modules/jsii-rosetta/lib/renderer';
export { completeSource, SnippetParameters, type TypeScriptSnippet } from '../../node_modules/jsii-rosetta/lib/snippet';
export { TypeFingerprinter } from '../../node_modules/jsii-rosetta/lib/jsii/fingerprinting';
export { LanguageTablet, TranslatedSnippet } from '../../node_modules/jsii-rosetta/lib/tablets/tablets';
export { BatchSnippetTranslator } from '../../node_modules/jsii-rosetta/lib/translate';
