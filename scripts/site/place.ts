import * as path from 'path';

const REPOSITORY = 'https://github.com/cdk-s3-encryption/cdk-s3-encryption';
const RAW = 'https://raw.githubusercontent.com/cdk-s3-encryption/cdk-s3-encryption/main/';

/** Files whose place on the site does not follow from their path. */
const PLACES: { readonly [file: string]: string } = {
  'README.md': 'index.md',
  'API.md': 'api/index.md',
  'docs/README.md': 'documentation.md',
  'ARCHITECTURE.md': 'architecture.md',
  'CHANGELOG.md': 'changelog.md',
  'CONTRIBUTING.md': 'contributing.md',
  'SECURITY.md': 'security.md',
};

/** Where a Markdown file of the repository is on the site; undefined if it is not. */
export function placeOf(file: string): string | undefined {
  if (file in PLACES) { return PLACES[file]; }
  const [, below] = /^docs\/(.+\.md)$/.exec(file) ?? [];
  return below?.replace(/(^|\/)README\.md$/, '$1index.md');
}

/** What a link of a page names: a file or folder of the repository, with an anchor; undefined if it is elsewhere. */
export function targetOf(page: string, link: string): { readonly file: string; readonly anchor: string } | undefined {
  const [address, anchor] = link.split('#');
  const file = fileOf(page, address);
  return file === undefined ? undefined : { file, anchor: anchor === undefined ? '' : `#${anchor}` };
}

function fileOf(page: string, address: string): string | undefined {
  if (address.startsWith(RAW)) { return address.slice(RAW.length); }
  if (address === REPOSITORY) { return undefined; }
  const [, below] = new RegExp(`^${REPOSITORY}/(?:blob|tree)/main/(.+)$`).exec(address) ?? [];
  if (below !== undefined) { return below; }
  if (/^[a-z]+:/.test(address)) { return undefined; }
  return address === '' ? page : path.posix.join(path.posix.dirname(page), address);
}

/** The address of what is no page of the site. */
export function onGitHub(file: string, isFolder: boolean): string {
  return `${REPOSITORY}/${isFolder ? 'tree' : 'blob'}/main/${file}`;
}
