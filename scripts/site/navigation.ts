import * as path from 'path';
import { placeOf, targetOf } from './place';
import { anchorOf } from '../api-docs/links';

/** As VitePress takes it. */
export interface Item {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items?: readonly Item[];
}

export interface Navigation {
  /** The sidebar, by the beginning of an address. */
  readonly sidebar: { readonly [prefix: string]: readonly Item[] };
}

/** The introduction of the index and its steps, whose pages stand below other headings, and what is below "More". */
const NOT_IN_SIDEBAR = ['Documentation', 'With an existing app', 'For contributors'];

/** Reads the navigation from the indexes that readers on GitHub use: one list of pages, and not two. */
export function navigationOf(textOf: (file: string) => string): Navigation {
  const sectionsOf = (file: string) => sections(textOf(file), file, textOf);
  const [documentation, rules, api, decisions] = ['docs/README.md', 'docs/rules/README.md', 'API.md', 'docs/decisions/README.md'].map(sectionsOf);
  const more: Item = {
    text: 'More',
    items: [
      { text: 'All rules', link: '/rules/' }, { text: 'API reference', link: '/api/' }, { text: 'Changelog', link: '/changelog' },
      { text: 'Contributing', link: '/contributing' }, { text: 'Decisions', link: '/decisions/' },
    ],
  };
  const index = { text: 'All rules', link: '/rules/' };
  return {
    sidebar: {
      '/rules/': [index, ...rules.map((group) => ({ ...group, link: `/rules/#${anchorOf(group.text)}`, collapsed: true }))],
      '/api/': [{ text: 'All topics', link: '/api/' }, ...api.map(({ text, items = [] }) => apiTopic(text, items))],
      '/decisions/': [{ text: 'All decisions', link: '/decisions/' }, ...decisions],
      '/': [...documentation.filter(({ text }) => !NOT_IN_SIDEBAR.includes(text)), more],
    },
  };
}

/** The links below each heading. */
function sections(index: string, file: string, textOf: (file: string) => string): Item[] {
  return index.split(/^##? /m).slice(1).map((section) => {
    const [heading, ...rest] = section.split('\n');
    const items = [...rest.join('\n').matchAll(/\[([^\]]+)\]\(([^)\s]+)\)/g)].flatMap(([, name, link]) => itemOf(file, name, link, textOf));
    return { text: heading, items };
  }).filter(({ items }) => items.length > 0);
}

/** A page has the name of its heading: what a link says belongs to the sentence around it. */
function itemOf(file: string, name: string, link: string, textOf: (file: string) => string): Item[] {
  const target = targetOf(file, link);
  const place = target && placeOf(target.file);
  if (place === undefined) { return []; }
  const { anchor, file: named } = target!;
  const text = anchor === '' ? /^# (?:API: )?(.+)$/m.exec(textOf(named))![1] : name;
  return [{ text, link: `/${place.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}${anchor}` }];
}

/** A topic has a page, and its types are sections of it. */
function apiTopic(text: string, items: readonly Item[]): Item {
  const [{ link }, ...types] = items;
  return { text, link, collapsed: true, items: types };
}

/** Every page that the navigation leads to, as a file of the site. */
export function pagesInNavigation({ sidebar }: Navigation): ReadonlySet<string> {
  const linksOf = ({ items = [], link }: Item): string[] => [...(link === undefined ? [] : [link]), ...items.flatMap(linksOf)];
  return new Set(Object.values(sidebar).flat().flatMap(linksOf).map((link) => {
    const [address] = link.slice(1).split('#');
    return address === '' || address.endsWith('/') ? path.posix.join(address, 'index.md') : `${address}.md`;
  }));
}
