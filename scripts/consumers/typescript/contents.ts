import * as fs from 'fs';
import * as path from 'path';
import { ROOT } from '../packages';
import { must } from '../processes';

/** What belongs into the npm package beside what is compiled; documentation is where the README's links lead. */
const FILES = [
  '.jsii', 'CHANGELOG.md', 'LICENSE', 'README.md', 'bin/cdk-s3-encryption', 'package.json', 'lib/hook-function/bundle/index.js', 'lib/hook-function/rules.json',
];

/** The examples in other languages, for sites that show the documentation of packages: there once they have been translated. */
const TRANSLATIONS = '.jsii.tabl.json';

/** Throws unless a tarball has what users need and nothing else: each source compiled, and the bundled dependencies. */
export function assertContents(tarball: string): void {
  const bundled = (JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { bundledDependencies: string[] }).bundledDependencies;
  const files = must('tar', ['--list', '--gzip', '--file', tarball]).trim().split('\n').map((file) => file.replace(/^package\//, ''));
  const bundledFiles = files.filter((file) => bundled.some((name) => file.startsWith(`node_modules/${name}/`)));
  const expected = new Set([...FILES, ...compiledFiles(), ...bundledFiles, ...bundled.map((name) => `node_modules/${name}/package.json`)]);
  const missing = [...expected].filter((file) => !files.includes(file));
  const strange = files.filter((file) => !expected.has(file) && file !== TRANSLATIONS);
  if (missing.length + strange.length > 0) {
    throw new Error(`${tarball} lacks ${missing.join(', ') || 'nothing'}, and should not have ${strange.join(', ') || 'anything more'}. `
      + 'Fix: run "npx projen compile", which deletes compiled files whose source is gone, or change .npmignore.');
  }
}

function compiledFiles(): readonly string[] {
  return fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => ['.js', '.d.ts'].map((extension) => `lib/${file.replace(/\.ts$/, extension)}`));
}
