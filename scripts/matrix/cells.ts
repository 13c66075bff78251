import { newestVersion, oldestVersion } from './versions';

/** Which end of the range that `package.json` accepts. */
export const AGES = ['oldest', 'newest'] as const;
export type Age = typeof AGES[number];

/** What the package is used with. */
export interface Cell {
  /** The major of Node.js. */
  readonly node: string;
  readonly cdk: { readonly age: Age; readonly version: string; readonly constructs: string };
  readonly nag: { readonly age: Age; readonly version: string };
}

/** Every combination. Those of one aws-cdk-lib follow each other for all versions of Node.js, whose templates have to be the same. */
export function cells(nodes: readonly string[]): readonly Cell[] {
  const version = { oldest: oldestVersion, newest: newestVersion };
  const versions = (name: string) => AGES.map((age) => ({ age, version: version[age](name) }));
  const cdks = versions('aws-cdk-lib').map(({ age, version: cdk }) => ({ age, version: cdk, constructs: version[age]('constructs') }));
  const nags = versions('cdk-nag');
  return cdks.flatMap((cdk) => nodes.flatMap((node) => nags.map((nag) => ({ node, cdk, nag }))));
}
