import * as fs from 'fs';
import * as path from 'path';
import { allTypeScriptSnippets, extractTypescriptSnippetsFromMarkdown, fixturize, loadAssemblies, SnippetParameters, type TypeScriptSnippet } from './rosetta';

export const ROOT = path.join(__dirname, '..', '..');

/** The snippets of the package: of its README, and of docstrings. What users of other languages read is made of them. */
export async function snippetsOfPackage(): Promise<TypeScriptSnippet[]> {
  return Array.from(await allTypeScriptSnippets(loadAssemblies([ROOT], false)));
}

/** The snippets of docs/, which only stand in the repository. Those of the API reference are those of docstrings. */
export function snippetsOfDocs(): TypeScriptSnippet[] {
  return pagesBelow(path.join(ROOT, 'docs')).filter((page) => !page.includes(`${path.sep}api${path.sep}`)).flatMap((page) => {
    const location = { api: { api: 'file' as const, fileName: path.relative(ROOT, page) }, field: { field: 'markdown' as const, line: 0 } };
    const fixture: { [parameter: string]: string } = location.api.fileName.startsWith('docs/rules/') ? { [SnippetParameters.FIXTURE]: 'finding' } : {};
    return extractTypescriptSnippetsFromMarkdown(fs.readFileSync(page, 'utf8'), location.api, true)
      .map((snippet) => fixturize({ ...snippet, parameters: { ...fixture, ...snippet.parameters, [SnippetParameters.$PROJECT_DIRECTORY]: ROOT } }));
  });
}

/** A snippet that stands nowhere, with the fixture of the others. */
export function snippetOf(source: string): TypeScriptSnippet {
  const location = { api: { api: 'file' as const, fileName: 'snippet' } };
  return fixturize({ visibleSource: source, location, strict: true, parameters: { [SnippetParameters.$PROJECT_DIRECTORY]: ROOT } });
}

/** Where a snippet stands, for whoever has to look at it. */
export function placeOf({ location: { api, field } }: TypeScriptSnippet): string {
  const line = field?.field === 'markdown' ? `:${field.line}` : '';
  switch (api.api) {
    case 'file': return `${api.fileName}${line}`;
    case 'moduleReadme': return `README.md${line}`;
    case 'type': return api.fqn;
    default: return JSON.stringify(api);
  }
}

function pagesBelow(directory: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) { return pagesBelow(file); }
    return entry.name.endsWith('.md') ? [file] : [];
  });
}
