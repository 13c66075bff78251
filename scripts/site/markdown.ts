import * as fs from 'fs';
import * as path from 'path';
import { onGitHub, placeOf, targetOf } from './place';

/** Code in blocks and in lines: links and braces in it are no links and no expressions. */
const CODE = /^( *)(```+)[\s\S]*?^\1\2 *$|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\3(?!`)/gm;

/** A page of the repository as a page of the site: links lead to pages of the site, or to GitHub. Images stay beside the pages. */
export function sitePage(root: string, file: string, text: string): string {
  const kept: string[] = [];
  // A link around code is a link still, so code is put aside and back.
  const without = text.replace(CODE, (code) => `\u0000${kept.push(code) - 1}\u0000`);
  const linked = without
    .replace(/(\]\()([^)\s]+)(\))/g, (_, before: string, link: string, after: string) => `${before}${linkOf(root, file, link)}${after}`)
    .replace(/^(\[[^\]]+\]: )(\S+)$/gm, (_, before: string, link: string) => `${before}${linkOf(root, file, link)}`)
    // Vue reads these as expressions.
    .replace(/\{\{/g, '&#123;&#123;');
  return linked.replace(/\u0000(\d+)\u0000/g, (_, index: string) => kept[Number(index)]);
}

function linkOf(root: string, page: string, link: string): string {
  const target = targetOf(page, link);
  if (!target) { return link; }
  const { anchor, file } = target;
  const from = path.posix.dirname(placeOf(page)!);
  const beside = (place: string) => {
    const address = path.posix.relative(from, place);
    return address.startsWith('.') ? address : `./${address}`;
  };
  if (file === page && anchor !== '') { return anchor; }
  if (/^docs\/images\//.test(file)) { return beside(file.slice('docs/'.length)); }
  // Folders of the documentation have an index.
  const place = placeOf(file) ?? (fs.existsSync(path.join(root, file, 'README.md')) ? placeOf(`${file}/README.md`) : undefined);
  return place === undefined ? `${onGitHub(file, fs.statSync(path.join(root, file)).isDirectory())}${anchor}` : `${beside(place)}${anchor}`;
}
