import * as fs from 'fs';
import * as path from 'path';
import { sitePage } from './markdown';
import { placeOf } from './place';

/** The Markdown files of the repository that are pages of the site. */
export function sourcesOf(root: string): string[] {
  const below = (folder: string): string[] => fs.readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? below(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
  return [...fs.readdirSync(root), ...below('docs')].filter((file) => file.endsWith('.md') && placeOf(file) !== undefined).sort();
}

/** Every page of the site, by its place. */
export function pagesOf(root: string): ReadonlyMap<string, string> {
  return new Map(sourcesOf(root).map((file) => {
    const page = sitePage(root, file, fs.readFileSync(path.join(root, file), 'utf8'));
    // Their methods are many, and have long names.
    const outlined = file.startsWith('docs/api/') ? `---\noutline: 2\n---\n\n${page}` : page;
    return [placeOf(file)!, file === 'README.md' ? home(page) : outlined];
  }));
}

/** The README begins with a name and what it is; on the site these are its head. */
function home(page: string): string {
  const [, name, tagline, rest] = /^# (.+)\n\n([^#]+?)\n\n([\s\S]+)$/.exec(page)!;
  const actions = [['brand', 'Get started', '/guides/buckets-and-keys'], ['alt', 'All pages', '/documentation'], ['alt', 'Rules', '/rules/'], ['alt', 'API', '/api/']];
  return [
    '---',
    'layout: home',
    'title: AWS CDK constructs for Amazon S3 encryption',
    'hero:',
    `  name: ${name}`,
    `  tagline: ${JSON.stringify(tagline.replace(/\n/g, ' '))}`,
    '  actions:',
    ...actions.map(([theme, text, link]) => `    - { theme: ${theme}, text: ${text}, link: ${link} }`),
    '---',
    '',
    rest,
  ].join('\n');
}
