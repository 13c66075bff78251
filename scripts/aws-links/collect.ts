import * as fs from 'fs';
import * as path from 'path';

/** A page of AWS, with the places that link to it. */
export interface AwsLink {
  readonly address: string;
  /** `file:line`, from the root of the repository. */
  readonly places: readonly string[];
}

/** Written from docstrings and metadata, which are read themselves. */
const GENERATED = /^docs\/(?:api|rules)\/|^docs\/(?:controls|log-sources|services)\.md$|\/bundle\.ts$|^src\/policy-evaluation\/actions\//;

const LINK = /https?:\/\/(?:docs\.)?aws\.amazon\.com\/[^\s<>"'`)\]},;|\\]*/g;

/** Every link to a page of AWS in documents, in the metadata of rules and services, and in docstrings: sorted, each once. */
export function awsLinks(root: string): AwsLink[] {
  const found = new Map<string, string[]>();
  for (const file of sources(root)) {
    fs.readFileSync(path.join(root, file), 'utf8').split('\n').forEach((line, index) => {
      for (const [address] of line.matchAll(LINK)) {
        // A sentence may end with it.
        const link = address.replace(/[.:]+$/, '');
        found.set(link, [...(found.get(link) ?? []), `${file}:${index + 1}`]);
      }
    });
  }
  return [...found].map(([address, places]) => ({ address, places })).sort((a, b) => (a.address < b.address ? -1 : 1));
}

function sources(root: string): string[] {
  const below = (folder: string): string[] => fs.readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? below(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
  return [...fs.readdirSync(root), ...below('docs'), ...below('src'), ...below('scripts/service-docs')]
    .filter((file) => /\.(?:md|ts)$/.test(file) && !GENERATED.test(file)).sort();
}
