import * as fs from 'fs';
import * as path from 'path';
import { execute } from '../consumers/processes';

/** Node.js of one version, or why it cannot be had. */
export type Node = { readonly version: string; readonly bin: string } | { readonly lacking: string };

/** Versions of Node.js from npm's package `node`, each installed once into a folder of its own. */
export class Nodes {
  private readonly installed = new Map<string, Node>();

  constructor(private readonly directory: string) {}

  get(major: string): Node {
    const known = this.installed.get(major);
    if (known) { return known; }
    const node = this.install(major);
    this.installed.set(major, node);
    return node;
  }

  private install(major: string): Node {
    const folder = path.join(this.directory, major);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'node-version', version: '1.0.0', private: true }));
    console.log(`\n--- Node.js ${major}: npm installs the package "node"`);
    const { status, output } = execute('npm', ['install', '--no-audit', '--no-fund', `node@${major}`], { cwd: folder });
    if (status !== 0) { return { lacking: `npm cannot install node@${major}: ${firstError(output)}` }; }
    const bin = path.join(folder, 'node_modules', 'node', 'bin');
    const { stdout, status: started } = execute(path.join(bin, 'node'), ['--version']);
    const version = stdout.trim().replace(/^v/, '');
    return started === 0 && version.startsWith(`${major}.`) ? { version, bin } : { lacking: `node@${major} does not run on this machine` };
  }
}

/** What npm says is wrong, in one line. */
export function firstError(output: string): string {
  const lines = output.split('\n').flatMap((line) => /^npm (?:error|ERR!) (?!code |errno |A complete log)(.+)/.exec(line)?.[1] ?? []);
  return lines[0]?.trim() ?? output.trim().split('\n')[0];
}
