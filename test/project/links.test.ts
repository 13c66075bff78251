import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const REPOSITORY = 'https://github.com/cdk-s3-encryption/cdk-s3-encryption';
const IMAGES = 'https://raw.githubusercontent.com/cdk-s3-encryption/cdk-s3-encryption/main/';

const pages = [
  ...fs.readdirSync(ROOT),
  ...fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => path.join('docs', file)),
].filter((file) => file.endsWith('.md') && file !== 'API.md');

interface Link { readonly page: string; readonly link: string }

/** A page without blocks of code. */
const textOf = (page: string) => fs.readFileSync(path.join(ROOT, page), 'utf8').replace(/^( *)```[\s\S]*?^\1```$/gm, '');

/** Links and images of a page, without code, where brackets and parentheses mean something else. */
function linksOf(page: string): Link[] {
  const text = textOf(page).replace(/(?<!\[)`[^`\n]*`(?!\])/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)|<(https:[^>\s]+)>|\b(?:src|href)="([^"]+)"/gm)]
    .map(([, ...found]) => ({ page, link: found.find((link) => link !== undefined)! }));
}

const isAbsolute = ({ link }: Link) => /^[a-z]+:/.test(link);

/** The file or folder that a link names, from the root of the repository; undefined where it names something else. */
function target({ page, link }: Link): string | undefined {
  const [address, anchor] = link.split('#');
  if (!isAbsolute({ page, link })) { return address === '' ? page : path.join(path.dirname(page), address); }
  if (address.startsWith(IMAGES)) { return address.slice(IMAGES.length); }
  if (address === REPOSITORY) { return anchor === undefined ? undefined : 'README.md'; }
  return new RegExp(`^${REPOSITORY}/(?:blob|tree)/main/(.+)$`).exec(address)?.[1];
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(page: string): string[] {
  const found: string[] = [];
  for (const [, heading] of textOf(page).matchAll(/^#+ (.+)$/gm)) {
    const anchor = heading.replace(/\]\([^)]*\)/g, '').trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/ /g, '-');
    const same = found.filter((other) => other.replace(/-\d+$/, '') === anchor).length;
    found.push(same === 0 ? anchor : `${anchor}-${same}`);
  }
  return found;
}

const links = pages.flatMap(linksOf);

test('pages link to files that exist, also by their addresses on GitHub', () => {
  const files = links.filter((link) => target(link) !== undefined);
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter(isAbsolute).length).toBeGreaterThan(15);
  expect(files.filter((link) => !fs.existsSync(path.join(ROOT, target(link)!)))).toEqual([]);
});

test('pages link to headings that exist', () => {
  const headings = links.filter((link) => link.link.includes('#') && target(link)?.endsWith('.md'));
  expect(headings.length).toBeGreaterThan(5);
  expect(headings.filter((link) => !anchorsOf(target(link)!).includes(link.link.split('#')[1]))).toEqual([]);
});

// npm, PyPI, NuGet and Construct Hub show the README, each from an address of its own.
test('the README has absolute links only', () => {
  const ours = linksOf('README.md');
  expect(ours.length).toBeGreaterThan(15);
  expect(ours.filter((link) => !isAbsolute(link))).toEqual([]);
});

test('the README shows images from where they are stored, and not from the pages that show them', () => {
  const images = [...textOf('README.md').matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, image]) => image);
  expect(images.length).toBeGreaterThan(0);
  expect(images.filter((image) => !image.startsWith(IMAGES))).toEqual([]);
});

test('what the library and its package say of the repository is a page, and not an address to clone', () => {
  const { homepage, bugs, author, repository } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as
    { homepage: string; bugs: { url: string }; author: { url: string }; repository: { url: string } };
  expect([homepage, bugs.url, author.url, repository.url].filter((address) => !address.startsWith(REPOSITORY) || address.endsWith('.git'))).toEqual([]);
});
